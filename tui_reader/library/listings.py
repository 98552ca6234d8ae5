"""Lists of updates that fetch their rows from the library as they are looked at."""

import json
import sqlite3
from abc import ABC, abstractmethod
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from itertools import accumulate, groupby
from typing import ClassVar, TypeAlias

from tui_reader.library.content import damage_told
from tui_reader.library.marks import Marks
from tui_reader.news import Day, UpdateRow
from tui_reader.news.grouping import BlogName, Placed, by_live_blog, live_blog_group
from tui_reader.news.listing import Group
from tui_reader.news.ordering import date_of_day, day_of_key, keys_of_day

Reading: TypeAlias = Callable[[], AbstractContextManager[sqlite3.Connection]]

# The inner query walks an index alone, so that skipping rows touches no table page.
_ROWS = """
    SELECT * FROM listed WHERE number IN (
        SELECT number FROM updates INDEXED BY {index} WHERE {condition} AND number <= :last
        ORDER BY order_key DESC, number DESC LIMIT :limit OFFSET :offset
    ) ORDER BY order_key DESC, number DESC
"""
_COUNT_ABOVE = """
    SELECT count(*) FROM updates INDEXED BY {index}
    WHERE {condition} AND number <= :last AND (order_key, number) > (:order_key, :number)
"""
_LIVE_BLOGS = """
    SELECT b.number, b.id, coalesce(json_extract(b.content, '$.title'), ''), b.source, count(*),
        min(CASE WHEN u.order_key >= :dated THEN u.order_key END), max(u.order_key) AS newest
    FROM updates u INDEXED BY updates_of_live_blog_in_order JOIN live_blogs b ON b.number = u.live_blog
    GROUP BY u.live_blog ORDER BY newest DESC
"""
_DATED = keys_of_day(1)[0]  # the least order key that has a date


class _InGroups(ABC):
    """Every update that the library holds by now, group by group, each newest first (a `news.Listing`).

    Updates that are added later are no part of it, so that the rows of one that is on show keep their places.
    """

    INDEX: ClassVar[str]
    """The index in which the updates of a group follow each other."""

    CONDITION: ClassVar[str]
    """What holds for the updates of a group, by the values of `_range`."""

    def __init__(self, reading: Reading, marks: Marks) -> None:
        self._reading = reading
        self._marks = marks
        with reading() as connection:
            connection.execute("BEGIN")
            newest = connection.execute("SELECT coalesce(max(number), 0) FROM updates").fetchone()
            with damage_told():
                found = [*self._find(connection)]
        self._last_number: int = newest[0]
        self._at = {number: at for at, (number, _) in enumerate(found)}
        self._ranges = [self._range(number) for number, _ in found]
        self.groups: Sequence[Group] = [group for _, group in found]
        self._ends = list(accumulate(group.count for group in self.groups))

    @abstractmethod
    def _find(self, connection: sqlite3.Connection) -> Iterable[tuple[int, Group]]:
        """The groups, each with a number of its own."""

    @abstractmethod
    def _range(self, number: int) -> Mapping[str, int]:
        """The values in `CONDITION` of a group."""

    @abstractmethod
    def _number_of(self, live_blog: int, order_key: int) -> int:
        """The number of the group to which an update belongs."""

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def rows(self, start: int, stop: int) -> list[UpdateRow]:
        """Rows `start` to `stop`; fewer when another program has removed some meanwhile."""
        found: list[tuple[object, ...]] = []
        with self._reading() as connection:
            at = max(0, start)
            while at < min(stop, len(self)):
                group = bisect_right(self._ends, at)
                end = min(stop, self._ends[group])
                found += self._ask(
                    connection, _ROWS, group, limit=end - at, offset=at - self._first_row(group)
                )
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
                "SELECT live_blog, order_key, number FROM updates WHERE id = ? AND number <= ?",
                (update_id, self._last_number),
            ).fetchone()
            if found is None:
                return None
            live_blog, order_key, number = found
            group = self._at.get(self._number_of(live_blog, order_key))
            if group is None:
                return None
            above = self._ask(connection, _COUNT_ABOVE, group, order_key=order_key, number=number)
            return self._first_row(group) + int(str(above.fetchone()[0]))

    def _first_row(self, group: int) -> int:
        return self._ends[group] - self.groups[group].count

    def _ask(self, connection: sqlite3.Connection, query: str, group: int, **values: int) -> sqlite3.Cursor:
        query = query.format(index=self.INDEX, condition=self.CONDITION)
        return connection.execute(query, {**self._ranges[group], **values, "last": self._last_number})


