"""From a feed to live blogs, through feedparser.

feedparser is given bytes only: it would open a string as a file or fetch it. It raises on some damaged feeds,
and what it raises is not documented, so everything is caught around that one call. Its parsers of dates know
no longest date and are switched off: `timestamps` reads the dates as the feed states them.
"""

import io
import re
from collections.abc import Mapping
from typing import Any

import feedparser
from feedparser.datetimes import _date_handlers

from tui_reader.errors import SourceError
from tui_reader.news import Block, LiveBlog, Related, Update
from tui_reader.reading.arranging import by_day
from tui_reader.reading.document import Document
from tui_reader.reading.json_values import objects_at, text_at
from tui_reader.reading.markup.addresses import absolute
from tui_reader.reading.markup.blocks import blocks_from_text
from tui_reader.reading.markup.plain_text import plain_line
from tui_reader.reading.outcome import Reading
from tui_reader.reading.schema_org.updates import names_in
from tui_reader.reading.timestamps import moment

_MAX_BYTES = 20_000_000
_MAX_TAGS = 100_000  # feedparser takes about 40 microseconds for each
_MAX_ATTRIBUTES = 256  # ... and looks at all of a tag's attributes for each of them
_date_handlers.clear()
_NESTED_ENTITY = re.compile(
    r"""<!ENTITY\s{1,99}[^\s"'<>]{1,99}\s{1,99}(?:"(?:[^"&]|&\#)*+&|'(?:[^'&]|&\#)*+&)"""
)
_LONG_TAG = re.compile(rb"<[a-zA-Z][^<>]{2000,}")


def read_feed(document: Document) -> Reading:
    """One live blog for each day of a feed.

    Raises:
        SourceError: the feed is too large or too damaged to be read.
    """
    feed, entries = _parsed(document)
    title = plain_line(text_at(feed, "title") or "") or None
    base = absolute(text_at(feed, "link"), document.url) or document.url
    if not title and not entries:
        raise SourceError(document.name, "a feed without items")
    updates = tuple(_update(entry, base) for entry in entries)
    publisher = plain_line(text_at(feed, "publisher") or "") or title
    return Reading(tuple(by_day(LiveBlog(title, updates, publisher=publisher))))


def _parsed(document: Document) -> tuple[Mapping[str, Any], list[dict[str, Any]]]:
    _refuse_costly(document)
    charset = f"; charset={document.declared_encoding}" if document.declared_encoding else ""
    try:
        parsed = feedparser.parse(
            io.BytesIO(document.content),
            response_headers={"content-type": f"application/xml{charset}"} if charset else None,
            sanitize_html=False,
            resolve_relative_uris=False,
        )
        return dict(parsed.feed), [dict(entry) for entry in parsed.entries]
    except Exception as error:
        raise SourceError(document.name, f"a feed too damaged to read ({type(error).__name__})") from error


def _refuse_costly(document: Document) -> None:
    content = document.content
    if len(content) > _MAX_BYTES or content.count(b"<") > 2 * _MAX_TAGS:
        raise SourceError(document.name, "longer than any feed is; it was not read")
    if any(tag[0].count(b"=") > _MAX_ATTRIBUTES for tag in _LONG_TAG.finditer(content)):
        raise SourceError(document.name, "a feed with hundreds of attributes on one tag; it was not read")
    if _NESTED_ENTITY.search(document.text):
        raise SourceError(document.name, "a feed with entities made of entities; it was not read")


def _update(entry: dict[str, Any], base: str | None) -> Update:
    url = absolute(text_at(entry, "link"), base)
    stated = text_at(entry, "published") or text_at(entry, "created") or text_at(entry, "updated")
    published = moment(stated)
    return Update(
        headline=plain_line(text_at(entry, "title") or "") or None,
        blocks=_blocks(entry, url or base, url),
        published=published.time,
        modified=moment(text_at(entry, "updated")).time,
        date=published.day,
        byline=names_in(entry.get("authors")) or plain_line(text_at(entry, "author") or "") or None,
        url=url,
        source_id=text_at(entry, "id") or None,
    )


def _blocks(entry: dict[str, Any], base: str | None, own_url: str | None) -> tuple[Block, ...]:
    """The item's content, else its summary, without the closing link to the item itself."""
    contents = [text_at(content, "value") or "" for content in objects_at(entry, "content")]
    text = max([*contents, text_at(entry, "summary") or ""], key=len)
    blocks = blocks_from_text(text, base)
    if blocks and isinstance(blocks[-1], Related) and blocks[-1].url == own_url:
        return blocks[:-1]
    return blocks
