"""Lists of updates that fetch their rows from the library as they are looked at."""

import json
import sqlite3
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from itertools import accumulate, groupby
from typing import TypeAlias

from tui_reader.library.content import damage_told
from tui_reader.library.marks import Marks
from tui_reader.news import Day, UpdateRow
from tui_reader.news.ordering import date_of_day, day_of_key, keys_of_day

Reading: TypeAlias = Callable[[], AbstractContextManager[sqlite3.Connection]]

# The inner query walks the index alone, so that skipping rows touches no table page.
_DAY_ROWS = """
    SELECT * FROM listed WHERE number IN (
        SELECT number FROM updates WHERE order_key BETWEEN ? AND ? AND number <= ?
        ORDER BY order_key DESC, number DESC LIMIT ? OFFSET ?
    ) ORDER BY order_key DESC, number DESC
"""


class Everything:
    """Every update that the library holds by now, newest first (a `news.Listing`).

    Updates that are added later are no part of it, so that the rows of one that is on show keep their places.
    """

    def __init__(self, reading: Reading, marks: Marks) -> None:
        self._reading = reading
        self._marks = marks
        with reading() as connection:
            connection.execute("BEGIN")
            counts = connection.execute("SELECT day, count FROM days ORDER BY day DESC").fetchall()
            newest = connection.execute("SELECT coalesce(max(number), 0) FROM updates").fetchone()
        self._last_number: int = newest[0]
        self._day_numbers = [day for day, _ in counts]
        with damage_told():
            self.days: Sequence[Day] = [Day(date_of_day(day), count) for day, count in counts]
        self._ends = list(accumulate(count for _, count in counts))

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def rows(self, start: int, stop: int) -> list[UpdateRow]:
        """Rows `start` to `stop`; fewer when another program has removed some meanwhile."""
        found: list[tuple[object, ...]] = []
        with self._reading() as connection:
            at = max(0, start)
            while at < min(stop, len(self)):
                day = bisect_right(self._ends, at)
                end = min(stop, self._ends[day])
                first = self._ends[day] - self.days[day].count
                low, high = keys_of_day(self._day_numbers[day])
                found += connection.execute(_DAY_ROWS, (low, high, self._last_number, end - at, at - first))
                at = end
        return update_rows(found, self._marks)

    def update_ids(self) -> list[str]:
        """Every update that it holds, by id; read from an index alone."""
        with self._reading() as connection:
            # the plus keeps the search from walking the table, whose rows are large
            found = connection.execute("SELECT id FROM updates WHERE +number <= ?", (self._last_number,))
            return [update_id for (update_id,) in found]

    def index_of(self, update_id: str) -> int | None:
        """The row that shows the update, None when there is no such update."""
        with self._reading() as connection:
            found = connection.execute(
                "SELECT order_key, number FROM updates WHERE id = ? AND number <= ?",
                (update_id, self._last_number),
            ).fetchone()
            if found is None:
                return None
            day = day_of_key(found[0])
            if day not in self._day_numbers:
                return None
            above = connection.execute(
                "SELECT count(*) FROM updates WHERE order_key <= ? AND (order_key, number) > (?, ?)"
                " AND number <= ?",
                (keys_of_day(day)[1], *found, self._last_number),
            ).fetchone()[0]
        index = self._day_numbers.index(day)
        return int(self._ends[index] - self.days[index].count + above)


