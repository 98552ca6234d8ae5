"""The marks in two copies that mend each other: a readable journal, and a table beside it.

Every change is written to the journal first, then to the table, both on disk before it counts as done. Either
copy alone holds all that was ever acknowledged, so whatever happens to one file is made good from the other.
Writers take turns under a lock; readers need none, they read the table.
"""

import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from tui_reader.errors import LibraryError
from tui_reader.library import mark_table
from tui_reader.library.database import DamageError, Database, NewerError, told
from tui_reader.library.mark_entry import Entry, MarkChange, latest
from tui_reader.library.mark_journal import Journal, Lines
from tui_reader.library.mark_lock import MarkLock, identity
from tui_reader.library.private_files import private_folder, set_aside

Values: TypeAlias = Mapping[str, str]
Decide: TypeAlias = Callable[[Values], Mapping[str, str | None]]
_Rows: TypeAlias = list[Any]

_WHAT = "the bookmark file"
_MIGRATIONS = (mark_table.first_schema, mark_table.second_schema)
_READ_ONLY = "{}: you may not change anything there: reading works, but no mark can be set"
_ALL = "FROM marks WHERE kind = ? AND value IS NOT NULL"
_AMONG = "AND name IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class MarkPoint:
    """How the marks were at some time.

    Attributes:
        seen: what the system said about the table's file, None where there was none.
        next_sequence: the number that the next change was to get.
    """

    seen: Sequence[int] | None
    next_sequence: int


