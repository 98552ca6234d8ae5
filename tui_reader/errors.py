"""The errors that reach the user, each with one clear line.

    ReaderError
    ├── SourceError     a file, folder, URL or stream that cannot be read as a live blog
    ├── LibraryError    the library, the bookmarks or the index cannot be used as they are
    └── QueryError      a search query that cannot be understood; points at the spot

Anything else that is raised is a defect.
"""

from pathlib import Path


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
