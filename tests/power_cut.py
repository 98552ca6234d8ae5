"""What a disk may hold after a power cut: of what was not brought to it, anything and nothing.

Work is recorded with strace; then the disk is rebuilt as it might be had the power gone at some point.
Contents count as there once `fsync` or `fdatasync` returned for the file, names once `fsync` returned for
their folder. Of all else any part may be there: writes may be missing, torn between sectors, out of order or
zeros; names may be those of any earlier moment.
"""

import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from faults import Work, traced

_CALLS = (
    "openat", "read", "write", "pwrite64", "lseek", "ftruncate", "fsync", "fdatasync", "rename", "unlink",
    "mkdir", "rmdir",
)  # fmt: skip
_SECTOR = 512
_LINE = re.compile(r"(?:\d+ +)?(\w+)\((.*)\) += (-?\d+)")
_DESCRIPTOR = re.compile(r"(\d+)<([^>]*)>")
_STRING = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


@dataclass(frozen=True)
class Call:
    """A system call that succeeded.

    Attributes:
        name: of the call.
        path: of the file it concerns; of the pipe for what the work says.
        descriptor: of the file; what `openat` returned.
        data: what was written.
        numbers: its numeric arguments.
        returned: its result.
        other: the new name of a renamed file.
        flags: the arguments as strace prints them.
    """

    name: str
    path: str
    descriptor: int
    data: bytes
    numbers: tuple[int, ...]
    returned: int
    other: str
    flags: str


def recorded(work: Work, log: Path) -> list[Call]:
    """Do the work, and record the calls with which it changes files."""
    traced(work, ["-o", str(log), "-xx", "-s", "50000000"], _CALLS)
    return list(_calls(log.read_text("ascii", "replace").splitlines()))


def _calls(lines: Iterable[str]) -> Iterator[Call]:
    for line in lines:
        match = _LINE.match(line)
        if match is None or int(match[3]) < 0:
            continue
        name, arguments, returned = match[1], match[2], int(match[3])
        strings = [bytes.fromhex(found.replace("\\x", "")) for found in _STRING.findall(arguments)]
        flags = _STRING.sub("", arguments)
        found = _DESCRIPTOR.search(flags)
        path = _text(found[2]) if found else ""
        if name in ("openat", "rename", "unlink", "mkdir", "rmdir"):
            path = strings[0].decode()
        yield Call(
            name,
            path,
            returned if name == "openat" else int(found[1]) if found else -1,
            strings[0] if name in ("write", "pwrite64") and strings else b"",
            tuple(map(int, re.findall(r"(?<=, )-?\d+(?=$|,)", flags))),
            returned,
            strings[1].decode() if name == "rename" else "",
            flags,
        )


def _text(escaped: str) -> str:
    return bytes.fromhex(escaped.replace("\\x", "")).decode() if escaped.startswith("\\x") else escaped


@dataclass
class Contents:
    """A file's contents: what is on the disk, and the changes since.

    Attributes:
        durable: on the disk.
        pending: changes that are not, each an offset with the bytes written there, or a length with None.
    """

    durable: bytes = b""
    pending: list[tuple[int, bytes | None]] = field(default_factory=list)

    def now(self) -> bytes:
        """As the program sees it."""
        data = self.durable
        for change in self.pending:
            data = _changed(data, *change)
        return data

    def after_cut(self, draw: random.Random) -> bytes:
        """As it may be after the power was gone."""
        data = self.durable
        keeps = draw.choice((0.0, 0.5, 0.9, 1.0))
        for at, written in draw.choice((self.pending, draw.sample(self.pending, len(self.pending)))):
            if draw.random() < keeps:
                data = _changed(data, at, written)
            elif written and at + len(written) > len(data) and draw.random() < 0.3:
                data = _changed(
                    data, at, bytes(len(written))
                )  # the length got there, what was written did not
            elif written and draw.random() < 0.3:
                data = _changed(data, at, written[: draw.randrange(0, len(written) + 1, _SECTOR)])
        return data


def _changed(data: bytes, at: int, written: bytes | None) -> bytes:
    if written is None:
        return data[:at].ljust(at, b"\0")
    return data[:at].ljust(at, b"\0") + written + data[at + len(written) :]


