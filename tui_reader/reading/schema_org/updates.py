"""From schema.org's `LiveBlogPosting` and `BlogPosting` objects to updates.

Publishers fill in what belongs to the page, not to the update: one headline, one author list or one time on
all of them. What is the same everywhere and is also the page's says nothing about an update, and is left out.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tui_reader.news import Block, Update
from tui_reader.reading.json_values import JsonObject
from tui_reader.reading.markup.addresses import absolute
from tui_reader.reading.markup.blocks import blocks_from_text
from tui_reader.reading.markup.plain_text import folded, plain_line
from tui_reader.reading.schema_org.media import media_in
from tui_reader.reading.timestamps import Moment, moment

_CLOCK = re.compile(
    r"\(?(\d{1,2})[:.hH](\d{2})(?:\s?(?:a\.?m\.?|p\.?m\.?|uhr|h|hrs|[A-Z]{2,4}T|GMT|UTC))?\)?(\s*[-–—:|·,.]+\s*|\s+)",
    re.IGNORECASE,
)
_ESCAPED = re.compile(r"\\(?:([\"'])|(?:r\\)?n)")
_UPDATE_PARAMETERS = frozenset(
    ("update", "updateid", "post", "postid", "pid", "entry", "entryid", "block", "blockid", "liveblog")
)
_WITH_BLOCK = "with:block-"
_MAX_PARAMETERS = 50
_BODY = ("articleBody", "text", "description")


@dataclass(frozen=True)
class PageLevel:
    """What the page and all of its updates have in common, and no update has to itself."""

    headlines: frozenset[str]
    byline: str | None
    published: Moment | None
    modified: Moment | None
    addresses: frozenset[str]


def updates_from(
    live_blog: JsonObject, page_url: str | None, page_titles: Iterable[str | None]
) -> list[Update]:
    """The updates of a live blog's object, in its order."""
    objects = live_blog["liveBlogUpdate"]
    common = _page_level(live_blog, page_url, page_titles)
    media = [media_in(found, page_url) for found in objects]
    uses = Counter(block for blocks in (*media, media_in(live_blog, page_url)) for block in set(blocks))
    return [
        _update(found, common, page_url, tuple(block for block in blocks if uses[block] == 1))
        for found, blocks in zip(objects, media, strict=True)
    ]


def names_in(stated: Any) -> str | None:
    """The names that an author's or publisher's value holds: a string, an object, or a list of either."""
    values = stated if isinstance(stated, list) else [stated]
    names = [name for value in values[:50] for name in _names(value)]
    lines = [plain_line(name) for name in names if isinstance(name, str)]
    return ", ".join(dict.fromkeys(line for line in lines if line)) or None


def _names(value: Any) -> list[Any]:
    """What one person's value gives as names."""
    if not isinstance(value, dict):
        return [value]
    name = value.get("name") or value.get("display_name") or value.get("displayName")
    if name:
        return name[:50] if isinstance(name, list) else [name]
    return [" ".join(filter(None, (string_in(value.get(key)) for key in ("givenName", "familyName"))))]


def says_something(found: JsonObject) -> bool:
    """Whether an update's object has a headline or a body."""
    return any(string_in(found.get(key)).strip() for key in ("headline", "name", *_BODY))


def string_in(stated: Any) -> str:
    """The text of a value: itself, that of an object's own value, or the parts of a list as lines."""
    if isinstance(stated, list):
        return "\n".join(part for part in map(_own_string, stated) if part)
    return _own_string(stated)


def _own_string(stated: Any) -> str:
    if isinstance(stated, dict):
        stated = next(
            (stated[key] for key in ("@value", "value", "text", "@id", "url") if stated.get(key)), ""
        )
    return stated if isinstance(stated, str) else ""


def _page_level(live_blog: JsonObject, page_url: str | None, titles: Iterable[str | None]) -> PageLevel:
    objects = live_blog["liveBlogUpdate"]
    stated = (string_in(live_blog.get(key)) for key in ("url", "@id", "mainEntityOfPage"))
    addresses = (page_url, *(absolute(address, page_url) for address in stated))
    headlines = {folded(plain_line(title)) for title in titles if title}
    own = [folded(_headline_text(found)) for found in objects]
    if len(own) > 2 and len(set(own)) == 1:
        headlines.add(own[0])
    return PageLevel(
        headlines=frozenset(headlines - {""}),
        byline=_shared_byline(live_blog, objects),
        published=_shared_moment(objects, "datePublished"),
        modified=_shared_moment(objects, "dateModified"),
        addresses=frozenset(address.rstrip("/") for address in addresses if address),
    )


