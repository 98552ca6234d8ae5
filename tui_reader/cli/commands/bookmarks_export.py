"""`tui-reader bookmarks export`: every bookmark, to be imported again without loss."""

from tui_reader.archive.bookmark_export import write_export
from tui_reader.archive.whole_file import whole_file
from tui_reader.cli.context import Context
from tui_reader.cli.exit_codes import Exit


def run(context: Context) -> int:
    """Write one JSON object, the latest set bookmark first."""
    bookmarks = context.archive.marks.bookmarks()
    output = context.arguments.output
    if output:
        with whole_file(output) as file:
            write_export(file, bookmarks)
        context.printer.note(f"{output}: {len(bookmarks):,} bookmarks")
    else:
        write_export(context.printer.out, bookmarks)
    return Exit.FOUND if bookmarks else Exit.NOTHING_FOUND
