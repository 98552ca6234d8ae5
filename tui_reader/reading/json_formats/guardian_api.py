"""The Guardian's Content API (https://open-platform.theguardian.com): an item with its `blocks`."""

from tui_reader.news import LiveBlog, Status, Update
from tui_reader.reading.arranging import arranged
from tui_reader.reading.json_values import JsonObject, is_true, object_at, objects_at, text_at
from tui_reader.reading.markup.blocks import blocks_from_text
from tui_reader.reading.markup.plain_text import plain_line
from tui_reader.reading.timestamps import moment


def guardian_content(found: JsonObject, address: str | None) -> list[LiveBlog]:
    """The live blog that a content item holds; none if it is no such item or comes without its blocks."""
    blocks = objects_at(found, "blocks", "body")
    if not any("bodyHtml" in block for block in blocks):
        return []
    url = text_at(found, "webUrl") or address
    fields = object_at(found, "fields")
    writers = {
        text_at(tag, "id") or "": text_at(tag, "webTitle") or ""
        for tag in objects_at(found, "tags")
        if tag.get("type") == "contributor"
    }
    standfirst = blocks_from_text(text_at(fields, "standfirst") or text_at(fields, "trailText") or "", url)
    blog = LiveBlog(
        title=plain_line(text_at(fields, "headline") or text_at(found, "webTitle") or "") or None,
        updates=tuple(_update(block, url, writers) for block in blocks),
        standfirst=tuple(block.text for block in standfirst if block.kind == "paragraph"),
        section=text_at(found, "sectionName"),
        publisher=text_at(fields, "publication") or "The Guardian",
        url=url,
        status=_status(fields),
    )
    return [arranged(blog, moment(found.get("webPublicationDate")).day, in_page_order=True)]


def _status(fields: JsonObject) -> Status:
    stated = fields.get("liveBloggingNow")
    if stated is None:
        return "unknown"
    return "open" if is_true(stated) else "closed"


def _update(block: JsonObject, url: str | None, writers: dict[str, str]) -> Update:
    published = moment(
        block.get("firstPublishedDate")
        or block.get("publishedDate")
        or block.get("published")
        or block.get("createdDate")
    )
    attributes = object_at(block, "attributes")
    identifier = text_at(block, "id")
    contributors = block.get("contributors")
    ids = [each for each in contributors if isinstance(each, str)] if isinstance(contributors, list) else []
    return Update(
        headline=plain_line(text_at(block, "title") or text_at(attributes, "title") or "") or None,
        blocks=blocks_from_text(text_at(block, "bodyHtml") or "", url),
        published=published.time,
        modified=moment(block.get("lastModifiedDate")).time,
        date=published.day,
        byline=", ".join(filter(None, (writers.get(each) for each in ids))) or None,
        url=f"{url}?page=with:block-{identifier}#block-{identifier}" if url and identifier else None,
        source_id=identifier,
        is_key_event=is_true(attributes.get("keyEvent")),
        is_pinned=is_true(attributes.get("pinned")),
    )
