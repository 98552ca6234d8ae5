"""Bookmarks and reading marks: the user's own work, in a file of its own.

A bookmark carries a copy of its update and of the live blog's heading, so that it outlives both. Every
change is on disk when its method returns.
"""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

from tui_reader.library import content
from tui_reader.library.database import Database, run_script
from tui_reader.news import LiveBlog, Update
from tui_reader.news.corrections import Correction


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An update the reader wants to find again, as it was when the mark was set.

    Attributes:
        update: a copy of the update, quotations included.
        live_blog: a copy of its live blog without the updates.
        added_at: when, aware.
        note: the reader's own words.
        tags: the reader's own labels.
    """

    update: Update
    live_blog: LiveBlog
    added_at: datetime
    note: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Marked:
    """Which of some updates bear which mark, by update id."""

    read: frozenset[str]
    bookmarked: frozenset[str]


def _first_schema(connection: sqlite3.Connection) -> None:
    run_script(connection, files("tui_reader.library").joinpath("marks.sql").read_text("utf-8"))


class Marks:
    """The bookmarks and reading marks of one data folder.

    Every method raises `LibraryError` when the file cannot be used.
    """

    def __init__(self, folder: Path) -> None:
        self._database = Database(folder / "marks.db", "the bookmark file", [_first_schema])

    @property
    def path(self) -> Path:
        """The file."""
        return self._database.path

    def add_bookmark(self, update: Update, live_blog: LiveBlog) -> None:
        """Bookmark an update; one that is bookmarked already keeps its note, tags and time."""
        with self._database.writing() as connection:
            connection.execute(
                "INSERT INTO bookmarks (update_id, added_at, live_blog, content) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (update_id) DO NOTHING",
                (
                    update.id,
                    _now(),
                    content.live_blog_content(live_blog),
                    content.whole_update_content(update),
                ),
            )

    def remove_bookmark(self, update_id: str) -> None:
        """Take a bookmark away, if there is one."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM bookmarks WHERE update_id = ?", (update_id,))

    def bookmarks(self) -> list[Bookmark]:
        """Every bookmark, the latest added first."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT content, live_blog, added_at, note, tags FROM bookmarks"
                " ORDER BY added_at DESC, update_id"
            ).fetchall()
        return [_bookmark(row) for row in rows]

    def bookmark(self, update_id: str) -> Bookmark | None:
        """The bookmark on an update, if there is one."""
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT content, live_blog, added_at, note, tags FROM bookmarks WHERE update_id = ?",
                (update_id,),
            ).fetchone()
        return _bookmark(row) if row else None

    def correct(self, correction: Correction) -> None:
        """Remember the reader's word on a quotation; it replaces an earlier one."""
        with self._database.writing() as connection:
            connection.execute(
                "INSERT INTO corrections VALUES (?, ?, ?, ?, ?) ON CONFLICT (update_id, quotation_id)"
                " DO UPDATE SET speaker = excluded.speaker, is_quotation = excluded.is_quotation,"
                " corrected_at = excluded.corrected_at",
                (
                    correction.update_id,
                    correction.quotation_id,
                    correction.speaker,
                    correction.is_quotation,
                    _now(),
                ),
            )

    def uncorrect(self, update_id: str, quotation_id: str) -> None:
        """Take the reader's word on a quotation back, if there is one."""
        with self._database.writing() as connection:
            connection.execute(
                "DELETE FROM corrections WHERE update_id = ? AND quotation_id = ?", (update_id, quotation_id)
            )

    def corrections(self) -> dict[str, list[Correction]]:
        """Every correction, by update id."""
        found: dict[str, list[Correction]] = {}
        with self._database.reading() as connection:
            query = "SELECT update_id, quotation_id, speaker, is_quotation FROM corrections"
            for update_id, quotation_id, speaker, is_quotation in connection.execute(query):
                correction = Correction(update_id, quotation_id, speaker, bool(is_quotation))
                found.setdefault(update_id, []).append(correction)
        return found

    def mark_read(self, update_ids: Iterable[str]) -> None:
        """Remember that these updates were read."""
        now = _now()
        with self._database.writing() as connection:
            connection.executemany(
                "INSERT INTO read_updates VALUES (?, ?) ON CONFLICT (update_id) DO NOTHING",
                [(update_id, now) for update_id in update_ids],
            )

    def marked(self, update_ids: Sequence[str]) -> Marked:
        """Which of these updates are read and which are bookmarked."""
        ids = (json.dumps(list(update_ids)),)
        with self._database.reading() as connection:
            read = connection.execute(
                "SELECT update_id FROM read_updates WHERE update_id IN (SELECT value FROM json_each(?))", ids
            ).fetchall()
            bookmarked = connection.execute(
                "SELECT update_id FROM bookmarks WHERE update_id IN (SELECT value FROM json_each(?))", ids
            ).fetchall()
        return Marked(frozenset(row[0] for row in read), frozenset(row[0] for row in bookmarked))

    def read_ids(self) -> set[str]:
        """The ids of every update that was read."""
        return self._ids("SELECT update_id FROM read_updates")

    def bookmarked_ids(self) -> set[str]:
        """The ids of every bookmarked update."""
        return self._ids("SELECT update_id FROM bookmarks")

    def _ids(self, query: str) -> set[str]:
        with self._database.reading() as connection:
            return {row[0] for row in connection.execute(query)}


def _bookmark(row: tuple[str, str, str, str, str]) -> Bookmark:
    update, live_blog, added_at, note, tags = row
    return Bookmark(
        content.whole_update_from(update),
        content.live_blog_from(live_blog),
        datetime.fromisoformat(added_at),
        note,
        tuple(json.loads(tags)),
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
