"""What happens when something is raised that nobody foresaw: one clean line, the details in a private log.

A traceback on the terminal could hold text from anywhere, and the text could steer the terminal.
"""

import sys
import threading
import traceback
from pathlib import Path

from tui_reader.archive import crash_log


def recorded(folder: Path, error: BaseException) -> str:
    """Log the details; the line that says what happened."""
    return crash_log.record(folder, error, "".join(traceback.format_exception(error)))


def keep_off_the_terminal(folder: Path) -> None:
    """From now on, what is raised in a thread, or where nobody can catch it, goes into the log alone."""

    def log(found: "threading.ExceptHookArgs | sys.UnraisableHookArgs") -> None:
        lines = traceback.format_exception(found.exc_type, found.exc_value, found.exc_traceback)
        crash_log.record(folder, found.exc_value, "".join(lines))

    threading.excepthook = log
    sys.unraisablehook = log
