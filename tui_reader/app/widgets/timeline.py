"""The timeline: how many updates of what is on show fall on each hour, day or month."""

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui_reader.app.histogram import UNITS, Bars, Histogram, Unit, in_unit, start_of
from tui_reader.app.histogram import hour_of as hour_of_date
from tui_reader.app.rendering.bars import bar_lines, label, tick_line
from tui_reader.app.rendering.styled import Line, Run, fitted, width_of
from tui_reader.app.widgets.palette import Palette, component_classes

_HINT = "by {unit}, + - zoom "


class Timeline(Widget, can_focus=True):
    """Bars over their label, one of them marked; a low one is two lines high and has no ticks."""

    PREFIX: ClassVar[str] = "timeline"
    COMPONENT_CLASSES: ClassVar[set[str]] = component_classes(
        PREFIX, ("bar", "at", "bookmark", "label", "muted")
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "move(-1)", "Earlier", show=False, id="timeline.earlier",
                tooltip="To the bar before"),
        Binding("right,l", "move(1)", "Later", show=False, id="timeline.later", tooltip="To the next bar"),
        Binding("home", "end(-1)", "First", show=False, id="timeline.first", tooltip="To the first bar"),
        Binding("end", "end(1)", "Last", show=False, id="timeline.last", tooltip="To the last bar"),
        Binding("up,plus", "zoom(1)", "Shorter spans", show=False, id="timeline.zoom-in",
                tooltip="Bars of days in place of months, of hours in place of days"),
        Binding("down,minus", "zoom(-1)", "Longer spans", show=False, id="timeline.zoom-out",
                tooltip="Bars of days in place of hours, of months in place of days"),
        Binding("enter", "go", "Go there", id="timeline.go", tooltip="To the updates of the bar"),
        Binding("escape", "screen.timeline", "Close", id="timeline.close", tooltip="Close the timeline"),
    ]  # fmt: skip

    @dataclass
    class Chosen(Message):
        """One wants to see the updates of a bar.

        Attributes:
            histogram: what is shown.
            unit: what it is counted by.
            number: the unit's number.
        """

        histogram: Histogram
        unit: Unit
        number: int

    def __init__(self) -> None:
        self._palette = Palette(self, self.PREFIX)
        self._histogram = Histogram(())
        self._unit: Unit | None = None
        self._at = 0
        self._start = 0
        super().__init__()

    @property
    def bars(self) -> Bars:
        """What is shown."""
        return self._histogram.by(self._unit or "day")

    def show(self, histogram: Histogram, at: int = 0) -> None:
        """Show other counts; the unit and the place stay as far as they can.

        Args:
            histogram: the counts.
            at: the hour, since 1970-01-01, to begin at where nothing was on show; 0 for the last one.
        """
        if histogram == self._histogram:
            return
        hour = self._hour
        self._histogram = histogram
        if self._unit is None and self.bars.counts:
            self._unit = histogram.finest(self.size.width or self.app.size.width)
            hour = at or in_hours(self._unit, self.bars.last)
        self._go_to(hour)
        self.refresh()

    def point_at(self, hour: int) -> None:
        """Mark the bar of the update at the list's cursor; an hour since 1970-01-01."""
        if self.bars.counts and not self.has_focus:
            self._go_to(hour)

    @property
    def _hour(self) -> int:
        return in_hours(self._unit or "day", self._at) if self._at else 0

    def _go_to(self, hour: int) -> None:
        self._mark(self.bars.nearest(in_unit(self.bars.unit, hour)) if hour else self.bars.last)

    def _mark(self, number: int) -> None:
        if number != self._at:
            self._at = number
            self.refresh()

    # --- drawing

    def render_line(self, y: int) -> Strip:
        """A line of bars, the ticks or the label."""
        width, height = self.size
        if not self.bars.counts:
            return self._palette.strip((Run(" No dates here", ("muted",)),) if not y else (), width)
        if y == height - 1:
            return self._palette.strip(self._label_line(width), width)
        has_ticks = height > 2
        start = self._first_shown(width)
        if has_ticks and y == height - 2:
            return self._palette.strip(tick_line(self.bars, self._at, start, width), width)
        lines = bar_lines(self.bars, self._at, start, width, height - 2 if has_ticks else 1)
        return self._palette.strip(lines[y], width)

    def _first_shown(self, width: int) -> int:
        """The number of the leftmost bar: all at the left where there is room, else around the marked one."""
        first, last = self.bars.first, self.bars.last
        if last - first < width:
            self._start = first
        elif not self._start + 1 <= self._at < self._start + width - 1:
            self._start = min(max(self._at - width // 2, first), last - width + 1)
        return self._start

    def _label_line(self, width: int) -> Line:
        hint = Run(_HINT.format(unit=self.bars.unit), ("muted",))
        words = Run(f" {label(self.bars, self._at)}", ("label",))
        if width_of((words, hint)) + 2 > width:
            return fitted((words,), width)
        return (*fitted((words,), width - width_of((hint,))), hint)

    def notify_style_update(self) -> None:
        """Colours or theme changed."""
        self._palette.forget()
        super().notify_style_update()

    # --- keys

    def action_move(self, step: int) -> None:
        """Mark the next bar that has any height."""
        self._mark(self.bars.next(self._at, step))

    def action_end(self, side: int) -> None:
        """Mark the first or the last bar."""
        self._mark(self.bars.last if side > 0 else self.bars.first)

    def action_zoom(self, step: int) -> None:
        """Count by a shorter or a longer unit."""
        at, units = UNITS.index(self.bars.unit) + step, self._histogram.units
        if 0 <= at < len(units) and self.bars.counts:
            hour = self._hour
            self._unit = units[at]
            self._start = 0
            self._go_to(hour)
            self.refresh()

    def action_go(self) -> None:
        """Tell which bar is to be gone to."""
        if self.bars.counts:
            self.post_message(self.Chosen(self._histogram, self.bars.unit, self._at))


def in_hours(unit: Unit, number: int) -> int:
    """The first hour of a unit."""
    start = start_of(unit, number)
    return hour_of_date(start.date(), start.time())
