"""Where the program begins: what can be shown at once is shown before the rest is loaded."""

import argparse
import os
import signal
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
    printer = Printer()
    try:
        if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:  # until now it ended the program without a word
            signal.signal(signal.SIGINT, signal.default_int_handler)
        arguments = parse(sys.argv[1:] if words is None else words)
        if getattr(arguments, "version", False):
            printer.data(f"tui-reader {version()}")
            return Exit.FOUND
        return _guarded(arguments, printer)
    except KeyboardInterrupt:
        printer.note("tui-reader: interrupted; what was stored before is kept")
        return Exit.INTERRUPTED


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
    except BrokenPipeError:  # the reader of our output has seen enough; nothing more may be written there
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.FOUND
    except Exception as error:
        from tui_reader.cli import defects  # noqa: PLC0415 - loads the archive

        defects.tell(printer, data_folder(arguments), error)
        return Exit.DEFECT
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
