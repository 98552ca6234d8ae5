"""Understands a command line and runs its command."""

import argparse
import gc
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Protocol, cast

from tui_reader.app.first_frame import Terminal
from tui_reader.cli import defects
from tui_reader.cli.arguments import parse
from tui_reader.cli.context import Context
from tui_reader.cli.data_folder import data_folder
from tui_reader.cli.exit_codes import Exit
from tui_reader.cli.printer import Printer
from tui_reader.cli.version import version
from tui_reader.errors import QueryError, ReaderError


class _Command(Protocol):
    run: Callable[[Context], int]


def run(words: Sequence[str], terminal: Terminal) -> int:
    """Run the command that the words name; returns the exit code."""
    printer = Printer()
    arguments = parse(words)

    def told(line: str) -> None:
        terminal.give_back()
        printer.note(line)

    if getattr(arguments, "version", False):
        printer.data(f"tui-reader {version()}")
        return Exit.FOUND
    try:
        code = _run(arguments, printer, terminal)
        sys.stdout.flush()
    except QueryError as error:
        told(f"tui-reader: {error}\n  {error.query}\n  {_pointer(error)}")
        return Exit.USAGE
    except ReaderError as error:
        told(f"tui-reader: {error}")
        return Exit.BAD_INPUT
    except BrokenPipeError:  # the reader of our output has seen enough; nothing more may be written there
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.FOUND
    except Exception as error:
        told(defects.recorded(data_folder(getattr(arguments, "data_dir", None)), error))
        return Exit.DEFECT
    return code


def _run(arguments: argparse.Namespace, printer: Printer, terminal: Terminal) -> int:
    name = arguments.command or "reader"
    module = "import_" if name == "import" else name.replace(" ", "_")
    command = cast("_Command", import_module(f"tui_reader.cli.commands.{module}"))
    gc.freeze()
    gc.enable()
    context = Context(arguments, printer, terminal)
    with context.closing:
        return command.run(context)


def _pointer(error: QueryError) -> str:
    return " " * error.start + "^" * max(1, error.end - error.start)
