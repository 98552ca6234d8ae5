"""Who can get at the files of a data folder: the user, and perhaps others."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Exposed:
    """A file or folder that is not the user's alone.

    Attributes:
        path: which.
        reason: why, as in "it can be read or changed by others".
        can_be_closed: taking away what others may do is enough.
    """

    path: Path
    reason: str
    can_be_closed: bool = False


def can_be_made(folder: Path) -> bool:
    """Whether this user may make a folder that does not exist."""
    above = next((place for place in folder.absolute().parents if os.path.lexists(place)), None)
    return above is not None and above.is_dir() and os.access(above, os.W_OK | os.X_OK)


def exposed(folder: Path) -> Iterator[Exposed]:
    """The folder, and what is in it, as far as it is not the user's alone; links are not followed."""
    yield from _exposed(folder, folder.stat())
    for place, folders, files in os.walk(folder):
        for name in (*folders, *files):
            path = Path(place, name)
            try:
                yield from _exposed(path, path.lstat())
            except FileNotFoundError:  # another program has just removed it
                continue


def close(path: Path) -> None:
    """Take away from everybody else what they may do with a file or folder.

    Raises:
        OSError: that is not possible.
    """
    path.chmod(stat.S_IMODE(path.stat().st_mode) & 0o700)


def _exposed(path: Path, found: os.stat_result) -> Iterator[Exposed]:
    if stat.S_ISLNK(found.st_mode):
        yield Exposed(path, "it is a link")
    elif found.st_uid != os.geteuid():
        yield Exposed(path, "it belongs to another user")
    elif found.st_mode & stat.S_ISVTX:
        yield Exposed(path, "everybody may put files there")
    elif found.st_mode & 0o077:
        yield Exposed(path, "it can be read or changed by others", can_be_closed=True)
