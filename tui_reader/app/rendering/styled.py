"""Styled text: runs of characters with roles, which a widget turns into colours.

A role is the name of a component class without its prefix ("quotation", "hit"). Roles later in a run's tuple
are laid over earlier ones. Nothing here reads markup: a `[` is a `[`.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from rich.cells import cell_len, set_cell_size

from tui_reader.app import glyphs


class Run(NamedTuple):
    """Characters that share their roles.

    Attributes:
        text: the characters.
        roles: the later laid over the earlier.
        link: the address that they lead to, as `news.links.web_address` has it; empty for none.
    """

    text: str
    roles: tuple[str, ...] = ()
    link: str = ""


Line: TypeAlias = tuple[Run, ...]
"""One line of a screen, without the filling at its end."""

JOINTS = (Run(" "), Run(""))
"""The last run of a line that goes on at the next one: after a space, or without one."""


class Mark(NamedTuple):
    """A role laid over `text[start:end]`."""

    start: int
    end: int
    role: str


def painted(text: str, marks: Sequence[Mark], *roles: str) -> Line:
    """The text in runs; each bears `roles` and over them those of the marks that cover it, in order."""
    edges: dict[int, set[int]] = {0: set(), len(text): set()}
    for index, (start, end, _) in enumerate(marks):
        for place in (max(start, 0), min(max(end, start), len(text))):
            edges.setdefault(place, set()).symmetric_difference_update({index})
    runs: list[Run] = []
    covering: set[int] = set()
    for start, end in pairwise(sorted(edges)):
        covering ^= edges[start]
        over = (marks[index].role for index in sorted(covering))
        runs.append(Run(text[start:end], tuple(dict.fromkeys((*roles, *over)))))
    return tuple(runs)


def laid_over(line: Line, marks: Sequence[Mark]) -> Line:
    """The line with further roles; the marks count the characters of the whole line."""
    runs: list[Run] = []
    at = 0
    for run in line:
        end_of_run = at + len(run.text)
        over = (mark for mark in marks if mark.start < end_of_run and at < mark.end)
        inside = [Mark(start - at, end - at, role) for start, end, role in over]
        runs += (piece._replace(link=run.link) for piece in painted(run.text, inside, *run.roles))
        at = end_of_run
    return tuple(runs)


def sliced(runs: Iterable[Run], spans: Sequence[tuple[int, int]]) -> list[Line]:
    """The runs cut into lines: one for each (start, end), which ascend and do not overlap."""
    lines: list[list[Run]] = [[] for _ in spans]
    number = 0
    at = 0
    for run in runs:
        run_end = at + len(run.text)
        while number < len(spans) and spans[number][0] < run_end:
            start, end = spans[number]
            piece = run.text[max(start - at, 0) : end - at]
            if piece:
                lines[number].append(run._replace(text=piece))
            if end > run_end:
                break
            number += 1
        at = run_end
    return [tuple(line) for line in lines]


def width_of(line: Iterable[Run]) -> int:
    """How many cells the line takes."""
    return sum(cell_len(run.text) for run in line)


def fitted(line: Iterable[Run], width: int, fill: tuple[str, ...] = ()) -> Line:
    """The line in exactly `width` cells: cut with an ellipsis, or filled with spaces of the roles `fill`."""
    runs: list[Run] = []
    room = width
    for run in line:
        cells = cell_len(run.text)
        if cells > room:
            runs.append(run._replace(text=shortened(run.text, room)))
            return tuple(runs)
        runs.append(run)
        room -= cells
    if room > 0:
        runs.append(Run(" " * room, fill))
    return tuple(runs)


def shortened(text: str, width: int) -> str:
    """The text in at most `width` cells; an ellipsis says that something is cut."""
    if cell_len(text) <= width:
        return text
    if width < 1:
        return ""
    return set_cell_size(text, width - 1) + glyphs.CUT
