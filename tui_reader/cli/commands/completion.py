"""`tui-reader completion SHELL`: completion of the command line."""

from tui_reader.cli.context import Context
from tui_reader.cli.exit_codes import Exit
from tui_reader.cli.learning.completion import script
from tui_reader.cli.learning.grammar import commands


def run(context: Context) -> int:
    """Print the script for a shell."""
    context.printer.data(script(context.arguments.shell, commands()).rstrip("\n"))
    return Exit.FOUND
