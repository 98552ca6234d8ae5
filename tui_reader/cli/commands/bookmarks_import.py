"""`tui-reader bookmarks import FILE`: take an export of bookmarks in."""

from tui_reader.archive.bookmark_import import read_bookmarks
from tui_reader.cli.context import Context
from tui_reader.cli.exit_codes import Exit


def run(context: Context) -> int:
    """Merge the file's bookmarks with those that are there: all of them or none."""
    bookmarks = read_bookmarks(context.arguments.file)
    taken = context.archive.marks.merge_bookmarks(bookmarks)
    same = len({bookmark.name for bookmark in bookmarks}) - taken
    context.printer.note(
        f"{taken:,} bookmarks new or changed, {same:,} as they were; "
        "where both had a note, the new one follows the old"
    )
    return Exit.FOUND if bookmarks else Exit.NOTHING_FOUND
