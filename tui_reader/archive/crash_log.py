"""Where the details of a defect go: into a file that only its owner can read, never onto the screen."""

import os
from datetime import UTC, datetime
from pathlib import Path

from tui_reader.clean import clean, clean_line
from tui_reader.library.private_files import private_folder

_LONGEST = 1_000_000  # bytes; a longer log starts anew


def record(folder: Path, error: BaseException | None, details: str) -> str:
    """Append the details to the log and say in one clean line what happened and where they are.

    Args:
        folder: the data folder.
        error: what was raised, where that is known.
        details: the traceback.
    """
    what = f"{type(error).__name__}: {error}" if error else "unknown"
    try:
        where = f"the details are in {append(folder, details)}"
    except OSError as failure:
        where = f"the details could not be written to {failure.filename} ({failure.strerror})"
    return clean_line(f"tui-reader: internal error ({what[:200]}); {where}")


def append(folder: Path, details: str) -> Path:
    """Append the details to the log, cleaned and with the time; returns where it is.

    Raises:
        OSError: it cannot be written.
    """
    private_folder(folder)
    path = folder / "crash.log"
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC
    with os.fdopen(os.open(path, flags, 0o600), "a", encoding="utf-8") as log:
        if log.tell() > _LONGEST:
            log.truncate(0)
        log.write(f"{datetime.now(UTC).isoformat(timespec='seconds')}\n{clean(details)}\n")
    return path
