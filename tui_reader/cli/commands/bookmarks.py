"""`tui-reader bookmarks [QUERY]`: the bookmarks, to read or in a file."""

from collections.abc import Iterable
from typing import TextIO

from tui_reader.archive.bookmark_export import write_bookmarks
from tui_reader.archive.whole_file import whole_file
from tui_reader.clean import clean
from tui_reader.cli.context import Context
from tui_reader.cli.exit_codes import Exit
from tui_reader.news.bookmark import Bookmark
from tui_reader.news.bookmark_order import in_order
from tui_reader.news.citation import when
from tui_reader.news.statement import Statement

_INDENT = " " * 18  # as far in as the day in a list of updates


def run(context: Context) -> int:
    """Print the bookmarks that are wanted, in the order that is wanted."""
    arguments, printer = context.arguments, context.printer
    found = in_order(_wanted(context), arguments.sort)
    if arguments.output:
        with whole_file(arguments.output) as file:
            _write(file, found, arguments.form)
        printer.note(f"{arguments.output}: {len(found):,} bookmarks")
    elif found:
        _write(printer.out, found, arguments.form)
    if found:
        return Exit.FOUND
    is_narrowed = arguments.query or arguments.tag
    printer.note("no bookmark found" if is_narrowed else "no bookmarks yet: b sets one in the reader")
    return Exit.NOTHING_FOUND


def _wanted(context: Context) -> Iterable[Bookmark]:
    query, tag = " ".join(context.arguments.query), context.arguments.tag
    if query:
        context.archive.catch_up_index()
    found = context.archive.found_bookmarks(query) if query else context.archive.marks.bookmarks()
    if tag is None:
        return found
    return [b for b in found if tag.casefold().lstrip("#") in (own.casefold() for own in b.tags)]


def _write(file: TextIO, bookmarks: Iterable[Bookmark], form: str) -> None:
    match form:
        case "md" | "html" | "csv" | "json" | "jsonl":
            write_bookmarks(file, bookmarks, form)
        case _:
            file.writelines(f"{clean(_lines(bookmark))}\n" for bookmark in bookmarks)


def _lines(bookmark: Bookmark) -> str:
    """A bookmark to be read: id and source, then the quoted words, then note and tags."""
    cited = bookmark.cited
    source = cited.source if isinstance(cited, Statement) else cited
    publisher = f"  [{source.publisher}]" if source.publisher else ""
    lines = [f"{source.update_id:<16}  {when(source)}  {source.headline}{publisher}"]
    if isinstance(cited, Statement):
        lines.append(f"{_INDENT}“{cited.quotation.text}” — {cited.quotation.speaker or 'unattributed'}")
    lines += [f"{_INDENT}{line}" for line in bookmark.note.splitlines()]
    if bookmark.tags:
        lines.append(_INDENT + "  ".join(f"#{tag}" for tag in bookmark.tags))
    return "\n".join(lines)
