"""The WordPress Liveblog plugin's entries (https://github.com/Automattic/liveblog), as its endpoints do."""

from tui_reader.news import LiveBlog, Update
from tui_reader.reading.arranging import arranged
from tui_reader.reading.json_values import JsonObject, is_true, objects_at, text_at
from tui_reader.reading.markup.addresses import absolute
from tui_reader.reading.markup.blocks import blocks_from_text
from tui_reader.reading.markup.plain_text import plain_line
from tui_reader.reading.schema_org.updates import names_in
from tui_reader.reading.timestamps import moment


def wordpress_liveblog(found: JsonObject, address: str | None) -> list[LiveBlog]:
    """The live blog that a list of entries makes; none if it is no such list."""
    entries = objects_at(found, "entries")
    if not any("timestamp" in entry or "entry_time" in entry for entry in entries):
        return []
    latest: dict[str, JsonObject] = {}
    for entry in sorted(entries, key=_changed_at):
        latest[str(entry.get("id"))] = entry
    kept = [
        entry for entry in entries if latest[str(entry.get("id"))] is entry and entry.get("type") != "delete"
    ]
    updates = tuple(_update(entry, address) for entry in kept)
    title = plain_line(text_at(found, "title") or "") or None
    return [arranged(LiveBlog(title, updates, url=_page(updates) or address), in_page_order=False)]


def _update(entry: JsonObject, address: str | None) -> Update:
    published = moment(entry.get("entry_time") or entry.get("timestamp"))
    identifier = entry.get("id")
    return Update(
        headline=plain_line(text_at(entry, "headline") or text_at(entry, "title") or "") or None,
        blocks=blocks_from_text(
            text_at(entry, "render") or text_at(entry, "content") or text_at(entry, "html") or "", address
        ),
        published=published.time,
        modified=moment(entry.get("timestamp")).time,
        date=published.day,
        byline=names_in(entry.get("authors") or entry.get("author")),
        url=absolute(text_at(entry, "share_link"), address),
        source_id=str(identifier) if isinstance(identifier, int | str) else None,
        is_key_event=is_true(entry.get("key_event")),
        is_pinned=is_true(entry.get("pinned")),
    )


def _changed_at(entry: JsonObject) -> float:
    time = moment(entry.get("timestamp")).time
    return time.timestamp() if time else 0.0


def _page(updates: tuple[Update, ...]) -> str | None:
    """The address of the page that all permalinks are on."""
    pages = {update.url.partition("#")[0] for update in updates if update.url and "#" in update.url}
    return pages.pop() if len(pages) == 1 else None
