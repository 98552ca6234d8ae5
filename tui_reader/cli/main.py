"""Runs a command and turns what happens into an exit code."""

import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Protocol, cast

from tui_reader.cli.arguments import parse
from tui_reader.cli.context import Context
from tui_reader.cli.exit_codes import Exit
from tui_reader.cli.printer import Printer
from tui_reader.cli.version import version
from tui_reader.errors import QueryError, ReaderError


class _Command(Protocol):
    run: Callable[[Context], int]


def main(words: Sequence[str] | None = None) -> int:
    """Run `tui-reader` with these words (default: the process's own) and return the exit code."""
    os.umask(0o077)  # whatever a library writes on our behalf is the user's alone
    arguments = parse(sys.argv[1:] if words is None else words)
    printer = Printer()
    if getattr(arguments, "version", False):
        printer.data(f"tui-reader {version()}")
        return Exit.FOUND
    module = {None: "reader", "import": "import_"}.get(arguments.command, arguments.command)
    command = cast("_Command", import_module(f"tui_reader.cli.commands.{module}"))
    return _guarded(command, Context(arguments, printer))


def _guarded(command: _Command, context: Context) -> int:
    try:
        with context.closing:
            code = command.run(context)
        sys.stdout.flush()
    except QueryError as error:
        context.printer.note(f"tui-reader: {error}\n  {error.query}\n  {_pointer(error)}")
        return Exit.USAGE
    except ReaderError as error:
        context.printer.note(f"tui-reader: {error}")
        return Exit.BAD_INPUT
    except KeyboardInterrupt:
        context.printer.note("tui-reader: interrupted; what was stored before is kept")
        return Exit.INTERRUPTED
    except BrokenPipeError:  # the reader of our output has seen enough; nothing more may be written there
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.FOUND
    return code


def _pointer(error: QueryError) -> str:
    return " " * error.start + "^" * max(1, error.end - error.start)
