"""SQLite files that outlive kills, power cuts and full disks.

Rollback journal with `synchronous=EXTRA`: of the settings that work on network file systems and read-only
media too, the one that loses nothing acknowledged at a power cut. A connection lives for one call; opening
costs about 0.3 ms, which is cheaper than the care that connections shared between threads need.
"""

import errno
import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeAlias

from tui_reader.errors import FULL, LibraryError, advice
from tui_reader.library.backups import Backups
from tui_reader.library.private_files import open_private, private_folder

Migration: TypeAlias = Callable[[sqlite3.Connection], None]

_BUSY_SECONDS = 30.0
DAMAGED = "is damaged; 'tui-reader doctor --repair' mends it"
_LOCKED = f"is in use by another program for over {_BUSY_SECONDS:.0f} s; try again"
_CLOSED = "cannot be opened; check the permissions of its folder or name another with --data-dir"
_ADVICE = {
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_FULL: f"cannot be written: {FULL}",
    sqlite3.SQLITE_READONLY: "cannot be written: it is read-only; check its permissions or use --data-dir",
    sqlite3.SQLITE_CANTOPEN: _CLOSED,
    sqlite3.SQLITE_PERM: _CLOSED,
    sqlite3.SQLITE_IOERR: "cannot be read or written: the disk reports an error, or has no more room for you",
}
_PRAGMAS = (
    "PRAGMA journal_mode=DELETE",
    "PRAGMA synchronous=EXTRA",
    "PRAGMA foreign_keys=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA mmap_size=0",
    "PRAGMA cache_size=-65536",  # 64 MB: a transaction that outgrows it keeps readers out until it ends
)


class DamageError(LibraryError):
    """The file is damaged, or gone while it was in use."""


class NewerError(LibraryError):
    """The file was written by a newer version of the reader."""


class Database:
    """One SQLite file with a schema version.

    `migrations[n]` takes the schema from version n to n + 1; before the first one a file is copied into its
    backups. A file of a newer version is refused untouched.

    Attributes:
        path: the file.
        backups: its copies.

    Raises:
        DamageError: the file is damaged.
        NewerError: it is of a newer version.
        LibraryError: it cannot be used for another reason.
    """

    def __init__(self, path: Path, what: str, migrations: Sequence[Migration]) -> None:
        self.path = path
        self.backups = Backups(path.parent, path.stem)
        self._what = what
        self._migrations = migrations
        with told(path, what):
            self._create()
            with self._open() as connection:
                self._migrate(connection)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection for reading.

        Raises:
            LibraryError: the file cannot be used.
        """
        with told(self.path, self._what), self._open() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A connection in a transaction, alone with the file; all of it is on disk when the block ends.

        The block may commit before it ends.

        Raises:
            LibraryError: the file cannot be written; nothing of the block is kept.
        """
        with told(self.path, self._what), self._open() as connection, _transaction(connection):
            yield connection

    def back_up_if_due(self) -> None:
        """Copy the file if it has changed and its latest copy is over a day old; not on a full disk.

        Raises:
            DamageError: the file is damaged; its earlier copies are kept.
        """
        if not self.backups.is_due(self.path):
            return
        try:
            with self.reading() as connection, suppress(OSError):
                self.backups.take(self.path, connection)
        except DamageError:
            raise
        except LibraryError:
            return  # another day: nothing is lost yet

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        address = f"{self.path.absolute().as_uri()}?mode=rw"  # never made here, where it would not be private
        connection = sqlite3.connect(address, uri=True, timeout=_BUSY_SECONDS, isolation_level=None)
        try:
            for pragma in _PRAGMAS:
                connection.execute(pragma)
            yield connection
        finally:
            connection.close()

    def _create(self) -> None:
        """Make folder and file private before SQLite writes; its journals take the file's mode."""
        private_folder(self.path.parent)
        try:
            os.close(open_private(self.path, os.O_RDWR | os.O_CREAT))
        except OSError as error:
            if error.errno not in (errno.EROFS, errno.EACCES):
                raise
            os.close(open_private(self.path, os.O_RDONLY))  # what cannot be written may still be read

    def _migrate(self, connection: sqlite3.Connection) -> None:
        version = _version(connection)
        if version > len(self._migrations):
            raise NewerError(
                f"{self.path}: {self._what} was written by a newer tui-reader (schema {version}); "
                "update tui-reader, or name another folder with --data-dir"
            )
        if 0 < version < len(self._migrations):
            self.backups.take(self.path, connection, f"schema{version}")
        while version < len(self._migrations):
            with _transaction(connection):
                version = _version(connection)  # another process may have migrated while this one waited
                if version < len(self._migrations):
                    self._migrations[version](connection)
                    version += 1
                    connection.execute(f"PRAGMA user_version={version}")


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of the block or nothing; the block may commit before it ends."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        if connection.in_transaction:
            connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # SQLite has rolled back already after some errors
            connection.execute("ROLLBACK")
        raise


@contextmanager
def told(path: Path, what: str) -> Iterator[None]:
    """SQLite's and the system's errors about a file as one line that says what to do.

    Raises:
        DamageError: the file is damaged.
        LibraryError: it cannot be used for another reason.
    """
    try:
        yield
    except sqlite3.Error as error:
        if _is_damage(error, path):
            raise DamageError(f"{path}: {what} {DAMAGED}") from error
        raise LibraryError(f"{path}: {what} {_advice(error)}") from error
    except OSError as error:
        raise LibraryError(f"{error.filename or path}: {advice(error)}") from error


def engine() -> str:
    """Name and version of what keeps the files."""
    return f"SQLite {sqlite3.sqlite_version}"


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


def _is_damage(error: sqlite3.Error, path: Path) -> bool:
    """Whether the file is at fault: it lacks a table that is always there, for one."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_CANTOPEN:
        return not path.exists()
    if not code:  # Python's own finding
        return str(error).startswith(("Could not decode to UTF-8", "database disk image is malformed"))
    return code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)


def _advice(error: sqlite3.Error) -> str:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return _ADVICE.get(code, f"cannot be used ({error}); 'tui-reader doctor' tells more")
