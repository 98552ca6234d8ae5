"""One update as one line of a list."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from rich.cells import cell_len

from tui_reader.app import glyphs
from tui_reader.app.rendering.moments import clock
from tui_reader.app.rendering.styled import Line, Mark, Run, fitted, painted
from tui_reader.news import UpdateRow

_MARKS = 4  # cells: unread, bookmark, key event, and changed or a space
_TIME = 7  # cells: "14:05", the sign of another day, and a space
_DATE = 7  # cells: "14 May", and a space
_ROOM_FOR_SOURCE = 46  # cells; narrower lists leave the source out,
_ROOM_FOR_TIME = 30  # and then the time, so that headlines can be read
_ROOM_FOR_SNIPPET = 24  # cells
_BEFORE_SNIPPET = "  "

Snippet: TypeAlias = tuple[str, Sequence[tuple[int, int]]]
"""A part of an update's text, and where the hits stand in it."""


@dataclass(frozen=True, slots=True)
class Columns:
    """How many cells each part of a row takes."""

    date: int
    time: int
    headline: int
    source: int


def columns(width: int, *, with_time: bool, with_source: bool = True, with_date: bool = False) -> Columns:
    """The columns of a list of so many cells.

    No cell is kept for times where none is known, nor for sources where all are the same, nor for dates where
    the headings tell them.
    """
    time = _TIME if with_time and width >= _ROOM_FOR_TIME else 0
    source = min(max(width // 4, 12), 22) if with_source and width >= _ROOM_FOR_SOURCE else 0
    date = _DATE if with_date and width >= _ROOM_FOR_SOURCE else 0
    return Columns(date, time, max(width - _MARKS - date - time - source, 1), source)


def row_line(
    row: UpdateRow,
    shape: Columns,
    hits: Sequence[tuple[int, int]] = (),
    zone: datetime.tzinfo | None = None,
    snippet: Snippet | None = None,
) -> Line:
    """The row: marks, date, time, headline, what the text says, and source, in the widths of `shape`."""
    role = "read" if row.is_read or row.is_missing else "unread"
    marks = [Mark(start, end, "hit") for start, end in hits]
    parts = [
        _mark(glyphs.UNREAD, "unread-mark", not row.is_read),
        _mark(glyphs.BOOKMARK, "bookmark", row.is_bookmarked),
        _mark(glyphs.KEY_EVENT, "key-event", row.is_key_event),
        _mark(glyphs.CHANGED, "muted", row.is_edited),
    ]
    if shape.date:
        parts.append(Run(_short_date(row.date).rjust(shape.date - 1) + " ", ("muted",)))
    if shape.time:
        time = clock(row.published, row.date, zone) if row.published else ""
        parts.append(Run(time.ljust(shape.time), ("muted",)))
    parts += fitted((*painted(row.headline, marks, role), *_said(snippet)), shape.headline)
    if shape.source:
        parts += fitted((Run("  "), Run(row.source, ("muted",))), shape.source)
    return tuple(parts)


def row_in_words(
    row: UpdateRow,
    width: int,
    hits: Sequence[tuple[int, int]] = (),
    zone: datetime.tzinfo | None = None,
    *,
    with_source: bool = True,
    with_date: bool = False,
) -> Line:
    """The row as it is spoken: what is to be known of it in words, date, time, headline and source."""
    states = (
        ("unread", not row.is_read),
        ("bookmarked", row.is_bookmarked),
        ("key event", row.is_key_event),
        ("changed", row.is_edited),
    )
    words = "".join(f"{word}, " for word, holds in states if holds)
    date = f"{_short_date(row.date)} " if with_date and row.date else ""
    time = f"{clock(row.published, row.date, zone).strip()} " if row.published else ""
    marks = [Mark(start, end, "hit") for start, end in hits]
    source = f", {row.source}" if row.source and with_source else ""
    return fitted((Run(words + date + time), *painted(row.headline, marks), Run(source)), width)


def room_for_snippet(row: UpdateRow, shape: Columns) -> int:
    """How many cells are free behind the headline; 0 where they would say nothing."""
    room = shape.headline - cell_len(row.headline) - cell_len(_BEFORE_SNIPPET)
    return room if room >= _ROOM_FOR_SNIPPET else 0


def _said(snippet: Snippet | None) -> Line:
    if snippet is None:
        return ()
    text, hits = snippet
    return (Run(_BEFORE_SNIPPET), *painted(text, [Mark(start, end, "hit") for start, end in hits], "muted"))


def _short_date(date: datetime.date | None) -> str:
    return f"{date.day} {date:%b}" if date else ""


def _mark(glyph: str, role: str, holds: bool) -> Run:
    return Run(glyph, (role,)) if holds else Run(" ")
