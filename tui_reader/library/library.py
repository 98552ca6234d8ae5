"""The library: every imported live blog, its updates in order, their revisions, the change log."""

import datetime
import json
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

from tui_reader.library import checking, content
from tui_reader.library.arrivals import Arrivals, Point, arrivals, point
from tui_reader.library.database import DAMAGED, DamageError, Database, run_script
from tui_reader.library.listings import (
    Everything,
    EverythingByLiveBlog,
    Picked,
    hours,
    ids_of,
    in_days,
    in_live_blogs,
    numbers_and_days,
)
from tui_reader.library.marks import Marks
from tui_reader.library.saving import Saved, save, save_quotations, save_statements
from tui_reader.library.sources import Sources
from tui_reader.library.statements import (
    StatementsOf,
    count_speakers,
    numbers_in_order,
    numbers_of_day,
    numbers_of_live_blog,
    numbers_of_source,
    statements_of_updates,
)
from tui_reader.news import Day, Listing, LiveBlog, Update, UpdateRow, UpdateView
from tui_reader.news.listing import Group, Grouping
from tui_reader.news.ordering import date_of_day
from tui_reader.news.requoted import bookmarks_in
from tui_reader.news.statement import UNATTRIBUTED, SpeakerCount, Statement

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Change:
    """An update that was added, changed or removed.

    Attributes:
        sequence: place in the change log, rising.
        number: the update's number.
        order_key: its order key.
        update: as it is now, None when it was removed.
        live_blog: its live blog without the updates, None when the update was removed.
        is_edited: the publisher changed it after it was first imported.
    """

    sequence: int
    number: int
    order_key: int
    update: Update | None
    live_blog: LiveBlog | None
    is_edited: bool


def _first_schema(connection: sqlite3.Connection) -> None:
    run_script(connection, files("tui_reader.library").joinpath("schema.sql").read_text("utf-8"))


