"""Whether a library is sound, and how its counts are mended."""

import sqlite3

from tui_reader.library import content
from tui_reader.library.database import DamageError
from tui_reader.news import Update
from tui_reader.news.identity import known_update

_MOST_SHOWN = 3  # of SQLite's findings
_TEXTS = (
    "SELECT u.content, u.quotations, b.content, u.text_digest, u.published, u.is_key_event"
    " FROM updates u JOIN live_blogs b ON b.number = u.live_blog"
)
_COUNTED = "SELECT (order_key >> 26) / 86400 AS day, count(*) FROM updates GROUP BY 1 ORDER BY 1"


def damage(connection: sqlite3.Connection) -> str | None:
    """What is wrong with the file's structure, between its tables or in its texts; None when all is sound.

    Reads everything, about 10,000 updates a second.
    """
    found = [str(row[0]) for row in connection.execute(f"PRAGMA integrity_check({_MOST_SHOWN})")]
    if found != ["ok"]:
        return "; ".join(line for text in found for line in text.splitlines()[:_MOST_SHOWN])
    orphan = connection.execute("PRAGMA foreign_key_check").fetchone()
    if orphan:
        return f"a row of {orphan[0]} belongs to nothing in {orphan[2]}"
    unreadable = sum(1 for row in connection.execute(_TEXTS) if not _is_readable(*row))
    return f"{unreadable:,} updates cannot be read or were changed" if unreadable else None


def matches(update: Update, text_digest: str) -> bool:
    """Whether an update's text is the one that the digest was made of."""
    return known_update(update).text_digest == text_digest


def _is_readable(text: str, quotations: str, live_blog: str, text_digest: str, *columns: object) -> bool:
    """Whether a text is the one that was stored, and the columns made from it agree with it."""
    try:
        content.live_blog_from(live_blog)
        update = content.update_from(text, quotations)
    except DamageError:
        return False
    return matches(update, text_digest) and columns == content.columns_of(update)


def miscounted_days(connection: sqlite3.Connection) -> int:
    """How many days are listed with a wrong number of updates."""
    listed = set(connection.execute("SELECT day, count FROM days").fetchall())
    counted = set(connection.execute(_COUNTED).fetchall())
    return len({day for day, _ in listed ^ counted})


def count_days_anew(connection: sqlite3.Connection) -> None:
    """Set the number of updates of every day right."""
    connection.execute("DELETE FROM days")
    connection.execute(f"INSERT INTO days {_COUNTED}")
