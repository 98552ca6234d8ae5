"""SQLite files that outlive kills, power cuts and full disks.

Rollback journal with `synchronous=EXTRA`: of the settings that work on network file systems and read-only
media too, the one that loses nothing acknowledged at a power cut. A connection lives for one call; opening
costs about 0.3 ms, which is cheaper than the care that connections shared between threads need.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

from tui_reader.errors import LibraryError

Migration: TypeAlias = Callable[[sqlite3.Connection], None]

_BUSY_SECONDS = 10.0
_PRAGMAS = (
    "PRAGMA journal_mode=DELETE",
    "PRAGMA synchronous=EXTRA",
    "PRAGMA foreign_keys=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA mmap_size=0",
)


class Database:
    """One SQLite file with a schema version.

    `migrations[n]` takes the schema from version n to n + 1. A file of a newer version is refused untouched.

    Attributes:
        path: the file.
    """

    def __init__(self, path: Path, what: str, migrations: Sequence[Migration]) -> None:
        self.path = path
        self._what = what
        self._migrations = migrations
        with self._told():
            self._create()
            with self._open() as connection:
                self._migrate(connection)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection for reading.

        Raises:
            LibraryError: the file cannot be used.
        """
        with self._told(), self._open() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A connection in a transaction, alone with the file; all of it is on disk when the block ends.

        Raises:
            LibraryError: the file cannot be written; nothing of the block is kept.
        """
        with self._told(), self._open() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        connection = sqlite3.connect(self.path, timeout=_BUSY_SECONDS, isolation_level=None)
        try:
            for pragma in _PRAGMAS:
                connection.execute(pragma)
            yield connection
        finally:
            connection.close()

    def _create(self) -> None:
        """Make folder and file private before SQLite writes; its journals take the file's mode."""
        private_folder(self.path.parent)
        flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
        try:
            os.close(os.open(self.path, flags, 0o600))
        except PermissionError:
            if not self.path.exists():
                raise

    def _migrate(self, connection: sqlite3.Connection) -> None:
        version = _version(connection)
        if version > len(self._migrations):
            raise LibraryError(
                f"{self.path}: {self._what} was written by a newer tui-reader (schema {version}); "
                "update tui-reader, or name another folder with --data-dir"
            )
        while version < len(self._migrations):
            connection.execute("BEGIN IMMEDIATE")
            try:
                version = _version(connection)  # another process may have migrated while this one waited
                if version < len(self._migrations):
                    self._migrations[version](connection)
                    version += 1
                    connection.execute(f"PRAGMA user_version={version}")
                connection.execute("COMMIT")
            except BaseException:
                connection.execute("ROLLBACK")
                raise

    @contextmanager
    def _told(self) -> Iterator[None]:
        """SQLite's and the system's errors as one line that says what to do."""
        try:
            yield
        except sqlite3.Error as error:
            raise LibraryError(f"{self.path}: {self._what} {_advice(error)}") from error
        except OSError as error:
            raise LibraryError(
                f"{error.filename or self.path}: {(error.strerror or str(error)).lower()}"
            ) from error


def private_folder(folder: Path) -> None:
    """Make the folder, and those above it that are missing, for the user alone.

    Raises:
        OSError: it cannot be made.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def run_script(connection: sqlite3.Connection, script: str) -> None:
    """Run a script's statements one by one inside the open transaction (`executescript` would commit it)."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _advice(error: sqlite3.Error) -> str:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    match code:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return f"is in use by another program for over {_BUSY_SECONDS:.0f} s; try again"
        case sqlite3.SQLITE_FULL:
            return "cannot be written: the disk is full; make room and try again (nothing stored is lost)"
        case sqlite3.SQLITE_READONLY:
            return "cannot be written: it is read-only; check its permissions or name another with --data-dir"
        case sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            return "cannot be opened; check the permissions of its folder or name another with --data-dir"
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return "is damaged; move it away (or restore a copy) and import again"
    return f"cannot be used: {error}"
