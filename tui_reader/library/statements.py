"""Who said what, across the whole library."""

import json
import sqlite3
from collections.abc import Iterable, Iterator

from tui_reader.library import content
from tui_reader.news.statement import SpeakerCount, Statement, statements

_IN_ORDER = (
    "SELECT u.content, u.quotations, b.content FROM updates u"
    " JOIN live_blogs b ON b.number = u.live_blog ORDER BY u.order_key, u.number"
)
_CHOSEN_IN_ORDER = (
    "SELECT u.content, u.quotations, b.content FROM updates u"
    " JOIN live_blogs b ON b.number = u.live_blog"
    " WHERE u.number IN (SELECT value FROM json_each(?)) ORDER BY u.order_key, u.number"
)
_OF_SPEAKER_IN_ORDER = (
    "SELECT u.content, u.quotations, b.content FROM updates u"
    " JOIN live_blogs b ON b.number = u.live_blog"
    " WHERE u.number IN (SELECT s.update_number FROM statements s JOIN speakers p ON p.number = s.speaker"
    " WHERE p.name = ?) ORDER BY u.order_key, u.number"
)


def count_speakers(connection: sqlite3.Connection, numbers: Iterable[int] | None) -> list[SpeakerCount]:
    """Every speaker with how many statements they make, in these updates or in all; the most first."""
    if numbers is None:
        rows = connection.execute(
            "SELECT p.name, count(*) FROM statements s JOIN speakers p ON p.number = s.speaker"
            " GROUP BY s.speaker ORDER BY 2 DESC, 1"
        )
    else:
        rows = connection.execute(
            "SELECT p.name, count(*) FROM statements s JOIN speakers p ON p.number = s.speaker"
            " WHERE s.update_number IN (SELECT value FROM json_each(?))"
            " GROUP BY s.speaker ORDER BY 2 DESC, 1",
            (json.dumps(list(numbers)),),
        )
    return [SpeakerCount(*row) for row in rows]


def statements_of(connection: sqlite3.Connection, speaker: str) -> Iterator[Statement]:
    """What one speaker said, in order of time."""
    for statement in _statements(connection.execute(_OF_SPEAKER_IN_ORDER, (speaker,))):
        if statement.quotation.speaker == speaker:
            yield statement


def statements_in(connection: sqlite3.Connection, numbers: Iterable[int] | None) -> Iterator[Statement]:
    """Every statement of these updates, or of all, in order of time; unattributed ones included."""
    if numbers is None:
        rows = connection.execute(_IN_ORDER)
    else:
        rows = connection.execute(_CHOSEN_IN_ORDER, (json.dumps(list(numbers)),))
    yield from _statements(rows)


def _statements(rows: Iterable[tuple[str, str, str]]) -> Iterator[Statement]:
    for update, quotations, blog in rows:
        yield from statements(content.update_from(update, quotations), content.live_blog_from(blog))
