"""`tui-reader completion SHELL`: completion of the command line."""

from collections.abc import Sequence

from tui_reader.cli.context import Context
from tui_reader.cli.exit_codes import Exit
from tui_reader.cli.learning.completion import script
from tui_reader.cli.learning.grammar import commands


def run(context: Context) -> int:
    """Print the script for a shell, or what that asks for: the tags, searches or sources, one a line."""
    if context.arguments.kept:
        for name in _kept(context, context.arguments.kept):
            context.printer.data(name)
    else:
        context.printer.data(script(context.arguments.shell, commands()).rstrip("\n"))
    return Exit.FOUND


def _kept(context: Context, what: str) -> Sequence[str]:
    if not context.data_folder.exists():  # pressing Tab makes none
        return []
    match what:
        case "tags":
            return context.archive.marks.tags()
        case "searches":
            return [search.name for search in context.archive.marks.searches()]
    return [source.url for source in context.archive.following().subscribed()]
