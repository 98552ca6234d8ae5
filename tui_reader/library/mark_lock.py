"""Keeps writers of the marks apart, and knows without reading the files whether anything else changed them.

The lock file holds what `stat` said about the marks' files after they were last checked or written. While it
still says so, nothing has to be read when the reader starts; else both copies are compared in full.
"""

import fcntl
import json
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from tui_reader.library.private_files import open_private

_PATIENCE = 10.0  # seconds that a writer waits its turn
_GOOD_FOR = 7 * 86_400  # seconds after which the files are compared even if they look untouched
_LONGEST = 10_000  # bytes that are read of the lock file


class MarkLock:
    """The lock of some files."""

    def __init__(self, path: Path, files: Sequence[Path]) -> None:
        self._path = path
        self._files = files

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep out other writers, of this process or another.

        Raises:
            TimeoutError: another writer took too long.
            OSError: the folder cannot be written.
        """
        descriptor = self._taken()
        try:
            yield
        finally:
            os.close(descriptor)

    def is_untouched(self) -> bool:
        """Whether the files are as they were when they were last checked or written."""
        try:
            with os.fdopen(open_private(self._path, os.O_RDONLY), "rb") as file:
                noted = json.loads(file.read(_LONGEST))
            is_recent = 0 <= time.time() - float(noted["checked"]) < _GOOD_FOR
            return is_recent and bool(noted["files"] == self._seen())
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return False

    def note(self, *, checked: bool) -> None:
        """Remember the files as they are, while the lock is held: checked now, or written by ourselves.

        Where that fails, on a full disk for one, the files are compared once more than needed.
        """
        with suppress(OSError), os.fdopen(open_private(self._path, os.O_RDWR), "r+b") as file:
            since = time.time() if checked else json.loads(file.read(_LONGEST))["checked"]
            file.seek(0)
            file.truncate()
            file.write(json.dumps({"checked": since, "files": self._seen()}).encode())

    def _seen(self) -> list[list[int] | None]:
        return [identity(path) for path in self._files]

    def _taken(self) -> int:
        deadline = time.monotonic() + _PATIENCE
        while True:
            descriptor = open_private(self._path, os.O_RDWR | os.O_CREAT)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if _is_still(descriptor, self._path):
                    return descriptor
            except BlockingIOError:
                pass
            except BaseException:
                os.close(descriptor)
                raise
            os.close(descriptor)
            if time.monotonic() > deadline:
                raise TimeoutError(
                    None, f"in use by another program for over {_PATIENCE:.0f} s; try again", self._path
                )
            time.sleep(0.002)


def identity(path: Path) -> list[int] | None:
    """Everything that changes when a file is changed, replaced or put back; None when there is none."""
    try:
        found = path.lstat()
    except FileNotFoundError:
        return None
    return [found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns]


def _is_still(descriptor: int, path: Path) -> bool:
    """Whether the locked file is the one of that name: it may have been removed while we waited."""
    try:
        there = path.lstat()
    except FileNotFoundError:
        return False
    return os.path.samestat(os.fstat(descriptor), there)
