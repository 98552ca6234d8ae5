"""Where the program begins: what can be shown at once is shown before anything else is loaded."""

import os
import signal
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext

from tui_reader.app.first_frame import Terminal, shown
from tui_reader.cli.data_folder import data_folder
from tui_reader.cli.exit_codes import Exit
from tui_reader.cli.standard_streams import keep_open


def main(words: Sequence[str] | None = None) -> int:
    """Run `tui-reader` with these words (default: the process's own) and return the exit code."""
    keep_open()
    os.umask(0o077)  # whatever a library writes on our behalf is the user's alone
    try:
        if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:  # until now it ended the program without a word
            signal.signal(signal.SIGINT, signal.default_int_handler)
        words = sys.argv[1:] if words is None else words
        with _opening(words) as terminal:
            from tui_reader.cli.running import run  # noqa: PLC0415 - loads the archive

            return run(words, terminal)
    except KeyboardInterrupt:
        sys.stderr.write("tui-reader: interrupted; what was stored before is kept\n")
        return Exit.INTERRUPTED


def _opening(words: Sequence[str]) -> AbstractContextManager[Terminal]:
    """Where the reader itself is opened, the picture of its last session is on the terminal meanwhile."""
    match words:
        case []:
            return shown(data_folder(None))
        case ["--data-dir", folder]:
            return shown(data_folder(folder))
    return nullcontext(Terminal(None))
