"""Selecting text on a page, as in vim's visual mode: what can be selected, and how keys move an end.

A place is the number of a sign, from 0, over all lines. A sign is what moves as one: a character with the
marks that combine with it. What stands beside the text (margins, bars, bullets) is no part of it, and the
lines into which a paragraph is broken are one line in a copy.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from typing import Literal, NamedTuple, TypeAlias

from rich.cells import split_graphemes

from tui_reader.app.rendering.styled import JOINTS, Line, Mark, Run, width_of

SELECTED = "selected"
"""The role of what is selected."""

SELECTION_CURSOR = "selection-cursor"
"""The role of the end that the keys move."""

Motion: TypeAlias = Literal[
    "left", "right", "up", "down", "word", "word-back", "word-end", "line-start", "line-end", "top", "bottom"
]
"""How an end is moved."""

_BESIDE = 2  # runs with which each line of a page begins: its margin, and a bar or spaces
_NO_TEXT = frozenset(("furniture", "rule"))
_WORD = re.compile(r"\w+|[^\w\s]+")


class _Sign(NamedTuple):
    """Where a sign stands.

    Attributes:
        line: the line of the page.
        start: its first character on that line.
        end: behind its last one.
        cell: the cell of the line at which it begins.
        at: its first character in the whole text.
        roles: those of its run.
    """

    line: int
    start: int
    end: int
    cell: int
    at: int
    roles: tuple[str, ...]


class SelectableText:
    """The text of a page.

    Args:
        lines: those of a `Page`.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        self._signs: list[_Sign] = []
        self._parts: list[str] = []
        self._length = 0
        for number, line in enumerate(lines):
            self._read(number, line)
        self._text = "".join(self._parts)
        self._lines = [sign.line for sign in self._signs]
        self._ats = [sign.at for sign in self._signs]
        words = [(found.start(), found.end() - 1) for found in _WORD.finditer(self._text)]
        self._word_starts = [bisect_right(self._ats, start) - 1 for start, _ in words]
        self._word_ends = [bisect_right(self._ats, end) - 1 for _, end in words]

    def _read(self, number: int, line: Line) -> None:
        """Take a line in."""
        is_joined = len(line) > _BESIDE and line[-1] in JOINTS
        start, cell = sum(len(run.text) for run in line[:_BESIDE]), width_of(line[:_BESIDE])
        signs_before = len(self._signs)
        for run in line[_BESIDE : len(line) - is_joined]:
            if run.text.isspace() and len(self._signs) > signs_before:
                self._add(" ")  # however many it takes to the right edge
            elif not run.text.isspace() and _NO_TEXT.isdisjoint(run.roles):
                self._read_run(number, run, start, cell)
            start, cell = start + len(run.text), cell + width_of((run,))
        self._add(line[-1].text if is_joined else "\n")

    def _read_run(self, number: int, run: Run, start: int, cell: int) -> None:
        for first, end, cells in split_graphemes(run.text)[0]:
            self._signs.append(_Sign(number, start + first, start + end, cell, self._length, run.roles))
            self._add(run.text[first:end])
            cell += cells

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    # --- places

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to select."""
        return not self._signs

    def at_line(self, number: int) -> int:
        """The first sign of that line or, where it has none, of what follows; else the last sign."""
        return min(bisect_left(self._lines, number), len(self._signs) - 1)

    def line_of(self, place: int) -> int:
        """The line of the page on which a place is."""
        return self._signs[place].line

    def cell_of(self, place: int) -> int:
        """The cell of its line at which a place begins."""
        return self._signs[place].cell

    def span_of(self, role: str) -> tuple[int, int] | None:
        """The first and the last place that bear a role, None where none does."""
        places = [place for place, sign in enumerate(self._signs) if role in sign.roles]
        return (places[0], places[-1]) if places else None

    @property
    def letters(self) -> str:
        """All of it without white space, which depends on how it is broken into lines."""
        return "".join(self._text.split())

    @property
    def of_letters(self) -> Sequence[int]:
        """The places that are no white space, in order."""
        return [place for place, at in enumerate(self._ats) if not self._text[at].isspace()]

    def copied(self, first: int, last: int) -> str:
        """What is copied of the places from one to another, both included."""
        sign = self._signs[last]
        return self._text[self._ats[first] : sign.at + sign.end - sign.start]

    def marks(self, number: int, first: int, last: int) -> Sequence[Mark]:
        """The mark over what a line has of the places from one to another, both included."""
        start = max(first, bisect_left(self._lines, number))
        end = min(last, bisect_right(self._lines, number) - 1)
        return [Mark(self._signs[start].start, self._signs[end].end, SELECTED)] if start <= end else []

    # --- moving

    def moved(self, place: int, motion: Motion, cell: int) -> int:
        """Where a motion leads.

        Args:
            place: from where.
            motion: how.
            cell: to which cell of a line `up` and `down` keep.
        """
        motions: Mapping[Motion, Callable[[], int]] = {
            "left": lambda: place - 1,
            "right": lambda: place + 1,
            "up": lambda: self._on_line_beside(place, -1, cell),
            "down": lambda: self._on_line_beside(place, 1, cell),
            "word": lambda: _next(self._word_starts, place, len(self._signs)),
            "word-end": lambda: _next(self._word_ends, place, len(self._signs)),
            "word-back": lambda: _before(self._word_starts, place),
            "line-start": lambda: bisect_left(self._lines, self._lines[place]),
            "line-end": lambda: bisect_right(self._lines, self._lines[place]) - 1,
            "top": lambda: 0,
            "bottom": lambda: len(self._signs) - 1,
        }
        return min(max(motions[motion](), 0), len(self._signs) - 1)

    def _on_line_beside(self, place: int, step: int, cell: int) -> int:
        """The place at a cell of the next line that has text, or of the one before; else the place itself."""
        number = self._lines[place]
        beside = bisect_left(self._lines, number) - 1 if step < 0 else bisect_right(self._lines, number)
        if not 0 <= beside < len(self._signs):
            return place
        start, end = (find(self._lines, self._lines[beside]) for find in (bisect_left, bisect_right))
        return max(bisect_right(self._signs, cell, start, end, key=lambda sign: sign.cell) - 1, start)


def _next(places: Sequence[int], place: int, otherwise: int) -> int:
    after = bisect_right(places, place)
    return places[after] if after < len(places) else otherwise


def _before(places: Sequence[int], place: int) -> int:
    before = bisect_left(places, place)
    return places[before - 1] if before else 0


class Selection:
    """What is selected: from the end that stays to the end that moves, both included.

    Args:
        text: of which.
        anchor: the end that stays.
        cursor: the end that moves.
    """

    def __init__(self, text: SelectableText, anchor: int, cursor: int) -> None:
        self._text = text
        self._anchor, self._cursor = anchor, cursor
        self._cell = text.cell_of(cursor)

    @property
    def line(self) -> int:
        """The line of the page at which the moving end is."""
        return self._text.line_of(self._cursor)

    @property
    def cell(self) -> int:
        """The cell of that line at which it begins."""
        return self._text.cell_of(self._cursor)

    @property
    def copied(self) -> str:
        """What is selected, as it is copied."""
        return self._text.copied(*sorted((self._anchor, self._cursor)))

    def carried_to(self, text: SelectableText) -> "Selection | None":
        """The same selection in the same text broken into other lines; None where the text is another one."""
        before, after = self._text.of_letters, text.of_letters
        if not after or text.letters != self._text.letters:
            return None
        ends = (after[min(bisect_left(before, end), len(after) - 1)] for end in (self._anchor, self._cursor))
        return Selection(text, *ends)

    def move(self, motion: Motion) -> None:
        """Move the moving end."""
        self._cursor = self._text.moved(self._cursor, motion, self._cell)
        if motion not in ("up", "down"):
            self._cell = self._text.cell_of(self._cursor)

    def swap(self) -> None:
        """Move the other end from now on."""
        self._anchor, self._cursor = self._cursor, self._anchor
        self._cell = self._text.cell_of(self._cursor)

    def marks(self, number: int) -> Sequence[Mark]:
        """The marks over a line of the page."""
        selected = self._text.marks(number, *sorted((self._anchor, self._cursor)))
        cursor = self._text.marks(number, self._cursor, self._cursor)
        return [*selected, *(mark._replace(role=SELECTION_CURSOR) for mark in cursor)]
