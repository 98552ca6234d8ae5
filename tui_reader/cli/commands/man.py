"""`tui-reader man`: the manual page."""

from tui_reader.cli.context import Context
from tui_reader.cli.exit_codes import Exit


def run(context: Context) -> int:
    """Print its source, to be shown by `man -l -` or kept as `tui-reader.1`."""
    from tui_reader.cli.learning.grammar import commands  # noqa: PLC0415 - nobody else needs it
    from tui_reader.cli.learning.manual import manual  # noqa: PLC0415 - loads Textual for the keys

    context.printer.data(manual(commands()).rstrip("\n"))
    return Exit.FOUND
