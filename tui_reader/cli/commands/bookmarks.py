"""`tui-reader bookmarks`: the bookmarked updates."""

from tui_reader.cli.context import Context
from tui_reader.cli.exit_codes import Exit
from tui_reader.cli.rows import listed, print_rows


def run(context: Context) -> int:
    """Print the bookmarked updates, newest first."""
    listing = context.archive.bookmarks()
    print_rows(context.printer, listed(listing), context.arguments.form)
    if not len(listing):
        context.printer.note("no bookmarks yet: b sets one in the reader")
        return Exit.NOTHING_FOUND
    return Exit.FOUND
