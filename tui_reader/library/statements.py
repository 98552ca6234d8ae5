"""Who said what, across the whole library."""

import datetime
import json
import sqlite3
from array import array
from collections.abc import Iterator, Sequence
from itertools import groupby, islice

from tui_reader.library import content
from tui_reader.library.listings import Reading
from tui_reader.news import Day
from tui_reader.news.ordering import date_of_day, day_number, day_of_key, keys_of_day
from tui_reader.news.statement import UNATTRIBUTED, SpeakerCount, Statement, statements

_AT_ONCE = 200  # updates read together, so that no writer has to wait for whoever takes the statements
_UNKNOWN = keys_of_day(0)[1]  # the order keys up to this one belong to unknown dates, which come last

_COUNT_ALL = (
    "SELECT p.name, count(*) FROM statements s JOIN speakers p ON p.number = s.speaker"
    " GROUP BY s.speaker ORDER BY 2 DESC, 1"
)
_COUNT_CHOSEN = (
    "SELECT p.name, count(*) FROM statements s JOIN speakers p ON p.number = s.speaker"
    " WHERE s.update_number IN (SELECT value FROM json_each(?)) GROUP BY s.speaker ORDER BY 2 DESC, 1"
)
_PLACES_OF_SPEAKERS = (
    "SELECT s.update_number, u.order_key FROM statements s JOIN updates u ON u.number = s.update_number"
    " WHERE s.speaker IN (SELECT number FROM speakers WHERE name IN (SELECT value FROM json_each(?)))"
)
_CHOSEN_PLACES_OF_SPEAKERS = (
    "SELECT s.update_number, u.order_key FROM statements s JOIN updates u ON u.number = s.update_number"
    " WHERE s.speaker IN (SELECT number FROM speakers WHERE name IN (SELECT value FROM json_each(?)))"
    " AND u.number IN (SELECT value FROM json_each(?))"
)
_TEXTS = (
    "SELECT u.number, u.content, u.quotations, b.content FROM updates u"
    " JOIN live_blogs b ON b.number = u.live_blog WHERE u.number IN (SELECT value FROM json_each(?))"
)


def count_speakers(connection: sqlite3.Connection, numbers: Sequence[int] | None) -> list[SpeakerCount]:
    """Every speaker with how many statements they make, in these updates or in all; the most first.

    What nobody is known to have said counts under `UNATTRIBUTED`.
    """
    if numbers is None:
        rows = connection.execute(_COUNT_ALL)
    else:
        rows = connection.execute(_COUNT_CHOSEN, (_json(numbers),))
    return [SpeakerCount(*row) for row in rows]


def numbers_of_day(connection: sqlite3.Connection, date: datetime.date | None) -> "array[int]":
    """The numbers of the updates that a list shows under a date, or as of unknown date for None."""
    query = "SELECT number FROM updates WHERE order_key BETWEEN ? AND ?"
    return _numbers(connection.execute(query, keys_of_day(day_number(date))))


def numbers_of_live_blog(connection: sqlite3.Connection, live_blog_id: str) -> "array[int]":
    """The numbers of a live blog's updates."""
    query = "SELECT number FROM updates WHERE live_blog = (SELECT number FROM live_blogs WHERE id = ?)"
    return _numbers(connection.execute(query, (live_blog_id,)))


def numbers_of_source(connection: sqlite3.Connection, source: str) -> "array[int]":
    """The numbers of the updates that a list shows as of one source."""
    query = "SELECT number FROM updates WHERE live_blog IN (SELECT number FROM live_blogs WHERE source = ?)"
    return _numbers(connection.execute(query, (source,)))


def numbers_in_order(
    connection: sqlite3.Connection, numbers: Sequence[int] | None, speakers: Sequence[str] | None
) -> "array[int]":
    """The numbers of the updates that hold quotations, in order of time, those of unknown date last.

    Where `numbers` or `speakers` are given, only these updates, or those that quote these speakers, count.
    """
    if speakers is not None:
        places = _places(connection, speakers, numbers)
    elif numbers is not None:
        query = "SELECT number, order_key FROM updates WHERE number IN (SELECT value FROM json_each(?))"
        places = connection.execute(query, (_json(numbers),)).fetchall()
    else:
        query = "SELECT number, order_key FROM updates WHERE quotations <> '[]'"
        places = connection.execute(query).fetchall()
    return array("I", dict.fromkeys(number for number, _ in _in_order(places)))


def statements_of_updates(reading: Reading, numbers: Sequence[int]) -> Iterator[Statement]:
    """Every statement of these updates, in their order; unattributed ones included."""
    remaining = iter(numbers)
    while portion := list(islice(remaining, _AT_ONCE)):
        with reading() as connection:
            found = {row[0]: row[1:] for row in connection.execute(_TEXTS, (_json(portion),))}
        for number in portion:
            if number in found:
                update, quotations, blog = found[number]
                yield from statements(content.update_from(update, quotations), content.live_blog_from(blog))


class StatementsOf:
    """What one speaker said, in order of time, unknown dates last; fetched as it is looked at.

    Args:
        reading: gives a connection to the library.
        speaker: the full name, or `UNATTRIBUTED`.
        numbers: the updates to look in, None for all.

    Attributes:
        days: the dates of the statements, in their order, with the number of statements.
    """

    def __init__(self, reading: Reading, speaker: str, numbers: Sequence[int] | None) -> None:
        self._reading = reading
        self._speaker = speaker
        with reading() as connection:
            in_order = _in_order(_places(connection, [speaker], numbers))
        self._updates = array("I", [number for number, _ in in_order])
        days = groupby(day_of_key(order_key) for _, order_key in in_order)
        self.days: Sequence[Day] = [Day(date_of_day(day), sum(1 for _ in same)) for day, same in days]

    def __len__(self) -> int:
        return len(self._updates)

    def rows(self, start: int, stop: int) -> list[Statement]:
        """Statements `start` to `stop`; fewer when some were corrected or removed meanwhile."""
        start, stop = max(0, start), min(stop, len(self))
        if start >= stop:
            return []
        before = start - self._updates.index(self._updates[start])
        numbers = list(dict.fromkeys(self._updates[start:stop]))
        said = statements_of_updates(self._reading, numbers)
        theirs = (s for s in said if (s.quotation.speaker or UNATTRIBUTED) == self._speaker)
        return list(islice(theirs, before, before + stop - start))


def _places(
    connection: sqlite3.Connection, speakers: Sequence[str], numbers: Sequence[int] | None
) -> list[tuple[int, int]]:
    """Number and order key of the update of each statement of these speakers, in these updates or in all."""
    names = json.dumps(list(speakers))
    if numbers is None:
        return connection.execute(_PLACES_OF_SPEAKERS, (names,)).fetchall()
    return connection.execute(_CHOSEN_PLACES_OF_SPEAKERS, (names, _json(numbers))).fetchall()


def _in_order(places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The places (number and order key) in order of time, those of unknown date last."""
    return sorted(places, key=lambda place: (place[1] <= _UNKNOWN, place[1], place[0]))


def _numbers(rows: sqlite3.Cursor) -> "array[int]":
    return array("I", [row[0] for row in rows])


def _json(numbers: Sequence[int]) -> str:
    return json.dumps(list(numbers))
