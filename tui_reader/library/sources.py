"""The addresses that were fetched: what to send with the next request, which of them are subscribed to."""

from dataclasses import astuple, dataclass
from datetime import datetime
from typing import Any

from tui_reader.library.content import damage_told
from tui_reader.library.database import Database

_COLUMNS = (
    "url, is_subscribed, allows_private, etag, last_modified, tried_at, succeeded_at, changed_at, due_at,"
    " not_before, failures, error"
)


@dataclass(frozen=True, slots=True)
class Source:
    """An address and how fetching it went. All times are aware, None where there was no such moment yet.

    Attributes:
        url: the address, as the user gave it.
        is_subscribed: it is fetched again and again.
        allows_private: it may lead to a private address.
        etag: the `ETag` of what was last imported from it.
        last_modified: likewise its `Last-Modified`.
        tried_at: the last time it was asked.
        succeeded_at: the last time it answered as it should, with news or without.
        changed_at: the last time it had something new.
        due_at: when it is to be asked again.
        not_before: until when its server asked to be left alone.
        failures: how often it failed since it last succeeded.
        error: what was wrong the last time, None after a success.
    """

    url: str
    is_subscribed: bool = False
    allows_private: bool = False
    etag: str | None = None
    last_modified: str | None = None
    tried_at: datetime | None = None
    succeeded_at: datetime | None = None
    changed_at: datetime | None = None
    due_at: datetime | None = None
    not_before: datetime | None = None
    failures: int = 0
    error: str | None = None


class Sources:
    """The addresses of one library.

    Every method raises `LibraryError` when the file cannot be used.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, url: str) -> Source | None:
        """What is known of an address, None when it was never fetched nor subscribed to."""
        with self._database.reading() as connection:
            query = f"SELECT {_COLUMNS} FROM sources WHERE url = ?"  # noqa: S608 - a constant
            row = connection.execute(query, (url,)).fetchone()
        return _source(row) if row else None

    def subscribed(self) -> list[Source]:
        """Every subscribed source, by address."""
        with self._database.reading() as connection:
            query = f"SELECT {_COLUMNS} FROM sources WHERE is_subscribed ORDER BY url"  # noqa: S608 - a constant
            return [_source(row) for row in connection.execute(query)]

    def subscribe(self, url: str, *, allows_private: bool = False) -> bool:
        """Subscribe to an address; whether that is new.

        One that failed while it could not lead to the addresses that it may lead to now is due at once.
        """
        with self._database.writing() as connection:
            known = connection.execute("SELECT is_subscribed FROM sources WHERE url = ?", (url,)).fetchone()
            connection.execute(
                "INSERT INTO sources (url, is_subscribed, allows_private) VALUES (?, 1, ?) ON CONFLICT (url)"
                " DO UPDATE SET is_subscribed = 1, allows_private = excluded.allows_private,"
                " tried_at = CASE WHEN allows_private = excluded.allows_private OR error IS NULL"
                " OR not_before IS NOT NULL THEN tried_at END",
                (url, allows_private),
            )
        return not (known and known[0])

    def unsubscribe(self, url: str) -> bool:
        """Fetch an address no more; what was imported from it stays. Whether it was subscribed to."""
        with self._database.writing() as connection:
            query = "UPDATE sources SET is_subscribed = 0 WHERE url = ? AND is_subscribed"
            return connection.execute(query, (url,)).rowcount > 0

    def remember(self, url: str, etag: str | None, last_modified: str | None) -> None:
        """Keep what makes the next request for an address conditional."""
        with self._database.writing() as connection:
            connection.execute(
                "INSERT INTO sources (url, etag, last_modified) VALUES (?, ?, ?) ON CONFLICT (url)"
                " DO UPDATE SET etag = excluded.etag, last_modified = excluded.last_modified",
                (url, etag, last_modified),
            )

    def claim(self, source: Source, tried_at: datetime, due_at: datetime) -> bool:
        """Note that a source is being asked; False if somebody else asked it since `source` was read."""
        with self._database.writing() as connection:
            connection.execute("INSERT OR IGNORE INTO sources (url) VALUES (?)", (source.url,))
            cursor = connection.execute(
                "UPDATE sources SET tried_at = ?, due_at = ? WHERE url = ? AND tried_at IS ?",
                (tried_at.isoformat(), due_at.isoformat(), source.url, _stored(source.tried_at)),
            )
            return cursor.rowcount > 0

    def settle(self, source: Source) -> None:
        """Keep how asking a source went; whether it is subscribed to stays as it is by now."""
        with self._database.writing() as connection:
            connection.execute(
                "UPDATE sources SET etag = ?, last_modified = ?, tried_at = ?, succeeded_at = ?,"
                " changed_at = ?, due_at = ?, not_before = ?, failures = ?, error = ? WHERE url = ?",
                (*map(_stored, astuple(source)[3:]), source.url),
            )


def _stored(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value


def _source(row: tuple[Any, ...]) -> Source:
    with damage_told():
        return _read_source(row)


def _read_source(row: tuple[Any, ...]) -> Source:
    return Source(
        url=row[0],
        is_subscribed=bool(row[1]),
        allows_private=bool(row[2]),
        etag=row[3],
        last_modified=row[4],
        tried_at=_moment(row[5]),
        succeeded_at=_moment(row[6]),
        changed_at=_moment(row[7]),
        due_at=_moment(row[8]),
        not_before=_moment(row[9]),
        failures=row[10],
        error=row[11],
    )


def _moment(stored: str | None) -> datetime | None:
    return datetime.fromisoformat(stored) if stored else None
