"""Sends a terminal only the cells that changed, where this version of Textual allows it.

Textual repaints regions: every line whole, with all its escape sequences. Its updates are intercepted on
their way out; that is not public, so it is done for the versions only that were looked at, and any other one
paints as Textual does. `TUI_READER_PAINT=whole` has the same effect.
"""

import os
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import cast

import textual
from rich.color import ColorSystem
from rich.console import Console, RenderableType
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.strip import Strip

from tui_reader.app.cells import Cells, Look, Piece
from tui_reader.app.first_frame import Frame

_LOOKED_AT = "textual-8.2.*.dist-info"
_MARK = "\0"
_SGR = re.compile("\x1b\\[([0-9;]+)m")
_COLOUR_SYSTEMS = {
    "standard": ColorSystem.STANDARD,
    "256": ColorSystem.EIGHT_BIT,
    "truecolor": ColorSystem.TRUECOLOR,
}


class CellPainter:
    """Turns Textual's updates into ones that write what differs, and knows what the terminal shows."""

    def __init__(self) -> None:
        self._cells: Cells | None = None
        self._is_on = _is_looked_at() and os.environ.get("TUI_READER_PAINT") != "whole"

    def begin_with(self, frame: Frame) -> None:
        """Let it be known what the terminal shows already."""
        self._cells = Cells(frame.width, frame.height)
        self._cells.write(
            (y, 0, [(text, _look_of(colours)) for text, colours in line])
            for y, line in enumerate(frame.lines)
        )

    @property
    def has_picture(self) -> bool:
        """Whether anything is known of what the terminal shows."""
        return self._cells is not None

    def frame(self) -> Frame | None:
        """What the terminal shows, if anything is known of it."""
        if self._cells is None:
            return None
        lines = [[(text, _colours_of(look)) for text, look in line] for line in self._cells.lines()]
        return Frame(self._cells.width, self._cells.height, lines)

    def forget(self) -> None:
        """Nothing is certain any more: the terminal changed its size, or something else wrote on it."""
        self._cells = None

    def painted(self, update: RenderableType | None, width: int, height: int) -> RenderableType | None:
        """The update that is to be displayed instead, on a terminal of that size."""
        if not self._is_on or not isinstance(update, LayoutUpdate | ChopsUpdate):
            return update
        if self._cells is None or (self._cells.width, self._cells.height) != (width, height):
            self._cells = Cells(width, height)
        difference = _Difference(self._cells, update)
        return cast("RenderableType", difference)  # it is displayed by `render_segments` alone


def _is_looked_at() -> bool:
    """Whether this version of Textual was; `importlib.metadata` would load as much as a tenth of the app."""
    return any(Path(textual.__file__).parents[1].glob(_LOOKED_AT))


class _Difference(CompositorUpdate):
    """An update of Textual's, reduced to what the terminal does not show yet."""

    def __init__(self, cells: Cells, update: LayoutUpdate | ChopsUpdate) -> None:
        self._cells = cells
        self._update = update

    def render_segments(self, console: Console) -> str:
        """What to send to the terminal."""
        colours = _COLOUR_SYSTEMS.get(console.color_system or "", ColorSystem.TRUECOLOR)
        return self._cells.write((y, x, _pieces(strip, colours)) for y, x, strip in _placed(self._update))


def _placed(update: LayoutUpdate | ChopsUpdate) -> Iterator[tuple[int, int, Strip]]:
    """Line, column and strip of everything that an update paints."""
    if isinstance(update, LayoutUpdate):
        for y, line in enumerate(update.strips, update.region.y):
            x = update.region.x
            for strip in line:
                yield y, x, strip
                x += strip.cell_length
        return
    for y, x1, x2 in update.spans:
        for end, (x, chop) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            if chop is not None and x <= x2 and end > x1:
                yield y, x, chop if end <= x2 else chop.crop(0, x2 - x)


def _pieces(strip: Strip, colours: ColorSystem) -> Iterator[Piece]:
    for text, style, control in strip:
        if not control:
            yield text, _look(style, colours) if style else Look()


@lru_cache(maxsize=4096)
def _look(style: Style, colours: ColorSystem) -> Look:
    return Look(*style.render(_MARK, color_system=colours).split(_MARK))


def _look_of(colours: str) -> Look:
    return Look(f"\x1b[{colours}m", "\x1b[0m") if colours else Look()


def _colours_of(look: Look) -> str:
    found = _SGR.search(look.before)
    return found[1] if found else ""
