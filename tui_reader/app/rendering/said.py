"""Speakers and their statements as single lines of a list."""

import datetime
from collections.abc import Sequence

from rich.cells import cell_len

from tui_reader.app import glyphs
from tui_reader.app.rendering.moments import clock
from tui_reader.app.rendering.styled import Line, Mark, Run, fitted, painted
from tui_reader.news.statement import SpeakerCount, Statement

NOBODY = "Unattributed"
"""How quotations are called whose speaker is not known."""

_COUNT = 7  # cells: room for 99,999 and two spaces
_LONGEST_BAR = 40  # cells
_ROOM_FOR_BARS = 60  # cells; narrower lists show names and counts alone


def speaker_line(speaker: SpeakerCount, most: int, width: int, hits: Sequence[tuple[int, int]] = ()) -> Line:
    """A speaker: how many statements, the name, and a bar in proportion where there is room.

    Args:
        speaker: who, and how many statements.
        most: the highest count of the list, which has the longest bar.
        width: cells of the list.
        hits: what the user typed, as found in the name.
    """
    marks = [Mark(start, end, "hit") for start, end in hits]
    shown, style = (speaker.name, "name") if speaker.name else (NOBODY, "muted")
    count = Run(f"{speaker.count:>{_COUNT - 2},}  ", ("count",))
    if width < _ROOM_FOR_BARS:
        return (count, *fitted(painted(shown, marks, style), width - cell_len(count.text)))
    name = fitted(painted(shown, marks, style), width // 2 - cell_len(count.text))
    room = min(_LONGEST_BAR, width - width // 2 - 2)
    return (count, *name, Run(" "), Run(glyphs.BAR * max(round(room * speaker.count / most), 1), ("bar",)))


def statement_line(
    statement: Statement, width: int, *, with_time: bool, zone: datetime.tzinfo | None = None
) -> Line:
    """A statement: its time, where the list has times at all, and its words."""
    source = statement.source
    time = clock(source.published, source.date, zone) if source.published else ""
    before = f" {time:<7}" if with_time else " "
    return fitted((Run(before, ("muted",)), Run(f"“{statement.quotation.text}”", ("words",))), width)
