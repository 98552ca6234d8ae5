"""From the words of a command line to documents, one at a time.

A word names a file, a folder (walked whole, in a stable order), standard input (`-`) or an address with a
scheme, which is left to whoever can fetch it. Nothing is read before it is asked for, and nothing that could
hang or flood is read at all.
"""

import os
import re
import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal, TypeAlias

from tui_reader.errors import SourceError
from tui_reader.reading.document import Document

MAX_BYTES = 64 * 1024 * 1024
"""The largest file or stream that is read; the longest live blogs known are under 20 MB."""

Fetch: TypeAlias = Callable[[str], Document]
"""Fetches the document at an address; raises `SourceError`."""

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,20}://")
_SPECIAL = (
    (stat.S_ISFIFO, 'is a pipe; give it as standard input, with "-"'),
    (stat.S_ISSOCK, "is a socket, not a file"),
    (stat.S_ISCHR, "is a device, not a file"),
    (stat.S_ISBLK, "is a device, not a file"),
    (stat.S_ISDIR, "is a folder"),
)


@dataclass(frozen=True, slots=True)
class Location:
    """Where one document is.

    Attributes:
        name: how messages name it.
        kind: how to get at it.
        in_folder: it was found by walking a folder, nobody named it.
    """

    name: str
    kind: Literal["file", "stream", "address"]
    in_folder: bool = False


def locate(word: str) -> Iterator[Location]:
    """The documents that a word of the command line stands for; a folder's files sorted by path.

    In folders, hidden files and symbolic links are passed over, so the walk neither leaves the folder nor
    goes round in it.
    """
    if word == "-":
        yield Location("standard input", "stream")
    elif _ADDRESS.match(word):
        yield Location(word, "address")
    elif _is_folder(word):
        for path in _walk(Path(word)):
            yield Location(str(path), "file", in_folder=True)
    else:
        yield Location(word, "file")


def load(location: Location, fetch: Fetch | None = None) -> Document:
    """The document at a location.

    Raises:
        SourceError: it is missing, may not be read, is no regular file, is empty or too large, or is an
            address and there is no `fetch`.
    """
    if location.kind == "address":
        if fetch is None:
            raise SourceError(location.name, "addresses cannot be fetched here")
        return fetch(location.name)
    try:
        content = _standard_input() if location.kind == "stream" else _file(location.name)
    except (OSError, ValueError) as error:
        raise SourceError(location.name, _reason(error)) from None
    if not content:
        raise SourceError(location.name, "is empty")
    return Document(location.name, content)


def _is_folder(word: str) -> bool:
    try:
        return Path(word).is_dir()
    except (OSError, ValueError):
        return False  # `load` says what is wrong with it


def _walk(folder: Path) -> Iterator[Path]:
    """Every file below a folder, links and hidden ones aside; an unreadable folder stands for itself."""
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        if not path.is_dir():
            yield path
            continue
        try:
            with os.scandir(path) as entries:
                names = [e.name for e in entries if not e.name.startswith(".") and not e.is_symlink()]
        except OSError:
            yield path
            continue
        waiting += [path / name for name in sorted(names, reverse=True)]


def _standard_input() -> bytes:
    if sys.stdin.isatty():
        raise SourceError("standard input", "is the keyboard; pipe a live blog into it")
    return _bounded(sys.stdin.buffer, "standard input")


def _file(name: str) -> bytes:
    # A plain open would wait for ever for the other end of a pipe.
    descriptor = os.open(name, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb") as file:
        found = os.fstat(descriptor)
        for is_kind, reason in _SPECIAL:
            if is_kind(found.st_mode):
                raise SourceError(name, reason)
        if found.st_size > MAX_BYTES:
            raise _too_large(name, found.st_size)
        return _bounded(file, name)


def _bounded(file: BinaryIO, name: str) -> bytes:
    content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise _too_large(name, None)
    return content


def _too_large(name: str, size: int | None) -> SourceError:
    measured = f"is {size / 2**20:,.0f} MB" if size else "is more"
    return SourceError(name, f"{measured}; the limit is {MAX_BYTES // 2**20} MB")


def _reason(error: OSError | ValueError) -> str:
    match error:
        case FileNotFoundError():
            return "no such file or folder"
        case PermissionError():
            return "permission denied"
        case OSError(strerror=str() as reason):
            return f"cannot be read ({reason})"
        case _:
            return "is no file name"
