"""Files and folders that belong to the user alone, and changes to them that survive a power cut.

Folders are 0700 and files 0600 from their first moment. No link is followed and nothing is opened that is no
plain file or belongs to someone else, so that nobody can plant anything in the reader's way.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

_SAFE_FLAGS = os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK


def private_folder(folder: Path) -> None:
    """Make the folder, and those above it that are missing, for the user alone.

    Raises:
        OSError: it cannot be made, or is another user's.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for found in (folder.lstat(), folder.stat()):  # a link of one's own may lead to a folder of one's own
        if found.st_uid != os.geteuid():
            raise PermissionError(
                None, "belongs to another user; name a folder of your own with --data-dir", folder
            )


def open_private(path: Path, flags: int) -> int:
    """Open a file of the user's own, made private where `O_CREAT` makes it; returns the descriptor.

    Raises:
        OSError: it cannot be opened, is a link, no plain file, or another user's.
    """
    descriptor = os.open(path, flags | _SAFE_FLAGS, 0o600)
    found = os.fstat(descriptor)
    if stat.S_ISREG(found.st_mode) and found.st_uid == os.geteuid():
        return descriptor
    os.close(descriptor)
    reason = "belongs to another user" if stat.S_ISREG(found.st_mode) else "is no plain file"
    raise PermissionError(None, f"{reason}; move it away", path)


def write_whole(descriptor: int, data: bytes) -> None:
    """Write all of it; it is on disk when this returns.

    Raises:
        OSError: only a part of it, or nothing, was written.
    """
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]
    os.fsync(descriptor)


def _sync_file(path: Path) -> None:
    descriptor = open_private(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def replacing(path: Path, *, lasts: bool = True) -> Iterator[Path]:
    """A new private file beside `path`, empty, that takes its place when the block ends well.

    It is on disk, as a whole and under its name, afterwards; after an error nothing has changed. Only one
    process at a time may replace a file: what others left unfinished is removed. What need not last (`lasts`
    is false) is not waited for: a power cut may leave it empty.
    """
    for left in path.parent.glob(f"{path.name}.new-*"):
        left.unlink(missing_ok=True)
    new = path.with_name(f"{path.name}.new-{os.getpid()}")
    os.close(open_private(new, os.O_RDWR | os.O_CREAT | os.O_EXCL))
    try:
        yield new
        if lasts:
            _sync_file(new)
        new.replace(path)
        if lasts:
            sync_folder(path.parent)
    finally:
        new.unlink(missing_ok=True)


def set_aside(path: Path) -> Path:
    """Give a damaged file, and the journal SQLite left beside it, another name; returns it."""
    moment = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
    aside = path.with_name(f"{path.name}.damaged-{moment}")
    for suffix in ("", "-journal"):
        with suppress(FileNotFoundError):
            path.with_name(path.name + suffix).rename(f"{aside}{suffix}")
    sync_folder(path.parent)
    return aside


def sync_folder(folder: Path) -> None:
    """Have the names of the folder's files on disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