class Picked:
    """Chosen updates in list order (a `news.Listing`): what a search found.

    Args:
        reading: gives a connection to the library.
        marks: bookmarks and reading marks.
        numbers: the updates' numbers, newest first.
        days: the days that they are on, as days since 1970-01-01, and how many on each.
    """

    def __init__(
        self, reading: Reading, marks: Marks, numbers: "array[int]", days: Iterable[tuple[int, int]]
    ) -> None:
        self._reading = reading
        self._marks = marks
        self._numbers = numbers
        self.days: Sequence[Day] = [Day(date_of_day(day), count) for day, count in days]

    def __len__(self) -> int:
        return len(self._numbers)

    def rows(self, start: int, stop: int) -> list[UpdateRow]:
        """Rows `start` to `stop`; fewer when another program has removed some meanwhile."""
        wanted = self._numbers[max(0, start) : max(0, stop)].tolist()
        with self._reading() as connection:
            query = "SELECT * FROM listed WHERE number IN (SELECT value FROM json_each(?))"
            found = {row[0]: row for row in connection.execute(query, (json.dumps(wanted),))}
        return update_rows([found[number] for number in wanted if number in found], self._marks)

    def update_ids(self) -> list[str]:
        """Every update that it holds, by id."""
        with self._reading() as connection:
            return ids_of(connection, self._numbers)

    def index_of(self, update_id: str) -> int | None:
        """The row that shows the update, None when the listing does not hold it."""
        with self._reading() as connection:
            found = connection.execute("SELECT number FROM updates WHERE id = ?", (update_id,)).fetchone()
        return self._numbers.index(found[0]) if found and found[0] in self._numbers else None


def numbers_and_days(
    connection: sqlite3.Connection, live_blog_id: str | None, source: str | None
) -> tuple["array[int]", list[tuple[int, int]]]:
    """The updates of the live blog of that id, or of those of that source, newest first.

    Their numbers, and their days with counts, as `Picked` takes them; read from an index alone.
    """
    found = connection.execute(
        "SELECT number, order_key FROM updates INDEXED BY updates_of_live_blog_in_order"
        " WHERE live_blog IN (SELECT number FROM live_blogs WHERE id = ? OR source = ?)"
        " ORDER BY order_key DESC, number DESC",
        (live_blog_id, source),
    )
    return in_days(found)


def in_days(places: Iterable[tuple[int, int]]) -> tuple["array[int]", list[tuple[int, int]]]:
    """Updates, given by number and order key in list order, as `Picked` takes them."""
    places = list(places)
    days = groupby(day_of_key(order_key) for _, order_key in places)
    return array("I", [number for number, _ in places]), [(day, sum(1 for _ in same)) for day, same in days]


def ids_of(connection: sqlite3.Connection, numbers: Sequence[int]) -> list[str]:
    """The ids of the updates of these numbers."""
    query = "SELECT id FROM updates WHERE number IN (SELECT value FROM json_each(?))"
    return [update_id for (update_id,) in connection.execute(query, (json.dumps(list(numbers)),))]


def hours(connection: sqlite3.Connection, numbers: Sequence[int] | None) -> "array[int]":
    """When the updates of these numbers, or all, were published: `news.ordering.counted_hours`."""
    query = (
        "SELECT (order_key >> 26) / 3600 AS hour, count(*) FROM updates"
        " WHERE ?1 IS NULL OR number IN (SELECT value FROM json_each(?1)) GROUP BY hour"
    )
    found = connection.execute(query, (None if numbers is None else json.dumps(list(numbers)),))
    return array("I", (value for hour in sorted(found) for value in hour))


def update_rows(found: Sequence[tuple[object, ...]], marks: Marks) -> list[UpdateRow]:
    """Rows of the library with what the reader did with them."""
    marked = marks.marked([str(row[1]) for row in found])
    with damage_told():
        return [
            _update_row(row, str(row[1]) in marked.read, str(row[1]) in marked.bookmarked) for row in found
        ]


def _update_row(row: tuple[object, ...], is_read: bool, is_bookmarked: bool) -> UpdateRow:
    _, update_id, order_key, published, headline, source, is_key_event, revision = row
    return UpdateRow(
        update_id=str(update_id),
        date=date_of_day(day_of_key(int(str(order_key)))),
        published=datetime.fromisoformat(str(published)) if published else None,
        headline=str(headline),
        source=str(source),
        is_read=is_read,
        is_bookmarked=is_bookmarked,
        is_key_event=bool(is_key_event),
        is_edited=bool(revision),
    )
