"""The errors that reach the user, each with one clear line.

    ReaderError
    ├── SourceError     a file, folder, URL or stream that cannot be read as a live blog
    ├── LibraryError    the library, the bookmarks or the index cannot be used as they are
    └── QueryError      a search query that cannot be understood; points at the spot

Anything else that is raised is a defect.
"""

import errno
from pathlib import Path

FULL = "the disk is full or a quota is used up; make room and try again (nothing stored is lost)"
"""What to tell where something cannot be written for want of room."""

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_CLOSED = (errno.EACCES, errno.EROFS, errno.EPERM)
_ADVICE = {
    errno.ENOLCK: "this file system has no locks; {}, on another one",
    errno.EOPNOTSUPP: "this file system has no locks; {}, on another one",
    errno.ELOOP: "is a link, which is not followed; move it away, or {}",
    errno.ESTALE: "the file server has lost track of it; try again, or mount the file system anew",
    errno.EIO: "the disk reports an error; check it, and try again (nothing stored is lost)",
}


class ReaderError(Exception):
    """Something the user can understand and act on.

    `str(error)` is one line that says what is wrong, where, and what to do.
    """


class SourceError(ReaderError):
    """A source that cannot be read as a live blog.

    Attributes:
        source: what was to be read, as the user named it.
        reason: what is wrong and what to do, without the source's name.
    """

    def __init__(self, source: str | Path, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = str(source)
        self.reason = reason


class LibraryError(ReaderError):
    """The library, the bookmarks or the index cannot be used as they are."""


class QueryError(ReaderError):
    """A search query that cannot be understood.

    Attributes:
        query: the whole query as typed.
        start: offset of the first offending character in `query`.
        end: offset after the last one; equal to `start` when something is missing there.
        reason: what is wrong with that part.
    """

    def __init__(self, query: str, start: int, end: int, reason: str) -> None:
        super().__init__(reason)
        self.query = query
        self.start = start
        self.end = end
        self.reason = reason


def advice(error: OSError, elsewhere: str = "name another folder with --data-dir") -> str:
    """What the system refused and what to do about it: the end of a line that begins with the file's name.

    `elsewhere` says how another place is named.
    """
    reason = (error.strerror or str(error)).lower()
    if error.errno in _NO_ROOM:
        return f"cannot be written: {FULL}"
    if error.errno in _CLOSED:
        return f"{reason}; check its permissions or {elsewhere}"
    known = _ADVICE.get(error.errno or 0)
    return known.format(elsewhere) if known else reason
