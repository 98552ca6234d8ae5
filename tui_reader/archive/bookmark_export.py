"""Writing bookmarks in the forms that a reader may want, and as an export that opens again without loss."""

import json
from collections.abc import Iterable, Iterator
from typing import Literal, TextIO, TypeAlias, get_args

from tui_reader.news.bookmark import Bookmark
from tui_reader.news.bookmark_form import bookmark_to_object
from tui_reader.news.bookmark_page import html_of_all
from tui_reader.news.citation import citation, cited_to_object, escaped_markdown
from tui_reader.spreadsheet import write_csv

Form: TypeAlias = Literal["md", "html", "csv", "json", "jsonl"]
FORMS: tuple[Form, ...] = get_args(Form)

FORMAT, VERSION = "tui-reader bookmarks", 1
"""What an export calls itself."""

_TITLE = "Bookmarks"
_COLUMNS = ("id", "quotation_id", "added_at", "note", "tags", "headline", "date", "published", "publisher",
            "title", "url", "text", "speaker", "attribution", "confidence", "date_is_inferred")  # fmt: skip


def write_bookmarks(file: TextIO, bookmarks: Iterable[Bookmark], form: Form) -> None:
    """Write bookmarks to read, print or reckon with; each with its citation, note and tags."""
    match form:
        case "md":
            file.writelines(markdown_of_bookmarks(bookmarks))
        case "html":
            file.writelines(html_of_all(_TITLE, bookmarks))
        case "csv":
            rows = ({**_row(b), "tags": ", ".join(b.tags)} for b in bookmarks)
            write_csv(file, _COLUMNS, rows)
        case "json":
            _write_list(file, map(_row, bookmarks))
            file.write("\n")
        case "jsonl":
            for bookmark in bookmarks:
                file.write(f"{_dumped(_row(bookmark))}\n")


def markdown_of_bookmarks(bookmarks: Iterable[Bookmark]) -> Iterator[str]:
    """Bookmarks as a Markdown document, piece by piece."""
    yield f"# {_TITLE}\n"
    for bookmark in bookmarks:
        yield f"\n{citation(bookmark.cited, 'markdown')}\n"
        for line in bookmark.note.splitlines():
            yield f"\n{escaped_markdown(line)}\n" if line.strip() else ""
        if bookmark.tags:
            tags = " ".join(f"#{tag}" for tag in bookmark.tags)
            yield f"\nTags: {escaped_markdown(tags)}\n"


def write_export(file: TextIO, bookmarks: Iterable[Bookmark]) -> None:
    """Write everything that there is about bookmarks; `archive.bookmark_import` reads it again."""
    file.write(f'{{"format": {_dumped(FORMAT)}, "version": {VERSION}, "bookmarks": ')
    _write_list(file, map(bookmark_to_object, bookmarks))
    file.write("}\n")


def _write_list(file: TextIO, objects: Iterable[dict[str, object]]) -> None:
    """A JSON list, an object a line, so that memory does not grow with it."""
    file.write("[")
    for number, found in enumerate(objects):
        file.write(f"{',' if number else ''}\n{_dumped(found)}")
    file.write("\n]")


def _row(bookmark: Bookmark) -> dict[str, object]:
    """The bookmark as one flat object: its own keys, then those of what it cites."""
    cited = cited_to_object(bookmark.cited)
    own: dict[str, object] = {
        "id": cited.pop("update_id"),
        "quotation_id": bookmark.quotation_id,
        "added_at": bookmark.added_at.isoformat(timespec="seconds"),
        "note": bookmark.note,
        "tags": list(bookmark.tags),
    }
    return own | cited


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
