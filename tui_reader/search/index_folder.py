"""The folder that holds the index: private to its owner, with the position the index has caught up to.

Whoosh reads its files with `pickle`, so whoever can write to the folder can run code as the reader. Therefore
the folder must belong to the user and be closed to everybody else; one that is not is never read.
"""

import fcntl
import json
import os
import re
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tui_reader.errors import LibraryError

INDEX_NAME = "v1"
"""Name of the index within its folder; another one for every change of fields or folding."""

_COMMIT = re.compile(rf"_{INDEX_NAME}_([0-9]+)\.toc")
_DAMAGED = "damaged"
_LOCK = "writer.lock"


def is_private(folder: Path) -> bool:
    """Whether the folder exists, belongs to this user, and nobody else can enter or change it."""
    try:
        found = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid() and not found.st_mode & 0o077


def create(folder: Path) -> None:
    """Create the folder, if need be.

    Raises:
        LibraryError: it cannot be created, or belongs to someone else.
    """
    try:
        folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)  # `parents` alone would leave it open
        folder.mkdir(mode=0o700, exist_ok=True)
        is_own = not folder.is_symlink() and folder.stat().st_uid == os.geteuid()
    except OSError as error:
        raise LibraryError(f"{folder}: the search index cannot be kept there ({error.strerror})") from error
    if not is_own:
        raise LibraryError(f"{folder}: the search index needs a folder of your own there, not a link")


def make_usable(folder: Path) -> None:
    """Empty a folder that others could have written to, or whose index is damaged; for the one writer only.

    Raises:
        LibraryError: it cannot be emptied.
    """
    if is_private(folder) and not (folder / _DAMAGED).exists():
        return
    try:
        folder.chmod(0o700)
        _empty(folder)
    except OSError as error:
        raise LibraryError(f"{folder}: the search index cannot be rebuilt ({error.strerror})") from error


def _empty(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path.name != _LOCK:
            path.unlink()


def mark_damaged(folder: Path) -> None:
    """Let the next catching up start anew."""
    with suppress(OSError):  # the folder itself may be gone, which comes to the same
        (folder / _DAMAGED).touch(mode=0o600)


def generation(folder: Path) -> int | None:
    """The number of the latest commit, None when there is no index that may be read."""
    if not is_private(folder) or (folder / _DAMAGED).exists():
        return None
    commits = (_COMMIT.fullmatch(name) for name in os.listdir(folder))  # noqa: PTH208 - on every search
    return max((int(commit[1]) for commit in commits if commit), default=None)


def stamp(folder: Path, commit: int) -> tuple[int, int]:
    """What tells a commit from one of the same number in an index that was built anew.

    Raises:
        FileNotFoundError: a later commit has taken its place.
    """
    found = (folder / f"_{INDEX_NAME}_{commit}.toc").stat()
    return found.st_ino, found.st_mtime_ns


def position(folder: Path, commit: int) -> int:
    """The change-log position of a commit; 0 when it is not recorded."""
    try:
        return int(json.loads((folder / _position_name(commit)).read_text("ascii"))["position"])
    except (OSError, ValueError, KeyError, TypeError):
        return 0


def write_position(folder: Path, commit: int, reached: int) -> None:
    """Record the position of a commit that is yet to be written, on disk."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW
    with os.fdopen(os.open(folder / _position_name(commit), flags, 0o600), "w") as file:
        json.dump({"position": reached}, file)
        file.flush()
        os.fsync(file.fileno())


def remove_leftovers(folder: Path, commit: int) -> None:
    """Remove what earlier commits, interrupted ones and other versions left behind."""
    keep = {_position_name(commit), f"_{INDEX_NAME}_{commit}.toc", _LOCK, _DAMAGED}
    for path in folder.iterdir():
        is_slice = path.name.startswith(f"{INDEX_NAME}_")
        if path.name not in keep and not is_slice and path.is_file():
            path.unlink(missing_ok=True)


def _position_name(commit: int) -> str:
    return f"_{INDEX_NAME}_{commit}.position"


@contextmanager
def writer_lock(folder: Path, *, wait: bool) -> Iterator[bool]:
    """Keep other writers out; gives False at once when there is one and `wait` is False."""
    lock = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
        else:
            yield True
    finally:
        os.close(lock)
