"""A histogram as lines of text: bars of eighths of a cell, ticks below them."""

import datetime

from tui_reader.app import glyphs
from tui_reader.app.histogram import Bars, Unit, start_of
from tui_reader.app.rendering.moments import counted, long_date
from tui_reader.app.rendering.styled import Line, Run

_EIGHTHS = len(glyphs.EIGHTHS) - 1


def bar_lines(bars: Bars, at: int, start: int, width: int, height: int) -> list[Line]:
    """The bars from number `start` on, the highest line first; the one at `at` stands out."""
    heights = [
        _height(bars.counts.get(number, 0), bars.most, height) for number in range(start, start + width)
    ]
    lines: list[Line] = []
    for level in range(height - 1, -1, -1):
        signs = "".join(glyphs.EIGHTHS[min(max(high - level * _EIGHTHS, 0), _EIGHTHS)] for high in heights)
        place = at - start
        lines.append(
            (
                Run(signs[:place], ("bar",)),
                Run(signs[place : place + 1], ("at",)),
                Run(signs[place + 1 :], ("bar",)),
            )
        )
    return lines


def tick_line(bars: Bars, at: int, start: int, width: int) -> Line:
    """Below the bars: which ones hold a bookmark, and where one is."""
    return tuple(_tick(bars, at, number) for number in range(start, start + width))


def label(bars: Bars, at: int) -> str:
    """What the bar says in words."""
    marked = f", {glyphs.BOOKMARK} bookmarked" if at in bars.marked else ""
    return f"{_name(bars.unit, start_of(bars.unit, at))}: {counted(bars.counts.get(at, 0), 'update')}{marked}"


def _tick(bars: Bars, at: int, number: int) -> Run:
    if number == at:
        return Run(glyphs.CARET, ("at",))
    return Run(glyphs.BOOKMARK, ("bookmark",)) if number in bars.marked else Run(" ")


def _height(count: int, most: int, height: int) -> int:
    """How many eighths of a cell; at least one where there is anything."""
    return max(round(count / most * height * _EIGHTHS), 1) if count else 0


def _name(unit: Unit, start: datetime.datetime) -> str:
    if unit == "month":
        return f"{start:%B %Y}"
    day = long_date(start.date())
    if unit == "day":
        return day
    return f"{day}, {start:%H}:00" if start.hour else f"{day}, 00:00 or no time"
