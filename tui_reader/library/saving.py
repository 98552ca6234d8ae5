"""Writing live blogs into the library, each as a whole, inside one transaction."""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property

from tui_reader.library import content
from tui_reader.news import LiveBlog, Update
from tui_reader.news.corrections import Correction, corrected
from tui_reader.news.identity import KnownUpdate, assign_ids, known_update, recognise
from tui_reader.news.listing import list_headline, list_source
from tui_reader.news.merging import merged_live_blog, merged_update
from tui_reader.news.ordering import day_number, merged_order, order_keys
from tui_reader.news.statement import UNATTRIBUTED, stated

_SAME_SHARE = 0.5  # of the smaller page's updates: so many in common make two pages without address the same


@dataclass(frozen=True, slots=True)
class Saved:
    """How saving went: numbers of updates.

    Attributes:
        new: how many the library did not have.
        changed: how many it had in another wording.
        unchanged: how many it had already.
        new_ids: the new ones, as the page has them; no part of a comparison.
        changed_ids: likewise the changed ones.
    """

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    new_ids: tuple[str, ...] = field(default=(), compare=False)
    changed_ids: tuple[str, ...] = field(default=(), compare=False)


@dataclass
class _Stored:
    """An update as the library has it."""

    number: int
    order_key: int
    content: str
    quotations: str

    @cached_property
    def update(self) -> Update:
        """The update, quotations included."""
        return content.update_from(self.content, self.quotations)


def save(
    connection: sqlite3.Connection,
    blog: LiveBlog,
    corrections: Mapping[str, Sequence[Correction]],
    rules: int,
) -> Saved:
    """Store a live blog: new updates, new revisions of changed ones, the change log.

    What the library knows and the incoming page does not hold stays; the reader's corrections win. Speakers
    are named with the help of the whole library, which grows: a live blog that comes again unchanged keeps
    the quotations it has, unless they were found by other `rules`.
    """
    found = _find(connection, blog)
    is_known_by_rules = False
    if found is None:
        blog = assign_ids(blog)
        number = _insert_live_blog(connection, blog, rules)
        known: list[str] = []
    else:
        number, known_blog, known_rules = found
        is_known_by_rules = known_rules == rules
        blog = recognise(assign_ids(blog, known_blog.id), _known_updates(connection, number))
        blog = merged_live_blog(known_blog, blog)
        _rewrite_live_blog(connection, number, blog, rules)
        known = _ids(connection, number)
    stored = _stored(connection, number) if known else {}
    updates = [corrected(update, corrections.get(update.id, ())) for update in blog.updates]
    merged = {update.id: _merged(update, stored.get(update.id)) for update in updates}
    if is_known_by_rules and not any(_is_news(update, stored) for update in merged.values()):
        merged = {i: replace(update, quotations=stored[i].update.quotations) for i, update in merged.items()}
    return _save_updates(connection, number, merged, known, stored)


def _merged(update: Update, before: "_Stored | None") -> Update:
    return merged_update(before.update, update) if before else update


def _is_news(update: Update, stored: Mapping[str, "_Stored"]) -> bool:
    before = stored.get(update.id)
    return before is None or replace(update, quotations=()) != replace(before.update, quotations=())


def save_quotations(connection: sqlite3.Connection, update: Update) -> None:
    """Store the quotations of an update that the library has."""
    row = connection.execute("SELECT number FROM updates WHERE id = ?", (update.id,)).fetchone()
    if row:
        _rewrite_quotations(connection, row[0], update)
        _log(connection, row[0])


def _save_updates(
    connection: sqlite3.Connection,
    live_blog: int,
    merged: Mapping[str, Update],
    known: Sequence[str],
    stored: Mapping[str, _Stored],
) -> Saved:
    order = merged_order(known, list(merged))
    page = [merged[i] if i in merged else stored[i].update for i in order]
    new: list[str] = []
    changed: list[str] = []
    for position, (update, key) in enumerate(zip(page, order_keys(page, live_blog), strict=True)):
        place = len(page) - 1 - position, key
        before = stored.get(update.id)
        if before is None:
            _insert(connection, live_blog, update, place)
            new.append(update.id)
        elif update.id in merged:
            if _rewrite(connection, before, update, place):
                changed.append(update.id)
        elif before.order_key != key:
            _move(connection, before.number, place)
    unchanged = len(merged) - len(new) - len(changed)
    return Saved(len(new), len(changed), unchanged, tuple(new), tuple(changed))


# --- live blogs


def _find(connection: sqlite3.Connection, blog: LiveBlog) -> tuple[int, LiveBlog, int] | None:
    """The stored live blog that the incoming one is, by id, else by the updates they share; and its rules."""
    row = connection.execute(
        "SELECT number, content, rules FROM live_blogs WHERE id = ?", (assign_ids(blog).id,)
    ).fetchone()
    if row is None and not blog.url:
        row = _find_by_updates(connection, blog)
    return (row[0], content.live_blog_from(row[1]), row[2]) if row else None


