"""What a terminal shows, cell by cell, and the shortest way from there to something else.

Over a slow line it counts how much is sent. Most of a new picture is what stands there already, so only the
cells that differ are written, in runs of one look; where a run begins, the cursor is put by an absolute
address, so that a terminal with other ideas of how wide a sign is does no harm beyond that sign.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple, TypeAlias

from rich.cells import cell_len

_WORTH_A_JUMP = 5  # equal cells in a row; for fewer, writing them again is shorter than an address


class Look(NamedTuple):
    """The escape sequences around a run of text."""

    before: str = ""
    after: str = ""


Piece: TypeAlias = tuple[str, Look]
Cell: TypeAlias = tuple[str, Look]

_UNKNOWN: Cell = ("\0", Look())
_PLAIN = Look()


class Cells:
    """The cells of a terminal of a certain size; a wide sign takes two, of which the second is empty.

    Attributes:
        width: in cells.
        height: in lines.
    """

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self._lines = [[_UNKNOWN] * width for _ in range(height)]

    def write(self, placed: Iterable[tuple[int, int, Iterable[Piece]]]) -> str:
        """Put pieces of text on lines.

        Args:
            placed: line, column, and the pieces that follow each other from there.

        Returns:
            What to send to the terminal, so that it shows the same as these cells.
        """
        output = _Output()
        for y, x, pieces in placed:
            if 0 <= y < self.height:
                self._write_line(output, y, x, _cells_of(pieces)[: max(self.width - x, 0)])
        return output.ended()

    def _write_line(self, output: "_Output", y: int, x: int, cells: Sequence[Cell]) -> None:
        line = self._lines[y]
        for start, stop in _differences(line[x : x + len(cells)], cells):
            output.run(y, x + start, cells[start:stop])
        line[x : x + len(cells)] = cells

    def lines(self) -> list[list[Piece]]:
        """The whole picture, each line as pieces of one look; what was never written is blank."""
        return [[(_text_of(run), look) for look, run in groupby(line, _look)] for line in self._lines]


class _Output:
    """Gathers what is sent, and knows where it leaves cursor and look."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._look = _PLAIN
        self._at: tuple[int, int] | None = None

    def run(self, y: int, x: int, cells: Sequence[Cell]) -> None:
        """Write cells from a place on."""
        if self._at != (y, x):
            same_line = self._at is not None and self._at[0] == y
            self._parts.append(f"\x1b[{x + 1}G" if same_line else f"\x1b[{y + 1};{x + 1}H")
        for text, look in cells:
            if look != self._look:
                self._parts += (self._look.after, look.before)
                self._look = look
            self._parts.append(text)
        self._at = (y, x + len(cells))

    def ended(self) -> str:
        """All of it, with no look left on."""
        return "".join((*self._parts, self._look.after))


def _look(cell: Cell) -> Look:
    return cell[1]


def _text_of(cells: Iterable[Cell]) -> str:
    return "".join(text for text, _ in cells).replace(_UNKNOWN[0], " ")


def _cells_of(pieces: Iterable[Piece]) -> list[Cell]:
    """One entry a cell; what has no width of its own joins the sign before it."""
    cells: list[Cell] = []
    for text, look in pieces:
        if text.isascii():
            cells += [(sign, look) for sign in text]
            continue
        for sign in text:
            width = cell_len(sign)
            if width:
                cells.append((sign, look))
                cells += [("", look)] * (width - 1)
            elif cells:
                at = len(cells) - 1 if cells[-1][0] else len(cells) - 2
                cells[at] = (cells[at][0] + sign, cells[at][1])
    return cells


def _differences(old: Sequence[Cell], new: Sequence[Cell]) -> Iterable[tuple[int, int]]:
    """Where runs of cells begin and end that must be written; a few equal ones in between are included."""
    start: int | None = None
    stop = 0
    for at, (before, after) in enumerate(zip(old, new, strict=True)):
        if before == after:
            continue
        if start is not None and at - stop >= _WORTH_A_JUMP:
            yield start, stop
            start = None
        if start is None:
            start = at - 1 if at and not after[0] else at
        stop = at + 1
    if start is not None:
        yield start, stop if stop >= len(new) or new[stop][0] else stop + 1
