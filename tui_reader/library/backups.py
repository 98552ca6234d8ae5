"""Copies of a database that are kept in case it is damaged: private, whole, and few."""

import errno
import os
import shutil
import sqlite3
import time
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from tui_reader.library.private_files import private_folder, replacing

_KEPT = 2  # of the regular copies, and of those made before a migration
_EVERY = 86_400.0  # seconds between regular copies
_LONG_AGO = 3_600.0  # seconds after which nobody is at work on a copy any more
_PAGES = 2_000  # copied at a stretch; between two stretches others can write
_ROOM = 2  # times the copy's size that must be free, or there is none


class Backups:
    """The copies of one database, in the data folder's `backups`."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder / "backups"
        self._name = name

    def take(self, path: Path, connection: sqlite3.Connection, label: str = "regular") -> Path:
        """Copy the database at `path`, to which there is a connection, and drop the oldest copies.

        Raises:
            sqlite3.Error: the database is damaged or cannot be read; the earlier copies are kept.
            OSError: the copy cannot be written.
        """
        private_folder(self.folder)
        if self.folder.is_symlink():
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), self.folder)
        self._remove_unfinished()
        if shutil.disk_usage(self.folder).free < _ROOM * path.stat().st_size:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), self.folder)  # a copy would fill it
        moment = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
        target = self.folder / f"{self._name}-{label}-{moment}.db"
        with replacing(target) as new, closing(sqlite3.connect(new, isolation_level=None)) as copy:
            copy.execute("PRAGMA synchronous=OFF")  # the file is synchronised as a whole at the end
            connection.backup(copy, pages=_PAGES)
            if copy.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                raise sqlite3.DatabaseError("database disk image is malformed")
        for old in self._named(label)[_KEPT:]:
            old.unlink(missing_ok=True)
        return target

    def is_due(self, path: Path) -> bool:
        """Whether the database at `path` has changed and its latest regular copy is over a day old."""
        with suppress(OSError):
            newest = max((copy.stat().st_mtime for copy in self._named("regular")), default=0.0)
            return path.stat().st_mtime > newest and not 0 <= time.time() - newest < _EVERY
        return False

    def newest_first(self) -> list[Path]:
        """Every copy, the latest first."""
        return sorted(
            self.folder.glob(f"{self._name}-*.db"), key=lambda copy: copy.name.split("-", 2)[-1], reverse=True
        )

    def _remove_unfinished(self) -> None:
        """Remove what a copy that was interrupted long ago left behind."""
        for left in self.folder.glob(f"{self._name}-*.new-*"):
            with suppress(FileNotFoundError):
                if time.time() - left.stat().st_mtime > _LONG_AGO:
                    left.unlink()

    def _named(self, label: str) -> list[Path]:
        return sorted(self.folder.glob(f"{self._name}-{label}-*.db"), reverse=True)
