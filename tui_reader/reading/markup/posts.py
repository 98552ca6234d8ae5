"""Posts from social networks as pages embed them: quoted in full, by address alone, or in a frame."""

import datetime
import re

from tui_reader.news import Embed
from tui_reader.reading.markup.addresses import absolute, handle_in, is_post, post_address
from tui_reader.reading.markup.names import names
from tui_reader.reading.markup.running_text import text_of
from tui_reader.reading.markup.tree import Node, attribute, class_tokens, select

_CLASSES = names(
    "twitter-tweet twitter-video tweet instagram-media tiktok-embed bluesky-embed mastodon-embed fb-post"
    " fb-video text-post-media reddit-card reddit-embed-bq truthsocial-embed threads-embed"
)
_ELEMENTS = frozenset(
    ("amp-twitter", "amp-instagram", "amp-facebook", "amp-tiktok", "amp-youtube", "amp-reddit")
)
_ADDRESSES = (
    "data-url",
    "data-href",
    "cite",
    "data-instgrm-permalink",
    "data-text-post-permalink",
    "data-src",
    "src",
)
_SIGNATURE = re.compile(r"(?<!\s)\s*+[—–-]{1,2}\s*+([^—–()]{1,100})\((@[\w.@-]{1,100})\)\s*(.{0,60})$")
_SHARED_BY = re.compile(r"(?<!\s)\s*+A post shared by ([^()]{1,100})\((@[\w.-]{1,100})\).{0,60}$")
_ON_NETWORK = re.compile(r" (?:on|auf|sur|en|su) (?:Twitter|X|Instagram)$")
_ENGLISH_DATE = re.compile(r"([A-Z][a-z]{2,8}) (\d{1,2}), (\d{4})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def embedded_post(node: Node, base: str | None) -> Embed | None:
    """The post that an element embeds, None where it is something else."""
    if node.tag in _ELEMENTS:
        return _amp_post(node, base)
    if not _CLASSES & class_tokens(node):
        return None
    url = _address(node, base)
    if node.tag != "blockquote" and not url:
        return None
    return (
        _post(_own_words(node), url)
        if node.tag == "blockquote"
        else Embed(text_of(node), None, handle_in(url), None, url)
    )


def post_at(url: str, text: str = "") -> Embed:
    """The post at an address, when no more of it is known."""
    address = post_address(url)
    return Embed(text, None, handle_in(address), None, address)


def _post(words: tuple[str, str], url: str | None) -> Embed:
    text, all_text = words
    signed = _SIGNATURE.search(all_text[-300:]) or _SHARED_BY.search(all_text[-300:])
    if not signed:
        return Embed(text, None, handle_in(url), None, url)
    author = _ON_NETWORK.sub("", signed[1].strip()) or None
    day = _english_date(signed[3]) if signed.re is _SIGNATURE else None
    if text == all_text:
        text = all_text[: len(all_text) - len(signed[0])].rstrip()
    return Embed(text, author, signed[2], day, url)


def _own_words(node: Node) -> tuple[str, str]:
    """The words of a quoted post without, and with, the line that says whose they are."""
    all_text = text_of(node)
    paragraphs = [text_of(paragraph) for paragraph in select(node, "p")]
    own = " ".join(text for text in paragraphs if text and not _SHARED_BY.search(text[-300:]))
    return own or all_text, all_text


def _address(node: Node, base: str | None) -> str | None:
    candidates = [attribute(node, name) for name in _ADDRESSES]
    candidates += [attribute(link, "href") for link in reversed(select(node, "a[href]")[-20:])]
    addresses = [url for url in (absolute(candidate, base) for candidate in candidates) if url]
    found = next((url for url in addresses if is_post(url)), addresses[0] if addresses else None)
    return post_address(found) if found else None


def _amp_post(node: Node, base: str | None) -> Embed | None:
    identifier = (
        attribute(node, "data-tweetid")
        or attribute(node, "data-shortcode")
        or attribute(node, "data-videoid")
    )
    forms = {
        "amp-twitter": "https://twitter.com/i/status/{}",
        "amp-instagram": "https://www.instagram.com/p/{}/",
        "amp-youtube": "https://www.youtube.com/watch?v={}",
    }
    form = forms.get(node.tag or "")
    url = form.format(identifier) if form and identifier.isascii() and identifier else _address(node, base)
    if not url:
        return None
    words = text_of(node)
    return _post((words, words), url)


def _english_date(text: str) -> datetime.date | None:
    found = _ENGLISH_DATE.search(text)
    if not found or found[1][:3].lower() not in _MONTHS:
        return None
    try:
        return datetime.date(int(found[3]), _MONTHS.index(found[1][:3].lower()) + 1, int(found[2]))
    except ValueError:
        return None