def _find_by_updates(connection: sqlite3.Connection, blog: LiveBlog) -> tuple[int, str, int] | None:
    """A page without address, copied again later, has another title and more updates; most are the same."""
    incoming = {(known.headline_digest, known.text_digest) for known in map(known_update, blog.updates)}
    day = day_number(blog.coverage_date)
    for number, found, rules in connection.execute(
        "SELECT number, content, rules FROM live_blogs WHERE coverage_day = ? ORDER BY number", (day,)
    ).fetchall():
        pairs = {(k.headline_digest, k.text_digest) for k in _known_updates(connection, number)}
        smaller = min(len(pairs), len(incoming))
        if smaller and len(pairs & incoming) >= _SAME_SHARE * smaller:
            return number, found, rules
    return None


def _insert_live_blog(connection: sqlite3.Connection, blog: LiveBlog, rules: int) -> int:
    day, source, text = day_number(blog.coverage_date), list_source(blog), content.live_blog_content(blog)
    cursor = connection.execute(
        "INSERT INTO live_blogs (id, coverage_day, source, content, rules) VALUES (?, ?, ?, ?, ?)",
        (blog.id, day, source, text, rules),
    )
    return cursor.lastrowid or 0


def _rewrite_live_blog(connection: sqlite3.Connection, number: int, blog: LiveBlog, rules: int) -> None:
    source, text = list_source(blog), content.live_blog_content(blog)
    connection.execute(
        "UPDATE live_blogs SET coverage_day = ?, source = ?, content = ?, rules = ?"
        " WHERE number = ? AND (content <> ? OR rules <> ?)",
        (day_number(blog.coverage_date), source, text, rules, number, text, rules),
    )


# --- updates


def _known_updates(connection: sqlite3.Connection, live_blog: int) -> list[KnownUpdate]:
    rows = connection.execute(
        "SELECT id, headline_digest, text_digest FROM updates WHERE live_blog = ?", (live_blog,)
    )
    return [KnownUpdate(*row) for row in rows]


def _ids(connection: sqlite3.Connection, live_blog: int) -> list[str]:
    rows = connection.execute(
        "SELECT id FROM updates WHERE live_blog = ? ORDER BY position DESC", (live_blog,)
    )
    return [row[0] for row in rows]


def _stored(connection: sqlite3.Connection, live_blog: int) -> dict[str, _Stored]:
    rows = connection.execute(
        "SELECT id, number, order_key, content, quotations FROM updates WHERE live_blog = ?", (live_blog,)
    )
    return {row[0]: _Stored(*row[1:]) for row in rows}


def _insert(connection: sqlite3.Connection, live_blog: int, update: Update, place: tuple[int, int]) -> None:
    digests = known_update(update)
    cursor = connection.execute(
        "INSERT INTO updates (id, live_blog, position, order_key, published, is_key_event, headline,"
        " headline_digest, text_digest, content, quotations) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            update.id,
            live_blog,
            *place,
            *content.columns_of(update),
            list_headline(update),
            digests.headline_digest,
            digests.text_digest,
            content.update_content(update),
            content.quotations_content(update.quotations),
        ),
    )
    number = cursor.lastrowid or 0
    _log(connection, number)
    save_statements(connection, number, update)


def _rewrite(connection: sqlite3.Connection, before: _Stored, update: Update, place: tuple[int, int]) -> bool:
    """Bring a stored update up to date; whether its publisher changed it."""
    now, quotations = content.update_content(update), content.quotations_content(update.quotations)
    is_changed = now != before.content
    if is_changed:
        connection.execute(
            "INSERT INTO revisions SELECT number, revision, ?, content FROM updates WHERE number = ?",
            (datetime.now(UTC).isoformat(timespec="seconds"), before.number),
        )
        digests = known_update(update)
        connection.execute(
            "UPDATE updates SET content = ?, published = ?, is_key_event = ?, headline = ?,"
            " headline_digest = ?, text_digest = ?, revision = revision + 1 WHERE number = ?",
            (
                now,
                *content.columns_of(update),
                list_headline(update),
                digests.headline_digest,
                digests.text_digest,
                before.number,
            ),
        )
    if quotations != before.quotations:
        _rewrite_quotations(connection, before.number, update)
    if before.order_key != place[1]:
        _move(connection, before.number, place)
    elif is_changed or quotations != before.quotations:
        _log(connection, before.number)
    return is_changed


def _rewrite_quotations(connection: sqlite3.Connection, number: int, update: Update) -> None:
    quotations = content.quotations_content(update.quotations)
    connection.execute("UPDATE updates SET quotations = ? WHERE number = ?", (quotations, number))
    connection.execute("DELETE FROM statements WHERE update_number = ?", (number,))
    save_statements(connection, number, update)


def _move(connection: sqlite3.Connection, number: int, place: tuple[int, int]) -> None:
    connection.execute("UPDATE updates SET position = ?, order_key = ? WHERE number = ?", (*place, number))
    _log(connection, number)


def _log(connection: sqlite3.Connection, number: int) -> None:
    connection.execute("INSERT OR REPLACE INTO changes (update_number) VALUES (?)", (number,))


def save_statements(connection: sqlite3.Connection, number: int, update: Update) -> None:
    """Note who says what in a stored update, under the empty name what nobody is known to have said."""
    for ordinal in stated(update):
        speaker = update.quotations[ordinal].speaker or UNATTRIBUTED
        connection.execute("INSERT OR IGNORE INTO speakers (name) VALUES (?)", (speaker,))
        connection.execute(
            "INSERT INTO statements SELECT number, ?, ? FROM speakers WHERE name = ?",
            (number, ordinal, speaker),
        )
