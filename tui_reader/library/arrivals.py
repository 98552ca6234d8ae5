"""What came into the library since a point in time, from whichever process."""

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True)
class Point:
    """A state of the library.

    Attributes:
        sequence: the newest sequence number of the change log.
        number: the highest number of an update.
        moment: when that was so, in UTC and whole seconds, as an ISO string.
    """

    sequence: int
    number: int
    moment: str


@dataclass(frozen=True, slots=True)
class Arrivals:
    """What came after a point.

    Attributes:
        new: how many updates the library did not have.
        changed: how many of those that it had were changed by their publisher.
        newest_id: the first of the new ones in the list of everything, None without any.
    """

    new: int = 0
    changed: int = 0
    newest_id: str | None = None


def point(connection: sqlite3.Connection) -> Point:
    """The state that the library is in."""
    row = connection.execute(
        "SELECT (SELECT coalesce(max(sequence), 0) FROM changes), coalesce(max(number), 0) FROM updates"
    ).fetchone()
    return Point(row[0], row[1], datetime.now(UTC).isoformat(timespec="seconds"))


def arrivals(connection: sqlite3.Connection, since: Point) -> Arrivals:
    """What came after a point. Where nothing did, that is found out without looking at any update.

    A change of an update is its publisher's if a wording was replaced since; corrections by the reader and
    moves on the page replace none.
    """
    if point(connection).sequence == since.sequence:
        return Arrivals()
    new = connection.execute("SELECT count(*) FROM updates WHERE number > ?", (since.number,)).fetchone()[0]
    changed = connection.execute(
        "SELECT count(DISTINCT c.update_number) FROM changes c JOIN revisions r"
        " ON r.update_number = c.update_number AND r.replaced_at >= ?"
        " WHERE c.sequence > ? AND c.update_number <= ?",
        (since.moment, since.sequence, since.number),
    ).fetchone()[0]
    newest = connection.execute(
        "SELECT id FROM updates WHERE number > ? ORDER BY order_key DESC, number DESC LIMIT 1",
        (since.number,),
    ).fetchone()
    return Arrivals(new, changed, newest[0] if newest else None)
