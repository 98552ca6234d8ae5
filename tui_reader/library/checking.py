"""Whether a library is sound, and how its counts are mended."""

import sqlite3

_MOST_SHOWN = 3

_COUNTED = "SELECT (order_key >> 26) / 86400 AS day, count(*) FROM updates GROUP BY 1 ORDER BY 1"


def damage(connection: sqlite3.Connection) -> str | None:
    """What is wrong with the file's structure or between its tables; None when all is sound.

    Reads the whole file: about a second for every 300 MB.
    """
    found = [str(row[0]) for row in connection.execute(f"PRAGMA integrity_check({_MOST_SHOWN})")]
    if found != ["ok"]:
        return "; ".join(line for text in found for line in text.splitlines()[:_MOST_SHOWN])
    orphan = connection.execute("PRAGMA foreign_key_check").fetchone()
    return f"a row of {orphan[0]} belongs to nothing in {orphan[2]}" if orphan else None


def miscounted_days(connection: sqlite3.Connection) -> int:
    """How many days are listed with a wrong number of updates."""
    listed = set(connection.execute("SELECT day, count FROM days").fetchall())
    counted = set(connection.execute(_COUNTED).fetchall())
    return len({day for day, _ in listed ^ counted})


def count_days_anew(connection: sqlite3.Connection) -> None:
    """Set the number of updates of every day right."""
    connection.execute("DELETE FROM days")
    connection.execute(f"INSERT INTO days {_COUNTED}")
