"""Notes that are being written, so that no crash takes what was typed."""

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from tui_reader.library.database import told
from tui_reader.library.mark_lock import MarkLock
from tui_reader.library.private_files import open_private, private_folder, replacing, write_whole

_LONGEST = 4_000_000  # bytes that are read of a draft
_WHAT = "the draft of a note"


@dataclass(frozen=True, slots=True)
class Draft:
    """A note and tags as they were typed last.

    Attributes:
        name: of the bookmark they are for, see `news.bookmark`.
        title: what the reader was writing about.
        note: the note.
        tags: the tags, with commas between.
    """

    name: str
    title: str
    note: str
    tags: str


class Drafts:
    """The drafts of one data folder, a file each.

    Every method raises `LibraryError` when the files cannot be used; a file that is damaged counts as none.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "drafts"
        self._lock = MarkLock(self._folder / "drafts.lock", ())

    def keep(self, draft: Draft) -> None:
        """Keep a draft in place of the earlier one of its name; on disk when this returns."""
        path = self._path(draft.name)
        with told(path, _WHAT):
            private_folder(self._folder)
            with self._lock.held(), replacing(path) as new:
                descriptor = open_private(new, os.O_WRONLY)
                try:
                    data = json.dumps(asdict(draft), ensure_ascii=False)
                    write_whole(descriptor, data.encode("utf-8", "replace"))
                finally:
                    os.close(descriptor)

    def find(self, name: str) -> Draft | None:
        """The draft for that bookmark."""
        return _read(self._path(name))

    def latest(self) -> Draft | None:
        """The draft that was kept last."""
        if not self._folder.is_dir():
            return None
        with told(self._folder, _WHAT):
            paths = sorted(self._folder.glob("*.json"), key=lambda path: path.lstat().st_mtime_ns)
        return _read(paths[-1]) if paths else None

    def discard(self, name: str) -> None:
        """Forget the draft for that bookmark, if there is one."""
        with told(self._path(name), _WHAT):
            self._path(name).unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        return self._folder / f"{hashlib.sha256(name.encode()).hexdigest()[:24]}.json"


def _read(path: Path) -> Draft | None:
    found: object = None
    with (
        suppress(OSError, ValueError, RecursionError),
        os.fdopen(open_private(path, os.O_RDONLY), "rb") as file,
    ):
        found = json.loads(file.read(_LONGEST))
    match found:
        case {"name": str(name), "title": str(title), "note": str(note), "tags": str(tags)}:
            return Draft(name, title, note, tags)
    return None