def _order_of_live_blogs(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE INDEX updates_of_live_blog_in_order ON updates (live_blog, order_key, number)")


def _unattributed_statements(connection: sqlite3.Connection) -> None:
    query = """SELECT number, content, quotations FROM updates WHERE quotations LIKE '%"speaker":null%'"""
    for number, update, quotations in connection.execute(query).fetchall():
        connection.execute("DELETE FROM statements WHERE update_number = ?", (number,))
        save_statements(connection, number, content.update_from(update, quotations))


_MIGRATIONS = (_first_schema, _order_of_live_blogs, _unattributed_statements)


class Library:
    """The library of one data folder.

    Every method raises `LibraryError` when the file cannot be used.

    Attributes:
        sources: the addresses that were fetched or are subscribed to.
    """

    def __init__(self, folder: Path, marks: Marks) -> None:
        self._database = Database(folder / "library.db", "the library", _MIGRATIONS)
        self._marks = marks
        self.sources = Sources(self._database)
        with self._database.reading() as connection:
            found = connection.execute("SELECT id FROM identity").fetchone()
        if found is None:
            raise DamageError(f"{self.path}: the library {DAMAGED}")
        self._identity = str(found[0])

    @property
    def identity(self) -> str:
        """A random name that tells this library from any other."""
        return self._identity

    @property
    def path(self) -> Path:
        """The file."""
        return self._database.path

    def save(self, blogs: Sequence[LiveBlog], rules: int = 0) -> list[Saved]:
        """Store live blogs, all of them or, when that fails, none.

        `rules` is the version of the rules that found their quotations.
        """
        corrections = self._marks.corrections()
        with self._database.writing() as connection:
            return [save(connection, blog, corrections, rules) for blog in blogs]

    def save_quotations(self, update: Update) -> None:
        """Store the quotations of an update anew; they are the reader's corrections, no new revision."""
        with self._database.writing() as connection:
            save_quotations(connection, update)

    def remove(self, live_blog_id: str) -> bool:
        """Remove a live blog and its updates; whether there was one."""
        with self._database.writing() as connection:
            return connection.execute("DELETE FROM live_blogs WHERE id = ?", (live_blog_id,)).rowcount > 0

    def is_empty(self) -> bool:
        """Whether it holds no update."""
        with self._database.reading() as connection:
            return connection.execute("SELECT 1 FROM days LIMIT 1").fetchone() is None

    # --- health

    def damage(self) -> str | None:
        """What is wrong with the file, None when it is sound; reads all of it."""
        with self._database.reading() as connection:
            return checking.damage(connection)

    def miscounted_days(self) -> int:
        """How many days are listed with a wrong number of updates."""
        with self._database.reading() as connection:
            return checking.miscounted_days(connection)

    def count_days_anew(self) -> None:
        """Set the number of updates of every day right."""
        with self._database.writing() as connection:
            checking.count_days_anew(connection)

    def backups(self) -> list[Path]:
        """Its copies, the latest first."""
        return self._database.backups.newest_first()

    def back_up_if_due(self) -> None:
        """Copy the library if it has changed and the latest copy is over a day old; not on a full disk.

        Raises:
            DamageError: the library is damaged; the earlier copies are kept.
        """
        self._database.back_up_if_due()

    # --- lists

    def everything(self, grouping: Grouping = "date") -> Listing:
        """Every update, newest first in each group."""
        grouped = EverythingByLiveBlog if grouping == "live blog" else Everything
        return grouped(self._database.reading, self._marks)

    def of_live_blog(self, live_blog_id: str, grouping: Grouping = "date") -> Picked:
        """The updates of one live blog, newest first."""
        return self._part(live_blog_id, None, grouping)

    def of_source(self, source: str, grouping: Grouping = "date") -> Picked:
        """The updates that a list shows as of one source, newest first in each group."""
        return self._part(None, source, grouping)

    def _part(self, live_blog_id: str | None, source: str | None, grouping: Grouping) -> Picked:
        with self._database.reading() as connection:
            numbers, days = numbers_and_days(connection, live_blog_id, source)
        return self.picked(numbers, days, grouping)

    def picked(
        self, numbers: "array[int]", days: Iterable[tuple[int, int]], grouping: Grouping = "date"
    ) -> Picked:
        """The updates of these numbers, given in list order with their days and how many are on each.

        Grouped by live blog, each one's updates keep that order.
        """
        groups: Sequence[Group] = [Day(date_of_day(day), count) for day, count in days]
        if grouping == "live blog":
            with self._database.reading() as connection:
                numbers, groups = in_live_blogs(connection, numbers)
        return Picked(self._database.reading, self._marks, numbers, groups)

    def rows(self, update_ids: Iterable[str]) -> list[UpdateRow]:
        """Those of the updates that the library holds, as rows, the oldest first."""
        places = sorted(self.places(update_ids).values())
        return Picked(
            self._database.reading,
            self._marks,
            array("I", [number for _, number in places]),
        ).rows(0, len(places))

    def ids(self, numbers: Sequence[int]) -> list[str]:
        """The ids of the updates of these numbers."""
        with self._database.reading() as connection:
            return ids_of(connection, numbers)

    def places(self, update_ids: Iterable[str]) -> dict[str, tuple[int, int]]:
        """Order key and number of those updates that the library holds, by id."""
        query = "SELECT id, order_key, number FROM updates WHERE id IN (SELECT value FROM json_each(?))"
        with self._database.reading() as connection:
            rows = connection.execute(query, (json.dumps(list(update_ids)),))
            return {row[0]: (row[1], row[2]) for row in rows}

    def unread_after(self, number: int) -> Picked:
        """The unread ones of the updates that came after that number."""
        with self._database.reading() as connection:
            query = "SELECT id, number, order_key FROM updates WHERE number > ?"
            rows = connection.execute(f"{query} ORDER BY order_key DESC, number DESC", (number,)).fetchall()
        read = self._marks.marked([row[0] for row in rows]).read
        return self.picked(
            *in_days((number, key) for update_id, number, key in rows if update_id not in read)
        )

    # --- updates

    def update(self, update_id: str) -> UpdateView | None:
        """One update with all that is around it, None when there is none of that id."""
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT u.content, u.quotations, b.content, u.position, u.revision,"
                " (SELECT count(*) FROM updates WHERE live_blog = u.live_blog)"
                " FROM updates u JOIN live_blogs b ON b.number = u.live_blog WHERE u.id = ?",
                (update_id,),
            ).fetchone()
        if row is None:
            return None
        update = content.update_from(row[0], row[1])
        return UpdateView(
            update=update,
            live_blog=content.live_blog_from(row[2]),
            position=row[5] - row[3],
            count=row[5],
            revisions=row[4],
            is_read=self._marks.is_read(update_id),
            bookmarks=bookmarks_in(update, self._marks.bookmarks_on(update_id)),
        )

    def revisions(self, update_id: str) -> list[Update]:
        """The earlier wordings of an update, the oldest first."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT r.content FROM revisions r JOIN updates u ON u.number = r.update_number"
                " WHERE u.id = ? ORDER BY r.revision",
                (update_id,),
            ).fetchall()
        return [content.update_from(row[0]) for row in rows]

    def updates(self, numbers: Sequence[int]) -> dict[int, Update]:
        """The updates of these numbers, by number; those that are gone are left out."""
        query = (
            "SELECT number, content, quotations FROM updates WHERE number IN (SELECT value FROM json_each(?))"
        )
        with self._database.reading() as connection:
            rows = connection.execute(query, (json.dumps(list(numbers)),))
            return {row[0]: content.update_from(row[1], row[2]) for row in rows}

    def with_live_blogs(self, update_ids: Sequence[str]) -> dict[str, tuple[Update, LiveBlog]]:
        """Those of the updates that it holds, by id, each with its live blog without the updates."""
        with self._database.reading() as connection:
            updates = connection.execute(
                "SELECT id, live_blog, content, quotations FROM updates"
                " WHERE id IN (SELECT value FROM json_each(?))",
                (json.dumps(list(update_ids)),),
            ).fetchall()
            numbers = json.dumps([*{row[1] for row in updates}])
            blogs = connection.execute(
                "SELECT number, content FROM live_blogs WHERE number IN (SELECT value FROM json_each(?))",
                (numbers,),
            ).fetchall()
        blog_of = {number: content.live_blog_from(text) for number, text in blogs}
        return {row[0]: (content.update_from(row[2], row[3]), blog_of[row[1]]) for row in updates}

    # --- live blogs and speakers

    def live_blogs(self) -> Iterator[LiveBlog]:
        """Every live blog with its updates, the oldest first."""
        with self._database.reading() as connection:
            numbers = connection.execute(
                "SELECT number FROM live_blogs ORDER BY coverage_day, number"
            ).fetchall()
        for (number,) in numbers:
            blog = self._live_blog(number)
            if blog:
                yield blog

    def live_blog_of(self, update_id: str) -> LiveBlog | None:
        """The live blog, with its updates, that an update belongs to; None when there is no such update."""
        with self._database.reading() as connection:
            query = "SELECT live_blog FROM updates WHERE id = ?"
            row = connection.execute(query, (update_id,)).fetchone()
        return self._live_blog(row[0]) if row else None

    def _live_blog(self, number: int) -> LiveBlog | None:
        with self._database.reading() as connection:
            row = connection.execute("SELECT content FROM live_blogs WHERE number = ?", (number,)).fetchone()
            updates = connection.execute(
                "SELECT content, quotations FROM updates WHERE live_blog = ? ORDER BY position DESC",
                (number,),
            ).fetchall()
        if row is None:
            return None
        return replace(
            content.live_blog_from(row[0]), updates=tuple(content.update_from(*u) for u in updates)
        )

    def speakers(self) -> list[str]:
        """The names of everybody who is quoted."""
        with self._database.reading() as connection:
            query = "SELECT name FROM speakers WHERE number IN (SELECT speaker FROM statements) ORDER BY name"
            return [row[0] for row in connection.execute(query) if row[0] != UNATTRIBUTED]

    def count_speakers(self, numbers: Sequence[int] | None = None) -> list[SpeakerCount]:
        """Who says how much, in the updates of these numbers or in all; the most first.

        What nobody is known to have said counts under `UNATTRIBUTED`.
        """
        with self._database.reading() as connection:
            return count_speakers(connection, numbers)

    def statements_of(self, speaker: str, numbers: Sequence[int] | None = None) -> StatementsOf:
        """What a speaker said in the updates of these numbers, or in all, in order of time."""
        return StatementsOf(self._database.reading, speaker, numbers)

    def statements(
        self, numbers: Sequence[int] | None = None, speakers: Sequence[str] | None = None
    ) -> Iterator[Statement]:
        """The statements of the updates of these numbers, or of all, in order of time.

        With `speakers`, full names, only of the updates that quote one of them; others' words there included.
        """
        with self._database.reading() as connection:
            in_order = numbers_in_order(connection, numbers, speakers)
        return statements_of_updates(self._database.reading, in_order)

    def numbers_of_day(self, date: datetime.date | None) -> "array[int]":
        """The numbers of the updates that a list shows under a date, or as of unknown date for None."""
        with self._database.reading() as connection:
            return numbers_of_day(connection, date)

    def hours(self, numbers: Sequence[int] | None = None) -> "array[int]":
        """When the updates of these numbers, or all, were published: `news.ordering.counted_hours`."""
        with self._database.reading() as connection:
            return hours(connection, numbers)

    def numbers_of_live_blog(self, live_blog_id: str) -> "array[int]":
        """The numbers of a live blog's updates."""
        with self._database.reading() as connection:
            return numbers_of_live_blog(connection, live_blog_id)

    def numbers_of_source(self, source: str) -> "array[int]":
        """The numbers of the updates that a list shows as of one source."""
        with self._database.reading() as connection:
            return numbers_of_source(connection, source)

    # --- change log

    def point(self) -> Point:
        """The state that the library is in, to ask later what came since."""
        with self._database.reading() as connection:
            return point(connection)

    def arrivals(self, since: Point) -> Arrivals:
        """What came after a point, from whichever process."""
        with self._database.reading() as connection:
            return arrivals(connection, since)

    def last_change(self) -> int:
        """The newest sequence number of the change log, 0 when nothing was ever saved."""
        with self._database.reading() as connection:
            return int(connection.execute("SELECT coalesce(max(sequence), 0) FROM changes").fetchone()[0])

    def count_changes(self, after: int) -> int:
        """How many changes came after that sequence number."""
        with self._database.reading() as connection:
            query = "SELECT count(*) FROM changes WHERE sequence > ?"
            return int(connection.execute(query, (after,)).fetchone()[0])

    def changes(self, after: int) -> Iterator[Change]:
        """What changed after that sequence number, in order; fetched in portions while it is consumed."""
        while True:
            with self._database.reading() as connection:
                rows = connection.execute(
                    "SELECT c.sequence, c.update_number, u.order_key, u.content, u.quotations,"
                    " b.content, u.revision FROM changes c LEFT JOIN updates u ON u.number = c.update_number"
                    " LEFT JOIN live_blogs b ON b.number = u.live_blog"
                    " WHERE c.sequence > ? ORDER BY c.sequence LIMIT ?",
                    (after, _AT_ONCE),
                ).fetchall()
            for row in rows:
                yield _change(row)
            if len(rows) < _AT_ONCE:
                return
            after = rows[-1][0]


def _change(row: tuple[int, int, int | None, str | None, str, str, int | None]) -> Change:
    sequence, number, order_key, update, quotations, live_blog, revision = row
    if update is None:
        return Change(sequence, number, 0, None, None, False)
    return Change(
        sequence,
        number,
        order_key or 0,
        content.update_from(update, quotations),
        content.live_blog_from(live_blog),
        bool(revision),
    )
