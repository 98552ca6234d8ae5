"""Stable ids, and which incoming update is which known one.

An id must be the same on every import of the same thing. A live blog is known by its address; without one by
publisher, title and day; without a title by how its standfirst begins. An update is known within its live
blog by the publisher's own id, else its permalink, else its headline and first paragraph, else (neither
headline nor paragraph) all its text. Text copies have only words, so an update that lost its id because its
words were edited is recognised by what did not change: `recognise` pairs it with the known update of the same
headline or the same first paragraph.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode, urlsplit

from tui_reader.news.letters import letters
from tui_reader.news.live_blog import LiveBlog, Update

_ID_LENGTH = (
    16  # hexadecimal digits, 64 bits: a collision among a million updates has odds of 1 in 37 million
)
_TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "cmpid", "cmp")


def assign_ids(blog: LiveBlog, known_id: str | None = None) -> LiveBlog:
    """The live blog with an id of its own (or `known_id`) and one for every update.

    Two updates of one live blog never share an id: a repeated one gets a count behind it, from the oldest on,
    so that updates added on top later do not shift it.
    """
    blog_id = known_id or live_blog_id(blog)
    seen: dict[str, int] = {}
    updates: list[Update] = []
    for update in reversed(blog.updates):
        base = update_id(blog_id, update)
        seen[base] = seen.get(base, 0) + 1
        updates.append(replace(update, id=base if seen[base] == 1 else f"{base}-{seen[base]}"))
    return replace(blog, id=blog_id, updates=tuple(reversed(updates)))


def live_blog_id(blog: LiveBlog) -> str:
    """The id by which a live blog is known."""
    if blog.url:
        return _digest("url", canonical_url(blog.url))
    day = blog.coverage_date.isoformat() if blog.coverage_date else ""
    if blog.title:
        return _digest("title", blog.publisher or "", letters(blog.title), day)
    beginning = next(iter(blog.standfirst), "") or _words(next(iter(blog.updates), None))
    return _digest("standfirst", blog.publisher or "", letters(beginning), day)


def update_id(blog_id: str, update: Update) -> str:
    """The id of an update within the live blog of that id."""
    if update.source_id:
        return _digest(blog_id, "source", update.source_id)
    if update.url:
        return _digest(blog_id, "url", canonical_url(update.url, keep_fragment=True))
    return _digest(blog_id, "words", letters(update.headline or ""), letters(_first_text(update)))


def canonical_url(url: str, *, keep_fragment: bool = False) -> str:
    """The address without what tells visitors apart: scheme, tracking parameters, trailing slash."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url.strip()
    query = urlencode(
        sorted(
            (k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not k.startswith(_TRACKING)
        )
    )
    fragment = f"#{parts.fragment}" if keep_fragment and parts.fragment else ""
    host = parts.netloc.lower().removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}{'?' if query else ''}{query}{fragment}"


@dataclass(frozen=True, slots=True)
class KnownUpdate:
    """What the library remembers of an update, enough to recognise it after an edit."""

    id: str
    headline_digest: str
    text_digest: str


def known_update(update: Update) -> KnownUpdate:
    """What to remember of an update."""
    return KnownUpdate(
        update.id,
        _digest(letters(update.headline)) if update.headline else "",
        _digest(letters(_first_text(update))) if _first_text(update) else "",
    )


def recognise(blog: LiveBlog, known: Iterable[KnownUpdate]) -> LiveBlog:
    """The live blog with edited updates under the ids they had before.

    Only updates without a publisher's id or permalink, whose own id is new, are compared, and only with
    known updates that the incoming live blog does not hold under their id. A headline or a first paragraph
    that several of them share proves nothing.
    """
    known = list(known)
    held = {update.id for update in blog.updates}
    lost = [k for k in known if k.id not in held]
    if not lost:
        return blog
    by_headline = _unique((k.headline_digest, k.id) for k in lost)
    by_text = _unique((k.text_digest, k.id) for k in lost)
    ids = {k.id for k in known}
    taken: set[str] = set()
    updates: list[Update] = []
    for update in blog.updates:
        found = None
        if update.id not in ids and not update.source_id and not update.url:
            now = known_update(update)
            found = by_headline.get(now.headline_digest) or by_text.get(now.text_digest)
        if found and found not in taken:
            taken.add(found)
            updates.append(replace(update, id=found))
        else:
            updates.append(update)
    return replace(blog, updates=tuple(updates))


def _unique(pairs: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    repeated: set[str] = set()
    for digest, update in pairs:
        if digest in found:
            repeated.add(digest)
        found[digest] = update
    return {digest: update for digest, update in found.items() if digest and digest not in repeated}


def _first_text(update: Update) -> str:
    return next((block.text for block in update.blocks if block.kind in ("paragraph", "blockquote")), "") or (
        "" if update.headline else _words(update)
    )


def _words(update: Update | None) -> str:
    return " ".join(block.text for block in update.blocks) if update else ""


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:_ID_LENGTH]