def _shared_byline(live_blog: JsonObject, objects: list[JsonObject]) -> str | None:
    """The several names that the page has and every update repeats; a single author of all is each one's."""
    page = names_in(live_blog.get("author"))
    if not page or ", " not in page or len(objects) < 2:
        return None
    return page if all(names_in(found.get("author")) == page for found in objects) else None


def _shared_moment(objects: list[JsonObject], key: str) -> Moment | None:
    moments = {moment(found.get(key)) for found in objects}
    return next(iter(moments)) if len(objects) > 2 and len(moments) == 1 else None


def _update(found: JsonObject, common: PageLevel, page_url: str | None, media: tuple[Block, ...]) -> Update:
    published = moment(found.get("datePublished") or found.get("dateCreated"))
    modified = moment(found.get("dateModified"))
    published = Moment(None, published.day) if published == common.published else published
    byline = names_in(found.get("author") or found.get("creator"))
    url = _permalink(found, page_url, common.addresses)
    headline = _headline(found, common, published)
    blocks = _body(found, page_url)
    if headline and len(blocks) > 1 and folded(blocks[0].text) == folded(headline):
        blocks = blocks[1:]
    return Update(
        headline=headline,
        blocks=blocks + media,
        published=published.time,
        modified=None if modified == common.modified else modified.time,
        date=published.day,
        byline=None if byline == common.byline else byline,
        url=url,
        source_id=_identifier(found, url),
    )


def _headline_text(found: JsonObject) -> str:
    return plain_line(string_in(found.get("headline")) or string_in(found.get("name")))


def _headline(found: JsonObject, common: PageLevel, published: Moment) -> str | None:
    headline = without_clock(_headline_text(found), published)
    if folded(headline) in common.headlines:
        return None
    beginning = headline.rstrip("….").rstrip()
    if beginning != headline and folded(plain_line(string_in(found.get("articleBody")))).startswith(
        folded(beginning)
    ):
        return None
    return headline or None


def without_clock(headline: str, published: Moment) -> str:
    """The headline without a time in front that is the update's own, or that punctuation sets apart."""
    clock = _CLOCK.match(headline)
    if not clock or int(clock[1]) > 24 or int(clock[2]) > 59:
        return headline
    is_own = published.time is not None and abs(published.time.minute - int(clock[2])) <= 2
    return headline[clock.end() :] if is_own or clock[3].strip() else headline


def _body(found: JsonObject, page_url: str | None) -> tuple[Block, ...]:
    for key in _BODY:
        text = string_in(found.get(key))
        if text.strip():
            return blocks_from_text(_ESCAPED.sub(_as_meant, text), page_url)
    return ()


def _as_meant(escape: re.Match[str]) -> str:
    """What an escape stands for that was escaped itself."""
    return escape[1] if escape[1] else "\n"


def _permalink(found: JsonObject, page_url: str | None, page_addresses: frozenset[str]) -> str | None:
    for key in ("url", "@id", "mainEntityOfPage"):
        stated = string_in(found.get(key))
        if not stated.startswith(("http:", "https:", "/", "#", "?")):
            continue
        url = absolute(stated, page_url)
        if url and url.rstrip("/") not in page_addresses:
            return url
    return None


def _identifier(found: JsonObject, url: str | None) -> str | None:
    for key in ("identifier", "@id"):
        stated = string_in(found.get(key)).strip()
        if stated and not stated.startswith(("http:", "https:", "/", "_:")):
            return stated.removeprefix("#")[:200]
    return identifier_in(url)


def identifier_in(url: str | None) -> str | None:
    """The publisher's id of an update as its permalink carries it: a telling parameter, else the fragment."""
    if not url:
        return None
    parts = urlsplit(url)
    for name, value in parse_qsl(parts.query[:2_000])[:_MAX_PARAMETERS]:
        if name.lower().replace("-", "").replace("_", "") in _UPDATE_PARAMETERS:
            return value.removeprefix("asset:")[:200]
        if value.startswith(_WITH_BLOCK):
            return value.removeprefix(_WITH_BLOCK)[:200]
    return parts.fragment if 0 < len(parts.fragment) <= 200 else None
