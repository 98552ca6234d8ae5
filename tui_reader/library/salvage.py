"""Reading what can still be read of a damaged SQLite file, row by row."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

_UNREADABLE = (sqlite3.Error, OverflowError)
_MOST = 5_000_000  # numbers tried, whatever a damaged file claims its highest one is


def rows(
    path: Path, table: str, number: str, columns: Sequence[str], among: Sequence[int] | None = None
) -> Iterator[tuple[Any, ...]]:
    """The rows of a table that can be read, texts as bytes; the file is not changed.

    Every number is looked up by itself, so that a damaged page takes only its own rows with it.

    Args:
        path: the file.
        table: its table; this and the other names are constants of ours.
        number: the table's INTEGER PRIMARY KEY.
        columns: what to give of each row.
        among: the numbers of the rows wanted; None for all.
    """
    query = f"SELECT {', '.join(columns)} FROM {table} NOT INDEXED WHERE {number} = ?"  # noqa: S608
    with suppress(*_UNREADABLE), _reading(path) as connection:
        if among is None:
            highest = f"SELECT max({number}) FROM {table} NOT INDEXED"  # noqa: S608
            last = connection.execute(highest).fetchone()[0]
            among = range(1, min(int(last or 0), _MOST) + 1)
        for at in among:
            with suppress(*_UNREADABLE):
                yield from connection.execute(query, (at,)).fetchall()


def answer(path: Path, query: str) -> Iterator[tuple[Any, ...]]:
    """The rows of an answer as far as they can be read, texts as bytes; the file is not changed."""
    with suppress(*_UNREADABLE), _reading(path) as connection:
        yield from connection.execute(query)


@contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection]:
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(address, uri=True)) as connection:
        connection.text_factory = bytes
        yield connection