class Disk:
    """The files below a folder while work is replayed on them.

    Args:
        folder: where the work was done.
        template: what was there before, all of it on the disk.
    """

    def __init__(self, folder: Path, template: Path) -> None:
        self._folder = str(folder)
        self._names: dict[str, Contents | None] = {
            self._folder + str(path)[len(str(template)) :]: Contents(path.read_bytes())
            if path.is_file()
            else None
            for path in (template, *template.rglob("*"))
        }
        self._durable = dict(self._names)
        self._changes: list[tuple[str, Contents | None, bool]] = []
        self._open: dict[int, Contents] = {}
        self._at: dict[int, int] = {}
        self.said: list[str] = []

    def replay(self, call: Call) -> None:
        """Do what the call did."""
        if call.name == "write" and "pipe:" in call.path:
            self.said += call.data.decode().splitlines()
        elif call.path.startswith(self._folder):
            getattr(self, f"_{call.name}")(call)

    def after_cut(self, draw: random.Random, target: Path) -> None:
        """Write into a folder what may be left of this one."""
        names = dict(self._durable)
        kept = draw.choice((0, draw.randint(0, len(self._changes)), len(self._changes)))
        for path, contents, is_there in self._changes[:kept]:
            _set(names, path, contents, is_there=is_there)
        for path, contents in sorted(names.items(), key=lambda item: item[0]):
            place = Path(f"{target}{path[len(self._folder) :]}")
            if contents is None:
                place.mkdir(mode=0o700, exist_ok=True)
            elif place.parent.is_dir():  # else the folder itself never got there
                place.write_bytes(contents.after_cut(draw))
                place.chmod(0o600)

    # --- names

    def _name(self, path: str, contents: Contents | None, *, is_there: bool) -> None:
        self._changes.append((path, contents, is_there))
        _set(self._names, path, contents, is_there=is_there)

    def _openat(self, call: Call) -> None:
        contents = self._names.get(call.path)
        if call.path not in self._names and "O_CREAT" in call.flags:
            contents = Contents()
            self._name(call.path, contents, is_there=True)
        if contents is not None:
            if "O_TRUNC" in call.flags:
                contents.pending.append((0, None))
            self._open[call.descriptor] = contents
            self._at[call.descriptor] = -1 if "O_APPEND" in call.flags else 0
        else:
            self._open.pop(call.descriptor, None)

    def _mkdir(self, call: Call) -> None:
        self._name(call.path, None, is_there=True)

    def _rename(self, call: Call) -> None:
        contents = self._names[call.path]
        self._name(call.path, contents, is_there=False)
        self._name(call.other, contents, is_there=True)

    def _unlink(self, call: Call) -> None:
        self._name(call.path, self._names.get(call.path), is_there=False)

    _rmdir = _unlink

    # --- contents

    def _write(self, call: Call) -> None:
        contents, at = self._open[call.descriptor], self._at[call.descriptor]
        contents.pending.append((len(contents.now()) if at < 0 else at, call.data[: call.returned]))
        if at >= 0:
            self._at[call.descriptor] += call.returned

    def _read(self, call: Call) -> None:
        if self._at.get(call.descriptor, -1) >= 0:
            self._at[call.descriptor] += call.returned

    def _lseek(self, call: Call) -> None:
        if self._at.get(call.descriptor, -1) >= 0:
            self._at[call.descriptor] = call.returned

    def _pwrite64(self, call: Call) -> None:
        self._open[call.descriptor].pending.append((call.numbers[-1], call.data[: call.returned]))

    def _ftruncate(self, call: Call) -> None:
        self._open[call.descriptor].pending.append((call.numbers[-1], None))

    def _fsync(self, call: Call) -> None:
        if call.path in self._names and self._names[call.path] is None:
            self._sync_names(call.path)
        elif call.descriptor in self._open:
            contents = self._open[call.descriptor]
            contents.durable, contents.pending = contents.now(), []

    _fdatasync = _fsync

    def _sync_names(self, folder: str) -> None:
        left: list[tuple[str, Contents | None, bool]] = []
        for change in self._changes:
            if change[0].rpartition("/")[0] == folder:
                _set(self._durable, change[0], change[1], is_there=change[2])
            else:
                left.append(change)
        self._changes = left


def _set(names: dict[str, Contents | None], path: str, contents: Contents | None, *, is_there: bool) -> None:
    if is_there:
        names[path] = contents
    else:
        names.pop(path, None)


def cuts(calls: list[Call], folder: Path, template: Path, draw: random.Random, count: int) -> Iterator[Disk]:
    """The disk at so many moments of the work, the one after everything among them."""
    concerned = [
        n for n, call in enumerate(calls) if call.path.startswith(str(folder)) or "pipe:" in call.path
    ]
    moments = [*sorted(draw.choices(concerned, k=count - 1)), len(calls)]
    disk, done = Disk(folder, template), 0
    for moment in moments:
        for call in calls[done:moment]:
            disk.replay(call)
        done = max(done, moment)
        yield disk