class Everything(_InGroups):
    """Every update that the library holds by now, day by day."""

    INDEX = "updates_in_order"
    CONDITION = "order_key BETWEEN :low AND :high"

    def _find(self, connection: sqlite3.Connection) -> Iterable[tuple[int, Group]]:
        for day, count in connection.execute("SELECT day, count FROM days ORDER BY day DESC"):
            yield day, Day(date_of_day(day), count)

    def _range(self, number: int) -> Mapping[str, int]:
        low, high = keys_of_day(number)
        return {"low": low, "high": high}

    def _number_of(self, live_blog: int, order_key: int) -> int:  # noqa: ARG002
        return day_of_key(order_key)


class EverythingByLiveBlog(_InGroups):
    """Every update that the library holds by now, live blog by live blog, that with the newest one first."""

    INDEX = "updates_of_live_blog_in_order"
    CONDITION = "live_blog = :live_blog"

    def _find(self, connection: sqlite3.Connection) -> Iterable[tuple[int, Group]]:
        for number, *name, count, first, last in connection.execute(_LIVE_BLOGS, {"dated": _DATED}):
            yield number, live_blog_group(BlogName(*name), count, (first or last, last))

    def _range(self, number: int) -> Mapping[str, int]:
        return {"live_blog": number}

    def _number_of(self, live_blog: int, order_key: int) -> int:  # noqa: ARG002
        return live_blog


class Picked:
    """Chosen updates in list order (a `news.Listing`): what a search found.

    Args:
        reading: gives a connection to the library.
        marks: bookmarks and reading marks.
        numbers: the updates' numbers, newest first.
        groups: what they are grouped by, in the same order.
    """

    def __init__(
        self, reading: Reading, marks: Marks, numbers: "array[int]", groups: Sequence[Group] = ()
    ) -> None:
        self._reading = reading
        self._marks = marks
        self._numbers = numbers
        self.groups = groups

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

    Their numbers, and their days (since 1970-01-01) with counts; read from an index alone.
    """
    found = connection.execute(
        "SELECT number, order_key FROM updates INDEXED BY updates_of_live_blog_in_order"
        " WHERE live_blog IN (SELECT number FROM live_blogs WHERE id = ? OR source = ?)"
        " ORDER BY order_key DESC, number DESC",
        (live_blog_id, source),
    )
    return in_days(found)


def in_days(places: Iterable[tuple[int, int]]) -> tuple["array[int]", list[tuple[int, int]]]:
    """Updates, given by number and order key in list order: their numbers, and their days with counts."""
    places = list(places)
    days = groupby(day_of_key(order_key) for _, order_key in places)
    return array("I", [number for number, _ in places]), [(day, sum(1 for _ in same)) for day, same in days]


def in_live_blogs(
    connection: sqlite3.Connection, numbers: Sequence[int]
) -> tuple["array[int]", Sequence[Group]]:
    """Updates, given by number in list order, live blog by live blog, as `Picked` takes them."""
    query = (
        "SELECT u.number, u.live_blog, u.order_key FROM updates u"
        " WHERE u.number IN (SELECT value FROM json_each(?))"
    )
    places = {
        number: (live_blog, order_key)
        for number, live_blog, order_key in connection.execute(query, (json.dumps(list(numbers)),))
    }
    names = _names(connection, {live_blog for live_blog, _ in places.values()})
    ordered, groups = by_live_blog(
        Placed(number, names[places[number][0]], places[number][1]) for number in numbers if number in places
    )
    return array("I", ordered), groups


def _names(connection: sqlite3.Connection, live_blogs: Iterable[int]) -> dict[int, BlogName]:
    query = (
        "SELECT number, id, coalesce(json_extract(content, '$.title'), ''), source FROM live_blogs"
        " WHERE number IN (SELECT value FROM json_each(?))"
    )
    found = connection.execute(query, (json.dumps(list(live_blogs)),))
    return {number: BlogName(*name) for number, *name in found}


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
