"""Where the program begins: what can be shown at once is shown before the rest is loaded."""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from tui_reader.app.first_frame import Terminal, shown
from tui_reader.cli.arguments import parse
from tui_reader.cli.data_folder import data_folder
from tui_reader.cli.exit_codes import Exit
from tui_reader.cli.printer import Printer
from tui_reader.cli.version import version
from tui_reader.errors import QueryError, ReaderError


def main(words: Sequence[str] | None = None) -> int:
    """Run `tui-reader` with these words (default: the process's own) and return the exit code."""
    os.umask(0o077)  # whatever a library writes on our behalf is the user's alone
    arguments = parse(sys.argv[1:] if words is None else words)
    printer = Printer()
    if getattr(arguments, "version", False):
        printer.data(f"tui-reader {version()}")
        return Exit.FOUND
    return _guarded(arguments, printer)


def _guarded(arguments: argparse.Namespace, printer: Printer) -> int:
    try:
        with _opening(arguments) as terminal:
            from tui_reader.cli.running import run  # noqa: PLC0415 - loads the archive

            code = run(arguments, printer, terminal)
        sys.stdout.flush()
    except QueryError as error:
        printer.note(f"tui-reader: {error}\n  {error.query}\n  {_pointer(error)}")
        return Exit.USAGE
    except ReaderError as error:
        printer.note(f"tui-reader: {error}")
        return Exit.BAD_INPUT
    except KeyboardInterrupt:
        printer.note("tui-reader: interrupted; what was stored before is kept")
        return Exit.INTERRUPTED
    except BrokenPipeError:  # the reader of our output has seen enough; nothing more may be written there
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.FOUND
    return code


@contextmanager
def _opening(arguments: argparse.Namespace) -> Iterator[Terminal]:
    """Where the reader itself is opened, the picture of its last session is on the terminal meanwhile."""
    if arguments.command is None and not arguments.files:
        with shown(data_folder(arguments)) as terminal:
            yield terminal
    else:
        yield Terminal(None)


def _pointer(error: QueryError) -> str:
    return " " * error.start + "^" * max(1, error.end - error.start)
