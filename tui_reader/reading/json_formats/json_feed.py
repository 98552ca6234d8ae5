"""JSON Feed (https://www.jsonfeed.org/version/1.1/)."""

from tui_reader.news import LiveBlog, Update
from tui_reader.reading.arranging import by_day
from tui_reader.reading.json_values import JsonObject, objects_at, text_at
from tui_reader.reading.markup.addresses import absolute
from tui_reader.reading.markup.blocks import blocks_from_text
from tui_reader.reading.markup.plain_text import plain_line
from tui_reader.reading.schema_org.updates import names_in
from tui_reader.reading.timestamps import moment


def json_feed(found: JsonObject, address: str | None) -> list[LiveBlog]:
    """One live blog for each day of a feed; none if it is no feed."""
    if "jsonfeed.org/version/" not in (text_at(found, "version") or ""):
        return []
    base = text_at(found, "home_page_url") or address
    feed_authors = found.get("authors") or found.get("author")
    updates = [_update(item, base, feed_authors) for item in objects_at(found, "items")]
    title = plain_line(text_at(found, "title") or "") or None
    return by_day(LiveBlog(title, tuple(updates), publisher=title))


def _update(item: JsonObject, base: str | None, feed_authors: object) -> Update:
    url = absolute(text_at(item, "url") or text_at(item, "external_url"), base)
    published, modified = moment(item.get("date_published")), moment(item.get("date_modified"))
    identifier = item.get("id")
    text = text_at(item, "content_html") or text_at(item, "content_text") or text_at(item, "summary") or ""
    return Update(
        headline=plain_line(text_at(item, "title") or "") or None,
        blocks=blocks_from_text(text, url or base),
        published=published.time or modified.time,
        modified=modified.time,
        date=published.day or modified.day,
        byline=names_in(item.get("authors") or item.get("author") or feed_authors),
        url=url,
        source_id=str(identifier)[:500] if isinstance(identifier, str | int) else None,
    )
