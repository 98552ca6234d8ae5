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
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tui_reader.errors import LibraryError

INDEX_NAME = "v4"
"""Name of the index within its folder; another one for every change of fields, terms or folding."""
OLDER_NAMES = ("v1", "v2", "v3")
"""Names of earlier versions whose files can still be read; they answer until the index is built anew."""

_COMMIT = re.compile(r"_(v[0-9]+)_([0-9]+)\.toc")
_DAMAGED = "damaged"
_LOCK = "writer.lock"


def is_private(folder: Path) -> bool:
    """Whether the folder exists, belongs to this user, and nobody else can enter or change it."""
    try:
        found = folder.lstat()
        is_within_reach = _is_ours_to_change(folder.parent)
    except OSError:
        return False
    is_own = stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid() and is_within_reach
    return is_own and not found.st_mode & 0o077


def _is_ours_to_change(folder: Path) -> bool:
    """Whether nobody else could put another folder in the place of one in here."""
    found = folder.stat()
    return found.st_uid == os.geteuid() and not found.st_mode & 0o022


def create(folder: Path) -> None:
    """Create the folder, if need be.

    Raises:
        LibraryError: it belongs to someone else.
        OSError: it cannot be created.
    """
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)  # `parents` alone would leave it open
    if not _is_ours_to_change(folder.parent):
        reason = "others could plant an index here; make it your own and close it to them (chmod go-w)"
        raise LibraryError(f"{folder.parent}: {reason}")
    _set_aside_what_is_foreign(folder)
    folder.mkdir(mode=0o700, exist_ok=True)
    is_own = not folder.is_symlink() and folder.stat().st_uid == os.geteuid()
    if not is_own:
        raise LibraryError(f"{folder}: the search index needs a folder of your own there, not a link")


def _set_aside_what_is_foreign(folder: Path) -> None:
    """Give another user's folder another name, where we may: it is never read, and ours takes its place."""
    with suppress(FileNotFoundError):
        if folder.lstat().st_uid != os.geteuid():
            folder.rename(folder.with_name(f"{folder.name}.foreign-{time.time_ns()}"))


def make_usable(folder: Path) -> None:
    """Empty a folder that others could have written to, or whose index is damaged; for the one writer only.

    Raises:
        OSError: it cannot be emptied.
    """
    if is_private(folder) and not is_damaged(folder):
        return
    folder.chmod(0o700)
    _empty(folder)


def _empty(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path.name != _LOCK:
            path.unlink()


def is_damaged(folder: Path) -> bool:
    """Whether the index is to be built anew before it can answer."""
    return (folder / _DAMAGED).exists()


def mark_damaged(folder: Path) -> None:
    """Let the next catching up start anew."""
    with suppress(OSError):  # the folder itself may be gone, which comes to the same
        (folder / _DAMAGED).touch(mode=0o600)


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit: all that one search sees.

    Attributes:
        name: of the index it belongs to.
        generation: its number, counted from 1.
    """

    name: str
    generation: int

    @property
    def toc(self) -> str:
        """The name of the file that makes it a commit."""
        return f"_{self.name}_{self.generation}.toc"

    @property
    def position_file(self) -> str:
        """The name of the file with its change-log position."""
        return f"_{self.name}_{self.generation}.position"


def latest(folder: Path) -> Commit | None:
    """The latest commit of this version's index, None when there is none that may be read."""
    return _latest(folder).get(INDEX_NAME)


def readable(folder: Path) -> Commit | None:
    """The commit to search: of an earlier version as long as this version's has not caught up with it."""
    found = _latest(folder)
    own = found.pop(INDEX_NAME, None)
    if not found:
        return own
    older = max(found.values(), key=lambda commit: position(folder, commit))
    return own if own and position(folder, own) >= position(folder, older) else older


def _latest(folder: Path) -> dict[str, Commit]:
    if not is_private(folder) or is_damaged(folder):
        return {}
    found: dict[str, Commit] = {}
    for file in os.listdir(folder):  # noqa: PTH208 - on every search
        match = _COMMIT.fullmatch(file)
        if match and match[1] in (INDEX_NAME, *OLDER_NAMES):
            commit = Commit(match[1], int(match[2]))
            found[commit.name] = max(commit, found.get(commit.name, commit), key=lambda c: c.generation)
    return found


def stamp(folder: Path, commit: Commit) -> tuple[int, int]:
    """What tells a commit from one of the same number in an index that was built anew.

    Raises:
        FileNotFoundError: a later commit has taken its place.
    """
    found = (folder / commit.toc).stat()
    return found.st_ino, found.st_mtime_ns


def position(folder: Path, commit: Commit | None) -> int:
    """The change-log position of a commit; 0 when there is none or it is not recorded."""
    if commit is None:
        return 0
    try:
        return int(json.loads((folder / commit.position_file).read_text("ascii"))["position"])
    except (OSError, ValueError, KeyError, TypeError):
        return 0


def write_position(folder: Path, commit: Commit, reached: int) -> None:
    """Record the position of a commit that is yet to be written, on disk."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW
    with os.fdopen(os.open(folder / commit.position_file, flags, 0o600), "w") as file:
        json.dump({"position": reached}, file)
        file.flush()
        os.fsync(file.fileno())


def remove_leftovers(folder: Path, commit: Commit) -> None:
    """Remove what earlier commits, interrupted ones and versions that no search needs left behind."""
    keep = {commit.position_file, commit.toc, _LOCK, _DAMAGED}
    searched = readable(folder)
    names = {commit.name} if searched is None else {commit.name, searched.name}
    for path in folder.iterdir():
        is_slice = path.name.split("_")[0] in names
        is_older = searched is not None and path.name in (searched.toc, searched.position_file)
        if path.name not in keep and not is_slice and not is_older and path.is_file():
            path.unlink(missing_ok=True)


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
