"""The marks' second copy: an SQLite table that answers quickly, each row with a checksum of its own.

SQLite's own integrity check sees a page out of order, not a letter that has changed.
"""

import json
import sqlite3
import zlib
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import Any

from tui_reader.library.database import run_script
from tui_reader.library.mark_entry import Entry
from tui_reader.library.mark_journal import dumped
from tui_reader.library.salvage import rows

_COLUMNS = ("sequence", "kind", "name", "value", "crc")


def insert(connection: sqlite3.Connection, entries: Iterable[Entry]) -> None:
    """Put entries in, each in place of the earlier one of its key."""
    connection.executemany(
        "INSERT INTO marks (sequence, kind, name, value, crc) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (kind, name)"
        " DO UPDATE SET sequence = excluded.sequence, value = excluded.value, crc = excluded.crc",
        ((e.sequence, e.kind, e.name, e.value, _crc(*_bytes_of(e))) for e in entries),
    )


def count(connection: sqlite3.Connection) -> int:
    """How many entries there are, those included whose mark was taken away."""
    return int(connection.execute("SELECT count(*) FROM marks").fetchone()[0])


def next_sequence(connection: sqlite3.Connection) -> int:
    """The sequence number that the next entry gets."""
    return int(connection.execute("SELECT coalesce(max(sequence), 0) + 1 FROM marks").fetchone()[0])


def read(connection: sqlite3.Connection) -> tuple[list[Entry], str | None]:
    """Every sound row in order of changes, and what is wrong with the rest or with the file."""
    connection.text_factory = bytes
    check = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    query = f"SELECT {', '.join(_COLUMNS)} FROM marks ORDER BY sequence"  # noqa: S608 - a constant
    found = connection.execute(query).fetchall()
    entries = [entry for entry in map(_entry, found) if entry]
    if check != b"ok":
        return entries, "its structure is damaged"
    return entries, None if len(entries) == len(found) else "a row does not match its checksum"


def salvage(path: Path) -> list[Entry]:
    """Every row that can still be read in a damaged file and matches its checksum."""
    return [entry for entry in map(_entry, rows(path, "marks", "sequence", _COLUMNS)) if entry]


def _entry(row: tuple[Any, ...]) -> Entry | None:
    """The entry of a row, whose texts are bytes; None when it does not match its checksum."""
    sequence, kind, name, value, crc = row
    try:
        if _crc(sequence, kind, name, value) != crc:
            return None
        return Entry(sequence, kind.decode(), name.decode(), None if value is None else value.decode())
    except (TypeError, AttributeError, UnicodeDecodeError):  # damage may turn a value into another type
        return None


def _bytes_of(entry: Entry) -> tuple[int, bytes, bytes, bytes | None]:
    value = None if entry.value is None else entry.value.encode()
    return entry.sequence, entry.kind.encode(), entry.name.encode(), value


def _crc(sequence: int, kind: bytes, name: bytes, value: bytes | None) -> int:
    return zlib.crc32(b"\x1f".join((b"%d" % sequence, kind, name, value or b"")))


# --- schemas


def first_schema(connection: sqlite3.Connection) -> None:
    """Schema 1: a table for each kind of mark, without checksums."""
    _run(connection, "marks_1.sql")


def second_schema(connection: sqlite3.Connection) -> None:
    """Schema 2: one table for marks of every kind."""
    _run(connection, "marks_2.sql")
    found: list[tuple[str, str, object]] = []
    for name, at, note, tags, live_blog, update in connection.execute(
        "SELECT update_id, added_at, note, tags, live_blog, content FROM bookmarks ORDER BY added_at"
    ):
        copies = {"live_blog": json.loads(live_blog), "update": json.loads(update)}
        found.append(("bookmarks", name, {"added_at": at, "note": note, "tags": json.loads(tags), **copies}))
    for name, at in connection.execute("SELECT update_id, read_at FROM read_updates ORDER BY read_at"):
        found.append(("read", name, at))
    for update_id, quotation_id, speaker, is_quotation, at in connection.execute(
        "SELECT update_id, quotation_id, speaker, is_quotation, corrected_at FROM corrections"
    ):
        value = {"speaker": speaker, "is_quotation": bool(is_quotation), "corrected_at": at}
        found.append(("corrections", f"{update_id} {quotation_id}", value))
    numbered = enumerate(found, start=next_sequence(connection))
    insert(connection, (Entry(n, kind, name, dumped(value)) for n, (kind, name, value) in numbered))
    for table in ("bookmarks", "read_updates", "corrections"):
        connection.execute(f"DROP TABLE {table}")


def _run(connection: sqlite3.Connection, script: str) -> None:
    run_script(connection, files("tui_reader.library").joinpath(script).read_text("utf-8"))
