"""Writing updates in the forms that a reader may want, and live blogs as an export that opens again."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice, starmap
from pathlib import Path
from typing import TextIO, TypeAlias

from tui_reader.archive.archive import Archive
from tui_reader.archive.bookmark_export import FORMS
from tui_reader.archive.whole_file import whole_file
from tui_reader.errors import SourceError
from tui_reader.news import LiveBlog, Update
from tui_reader.news.blocks import Blockquote
from tui_reader.news.citation import citation, cited_to_object, escaped_markdown
from tui_reader.news.json_form import to_object
from tui_reader.news.statement import source_of
from tui_reader.news.web_page import html_of_update, html_page
from tui_reader.spreadsheet import write_csv

_COLUMNS = ("id", "headline", "date", "date_is_inferred", "published", "publisher", "title", "url", "byline",
            "is_key_event", "text")  # fmt: skip
_PORTION = 200  # updates that are fetched at once

_Placed: TypeAlias = tuple[Update, LiveBlog]
"""An update, and its live blog without the updates."""


def write_live_blogs(file: TextIO, blogs: Iterable[LiveBlog]) -> int:
    """Write a JSON object that can be imported, live blog by live blog; returns how many there were."""
    count = 0
    file.write('{"format": "tui-reader", "version": 1, "live_blogs": [')
    for count, blog in enumerate(blogs, start=1):
        file.write(",\n" if count > 1 else "\n")
        json.dump(to_object(blog), file, ensure_ascii=False)
    file.write("\n]}\n")
    return count


def export_updates(
    archive: Archive,
    update_ids: Iterable[str],
    title: str,
    path: Path,
    before_each: Callable[[], object] = lambda: None,
) -> int:
    """Write updates into a file, as a whole or not at all; its ending says the form; returns how many.

    They stand in the order in which they are given. In JSON, which can be imported again, each live blog
    stands where its first one is, with those of its updates that are given, in their order on its page.
    Updates that are neither in the library nor bookmarked are left out.

    Args:
        archive: what holds the updates.
        update_ids: which ones, each once.
        title: what they are together.
        path: the file, for the user alone; what has that name is replaced.
        before_each: called before each is fetched; what it raises ends it all.

    Raises:
        SourceError: the ending says no form, or the file cannot be written.
    """
    form = next((form for form in FORMS if path.suffix.lower() == f".{form}"), None)
    if form is None:
        raise SourceError(path, f"end the name with {', '.join(f'.{form}' for form in FORMS)}")
    with whole_file(path) as file:
        counted = _Counted(archive, update_ids, before_each)
        match form:
            case "md":
                file.write(f"# {escaped_markdown(title)}\n")
                file.writelines(starmap(_markdown, counted.updates()))
            case "html":
                articles = starmap(html_of_update, counted.updates())
                file.writelines(html_page(title, articles))
            case "csv":
                write_csv(file, _COLUMNS, starmap(_row, counted.updates()))
            case "json":
                write_live_blogs(file, counted.live_blogs())
            case "jsonl":
                rows = starmap(_row, counted.updates())
                file.writelines(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)
    return counted.count


class _Counted:
    """Updates as they are fetched, one by one or by live blog.

    Attributes:
        count: how many were fetched by now.
    """

    def __init__(
        self, archive: Archive, update_ids: Iterable[str], before_each: Callable[[], object]
    ) -> None:
        self.count = 0
        self._archive = archive
        self._ids = update_ids
        self._before_each = before_each

    def updates(self) -> Iterator[_Placed]:
        """Each of them, in their order."""
        ids = iter(self._ids)
        while portion := [*islice(ids, _PORTION)]:
            found = self._archive.with_live_blogs(portion)
            for update_id in portion:
                self._before_each()
                placed = found.get(update_id) or self._copy(update_id)
                if placed:
                    self.count += 1
                    yield placed

    def live_blogs(self) -> Iterator[LiveBlog]:
        """Each live blog with those of its updates that are wanted, in the order of its page."""
        wanted = dict.fromkeys(self._ids)
        while wanted:
            self._before_each()
            update_id = next(iter(wanted))
            blog = self._archive.live_blog_of(update_id)
            if blog is None and (copy := self._copy(update_id)):
                blog = replace(copy[1], updates=(copy[0],))
            updates = tuple(update for update in blog.updates if update.id in wanted) if blog else ()
            for found in {update_id, *(update.id for update in updates)}:
                del wanted[found]
            if blog and updates:
                self.count += len(updates)
                yield replace(blog, updates=updates)

    def _copy(self, update_id: str) -> _Placed | None:
        """An update that only a bookmark holds."""
        view = self._archive.update(update_id)
        return (view.update, view.live_blog) if view else None


def _markdown(update: Update, blog: LiveBlog) -> str:
    """An update under its citation as a heading."""
    source = source_of(update, blog)
    parts = [f"\n## {citation(source, 'markdown')}\n"]
    for block in update.blocks:
        if block.text and block.text != source.headline:
            sign = "> " if isinstance(block, Blockquote) else ""
            lines = (f"{sign}{escaped_markdown(line)}" for line in block.text.splitlines())
            parts.append("\n" + "\n".join(lines) + "\n")
    return "".join(parts)


def _row(update: Update, blog: LiveBlog) -> dict[str, object]:
    """The update as one flat object: its source's keys, then its own."""
    cited = cited_to_object(source_of(update, blog))
    return {
        "id": cited.pop("update_id"),
        **cited,
        "byline": update.byline,
        "is_key_event": update.is_key_event,
        "text": "\n\n".join(block.text for block in update.blocks if block.text),
    }
