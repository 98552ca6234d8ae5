"""The marks' first copy: a journal that can be read with any text editor.

One JSON object a line, in UTF-8. The first line says what the file is; every other one holds changes of one
kind of mark, numbered on from `seq`, null where a mark was taken away. Of each mark the last change counts:

    {"format":"tui-reader marks","version":1,"bytes":0,"entries":0,"last":0,"crc":"12987f79"}
    {"seq":1,"read":{"3f0c":"2024-03-05T09:00:00Z","77ab":"2024-03-05T09:00:00Z"},"crc":"6e1f9f05"}
    {"seq":3,"bookmarks":{"77ab":{"added_at":"2024-03-05T09:01:00Z","note":"ask Ana", …}},"crc":"5dd94a62"}

`crc` is the CRC-32 of the line's bytes before `,"crc"`; a line that is damaged or torn spoils only itself.
`bytes` and `entries` tell how much the file held when it was last written anew, with one entry for each mark,
and `last` the highest number until then. `version` rises with every schema of the table, so that a damaged
version number in one copy is not taken for a newer reader's.
"""

import json
import os
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from tui_reader.library.database import NewerError
from tui_reader.library.mark_entry import Entry
from tui_reader.library.private_files import open_private, replacing, sync_folder, write_whole

_FORMAT, _VERSION = "tui-reader marks", 1
_MANY = 200  # entries in a line
_SLACK = 256 * 1024  # bytes that the journal may always grow by before it is written anew

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@dataclass(slots=True)
class Lines:
    """What the journal holds.

    Attributes:
        entries: every sound one, in the file's order.
        damage: what is wrong; None when all is sound, but perhaps for a torn last line.
        sound_size: bytes in sound lines.
        last: sequence number that the last sound line begins with.
    """

    entries: list[Entry] = field(default_factory=list)
    damage: str | None = None
    sound_size: int = 0
    last: int = 0


class Journal:
    """The journal at a path; whoever writes must keep other writers out."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @contextmanager
    def appended(self, entries: Sequence[Entry]) -> Iterator[None]:
        """Append entries with rising sequence numbers: on disk in the block, taken back if it fails."""
        descriptor = open_private(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND)
        try:
            size = os.fstat(descriptor).st_size
            try:
                write_whole(descriptor, (b"" if size else _header()) + _lines(entries))
                if not size:
                    sync_folder(self.path.parent)
                yield
            except BaseException:
                with suppress(OSError):
                    os.ftruncate(descriptor, size)
                    os.fsync(descriptor)
                raise
        finally:
            os.close(descriptor)

    def read(self) -> Lines:
        """Everything that is sound in it; empty when there is no such file.

        Raises:
            NewerError: a newer version of the reader wrote it.
            OSError: it cannot be read.
        """
        found = Lines()
        with suppress(FileNotFoundError), os.fdopen(open_private(self.path, os.O_RDONLY), "rb") as file:
            for number, line in enumerate(file, start=1):
                entries = _entries(line) if number > 1 else self._header_entries(line)
                if entries is not None:
                    found.entries += entries
                    found.last = entries[0].sequence if entries else found.last
                    found.sound_size += len(line)
                elif line.endswith(b"\n"):  # else it is torn: the last one, never finished
                    found.damage = f"line {number} is damaged"
        return found

    def _header_entries(self, line: bytes) -> list[Entry] | None:
        header = _object(line)
        if header is None or header.get("format") != _FORMAT:
            return None
        if header.get("version") != _VERSION:
            raise NewerError(
                f"{self.path}: the bookmarks were written by a newer tui-reader; "
                "update tui-reader, or name another folder with --data-dir"
            )
        return []

    def rewrite(self, entries: Sequence[Entry]) -> None:
        """Put a journal of these entries in its place, as a whole or not at all."""
        lines = _lines(entries)
        with replacing(self.path) as new:
            descriptor = open_private(new, os.O_WRONLY)
            try:
                write_whole(descriptor, _header(lines, entries) + lines)
            finally:
                os.close(descriptor)

    def cut(self, size: int) -> None:
        """Take a torn last line away."""
        descriptor = open_private(self.path, os.O_RDWR)
        try:
            os.ftruncate(descriptor, size)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def is_overgrown(self, marks: int, last: int) -> bool:
        """Whether most of it is outdated, so that it is worth writing anew.

        Args:
            marks: how many there are, each with one entry that counts.
            last: the highest sequence number.
        """
        size = self.path.stat().st_size
        if size <= _SLACK:
            return False
        with os.fdopen(open_private(self.path, os.O_RDONLY), "rb") as file:
            header = _object(file.readline()) or {}
        entries = _number(header, "entries") + last - _number(header, "last")
        return size > _SLACK + 2 * _number(header, "bytes") and entries > 2 * marks


def _lines(entries: Sequence[Entry]) -> bytes:
    """Entries as lines: one for each run of entries of one kind whose numbers follow each other."""
    runs = groupby(enumerate(entries), lambda item: (item[1].kind, item[1].sequence - item[0]))
    lines: list[bytes] = []
    for (kind, _), run in runs:
        members = [entry for _, entry in run]
        for at in range(0, len(members), _MANY):
            some = members[at : at + _MANY]
            values = ",".join([f"{dumped(e.name)}:{e.value or 'null'}" for e in some])
            lines.append(_checked(f'{{"seq":{some[0].sequence},"{kind}":{{{values}}}'))
    return b"".join(lines)


def _header(lines: bytes = b"", entries: Sequence[Entry] = ()) -> bytes:
    """The first line of a file that begins with these lines, which hold these entries."""
    last = entries[-1].sequence if entries else 0
    return _checked(
        f'{{"format":"{_FORMAT}","version":{_VERSION},'
        f'"bytes":{len(lines)},"entries":{len(entries)},"last":{last}'
    )


def _number(header: Mapping[str, object], key: str) -> int:
    found = header.get(key)
    return found if isinstance(found, int) else 0


def _checked(body: str) -> bytes:
    data = body.encode()
    return data + b',"crc":"%08x"}\n' % zlib.crc32(data)


def _entries(line: bytes) -> list[Entry] | None:
    """The entries of a line, None when it is damaged."""
    found = _object(line)
    match list((found or {}).items()):
        case [("seq", int(first)), (str(kind), dict(values)), ("crc", _)]:
            return [
                Entry(first + place, kind, name, None if value is None else dumped(value))
                for place, (name, value) in enumerate(values.items())
            ]
    return None


def _object(line: bytes) -> dict[str, object] | None:
    """The object of a line that bears its right checksum, else None."""
    body, _, end = line.rpartition(b',"crc":"')
    if end != b'%08x"}\n' % zlib.crc32(body):
        return None
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def dumped(value: object) -> str:
    """A value as both copies write it: compact JSON."""
    return _ENCODER.encode(value)