class MarkStore:
    """The marks of one data folder, as entries.

    Attributes:
        path: the table's file.
        journal_path: the journal.
        notices: what was found damaged and mended, a line each.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / "marks.db"
        self.journal_path = folder / "marks.jsonl"
        self.notices: list[str] = []
        self._journal = Journal(self.journal_path)
        files = (self.path, self.journal_path, folder / "marks.db-journal")
        self._lock = MarkLock(folder / "marks.lock", files)
        with told(folder, _WHAT):
            private_folder(folder)
        if not self._lock.is_untouched():
            self._mend_if_possible()
        self._database = self._opened()

    def values(self, kind: str, among: Sequence[str] | None = None) -> Values:
        """The values of a kind's marks by name: of these names, or all.

        Raises:
            LibraryError: the files cannot be read.
        """
        return dict(self._answer(lambda connection: _rows(connection, "name, value", kind, among)))

    def names(self, kind: str, among: Sequence[str] | None = None) -> set[str]:
        """The names of a kind's marks: those of these that are set, or all.

        Raises:
            LibraryError: the files cannot be read.
        """
        return {name for (name,) in self._answer(lambda connection: _rows(connection, "name", kind, among))}

    def check(self) -> None:
        """Compare both copies in full, and mend what is damaged.

        Raises:
            LibraryError: the files cannot be read, or cannot be mended.
        """
        with told(self.path, _WHAT), self._lock.held():
            self._mend()

    def names_on(self, kind: str, update_ids: Sequence[str]) -> list[str]:
        """The names of a kind's marks on these updates and on what they hold.

        Those are the updates' ids, alone or with a space and an id within the update behind.

        Raises:
            LibraryError: the files cannot be read.
        """
        return [name for (name,) in self._answer(lambda connection: _rows_on(connection, kind, update_ids))]

    def point(self) -> MarkPoint:
        """How the marks are now, to ask later what was changed since.

        Raises:
            LibraryError: the files cannot be read.
        """
        seen = identity(self.path)  # first: what is changed meanwhile must show
        rows = self._answer(lambda connection: [mark_table.next_sequence(connection)])
        return MarkPoint(seen, rows[0])

    def is_at(self, point: MarkPoint) -> bool:
        """Whether nothing was changed since, by whatever program: one look at one file."""
        return identity(self.path) == point.seen

    def names_since(self, kinds: Sequence[str], point: MarkPoint) -> set[str]:
        """The names of marks of these kinds that were set, changed or taken away since.

        Raises:
            LibraryError: the files cannot be read.
        """
        query = "SELECT name FROM marks WHERE sequence >= ? AND kind IN (SELECT value FROM json_each(?))"
        asked = (point.next_sequence, json.dumps(list(kinds)))
        return {name for (name,) in self._answer(lambda c: c.execute(query, asked).fetchall())}

    def change(self, kind: str, names: Iterable[str], decide: Decide) -> MarkChange:
        """Change marks of one kind; on disk when this returns, and as if never asked for when it raises.

        Args:
            kind: of the marks.
            names: theirs.
            decide: is given those of them that are set, and gives what is to be changed: new values, or None
                to take a mark away.

        Returns:
            What was changed.

        Raises:
            LibraryError: the files cannot be written.
        """
        with told(self.path, _WHAT), self._lock.held():
            if not self._lock.is_untouched():
                self._mend()
            change = self._write(kind, list(names), decide)
            if change:
                self._lock.note(checked=False)
                with suppress(LibraryError, OSError):  # only for size: it can wait
                    if self._is_overgrown():
                        self._mend(anew=True)
            return change

    def _write(self, kind: str, names: Sequence[str], decide: Decide) -> MarkChange:
        with self._database.writing() as connection:
            now = dict(_rows(connection, "name, value", kind, names))
            wanted = {name: value for name, value in decide(now).items() if value != now.get(name)}
            first = mark_table.next_sequence(connection)
            entries = [
                Entry(number, kind, name, value)
                for number, (name, value) in enumerate(wanted.items(), start=first)
            ]
            if entries:
                with self._journal.appended(entries):
                    mark_table.insert(connection, entries)
                    connection.execute("COMMIT")
            return MarkChange(kind, {name: now.get(name) for name in wanted}, wanted)

    def _is_overgrown(self) -> bool:
        with self._database.reading() as connection:
            marks, last = mark_table.count(connection), mark_table.next_sequence(connection) - 1
        return self._journal.is_overgrown(marks, last)

    def _answer(self, ask: Callable[[sqlite3.Connection], _Rows]) -> _Rows:
        """The table's answer; it is mended first where it cannot give one."""
        try:
            with self._database.reading() as connection:
                return ask(connection)
        except LibraryError as error:
            if self._lock.is_untouched() and not isinstance(error, DamageError):
                raise
        self.check()
        with self._database.reading() as connection:
            return ask(connection)

    def _opened(self) -> Database:
        return Database(self.path, _WHAT, _MIGRATIONS)

    # --- mending

    def _mend_if_possible(self) -> None:
        """Mend where the disk allows it: what can be read is worth showing even where it does not."""
        try:
            with told(self.path, _WHAT), self._lock.held():
                if not self._lock.is_untouched():
                    self._mend()
        except NewerError:
            raise
        except LibraryError as error:
            self.notices.append(_READ_ONLY.format(self.path.parent) if self._is_closed() else str(error))

    def _is_closed(self) -> bool:
        """Whether the folder is there to be read only."""
        return self.path.exists() and not os.access(self.path.parent, os.W_OK)

    def _mend(self, *, anew: bool = False) -> None:
        """Compare both copies in full and complete each from the other; the lock is held.

        With `anew` the journal is written anew in any case.
        """
        lines = self._journal.read()
        was_there = self.path.exists() and self.path.stat().st_size > 0
        entries, damage = self._table(lines)
        whole = latest(entries, lines.entries)
        self._mend_journal(whole, lines, anew=anew)
        if damage:
            entries = []
            self._tell_damage(self.path, damage, set_aside(self.path))
        known = {entry.sequence for entry in entries}
        missing = [entry for entry in whole if entry.sequence not in known]
        if missing and not damage and (not was_there or missing[0].sequence < lines.last):
            self._tell(self.path, f"was missing or incomplete; all is back from {self.journal_path.name}")
        if missing or damage:
            with self._opened().writing() as connection:
                mark_table.insert(connection, missing)
        self._lock.note(checked=True)

    def _table(self, lines: Lines) -> tuple[list[Entry], str | None]:
        """The table's entries, and what is wrong with it."""
        try:
            with self._opened().reading() as connection:
                return mark_table.read(connection)
        except NewerError:
            if not lines.entries:
                raise
            return mark_table.salvage(self.path), "its version is not the journal's"
        except DamageError:
            return mark_table.salvage(self.path), "it cannot be read"

    def _mend_journal(self, whole: list[Entry], lines: Lines, *, anew: bool) -> None:
        path = self.journal_path
        size = path.stat().st_size if path.exists() else 0
        known = {entry.sequence for entry in lines.entries}
        is_lacking = any(entry.sequence not in known for entry in whole)
        if size and (lines.damage or is_lacking):
            self._tell_damage(path, lines.damage or "its end is missing", set_aside(path))
        elif is_lacking:
            self._tell(path, f"was not there; it is written anew from {self.path.name}, nothing is lost")
        if lines.damage or is_lacking or anew:
            self._journal.rewrite(whole)
        elif size > lines.sound_size:
            self._journal.cut(lines.sound_size)

    def _tell_damage(self, path: Path, damage: str, aside: Path) -> None:
        self._tell(path, f"was damaged ({damage}); what it held is back, the damaged file is {aside.name}")

    def _tell(self, path: Path, what: str) -> None:
        self.notices.append(f"{path}: {what}")


def _rows(connection: sqlite3.Connection, columns: str, kind: str, among: Sequence[str] | None) -> _Rows:
    if among is None:
        return connection.execute(f"SELECT {columns} {_ALL} ORDER BY sequence", (kind,)).fetchall()
    return connection.execute(f"SELECT {columns} {_ALL} {_AMONG}", (kind, json.dumps(list(among)))).fetchall()


def _rows_on(connection: sqlite3.Connection, kind: str, update_ids: Sequence[str]) -> _Rows:
    """Walks the index of names: "!" is next to the space, before all that an id may go on with."""
    query = (
        "SELECT m.name FROM json_each(?) wanted CROSS JOIN marks m ON m.kind = ? AND m.value IS NOT NULL"
        " AND m.name >= wanted.value AND m.name < wanted.value || '!' ORDER BY m.sequence"
    )
    return connection.execute(query, (json.dumps(list(update_ids)), kind)).fetchall()
