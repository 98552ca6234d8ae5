"""When what is on show was published, as bars over the list."""

from dataclasses import dataclass
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.worker import get_current_worker

from tui_reader.app.dates_in_list import row_of_unit
from tui_reader.app.histogram import Histogram, hour_of
from tui_reader.app.reading.room import ReadingRoom
from tui_reader.app.scopes import scope_of
from tui_reader.app.showing import Showing
from tui_reader.app.widgets.timeline import Timeline
from tui_reader.archive.scope import Bookmarked
from tui_reader.errors import ReaderError

_TALL = 20  # lines of the screen from which on the timeline has more than two


@dataclass
class TimesCounted(Message):
    """It is known when what is on show was published.

    Attributes:
        showing: what is counted.
        histogram: the counts.
    """

    showing: Showing
    histogram: Histogram


class ByTime(ReadingRoom):
    """The timeline over the list: it follows what is on show and the cursor, and leads to a time."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "timeline", "Timeline", show=False, id="screen.timeline",
                tooltip="How many updates of what is on show fall on each day, to go there; again: close"),
    ]  # fmt: skip

    _timeline: Timeline | None = None

    async def action_timeline(self) -> None:
        """Open the timeline, go to it, or close it."""
        if self._timeline is None:
            self._timeline = Timeline()
            self._timeline.display = False
            await self.mount(self._timeline, before="#panes")
        if self._timeline.has_focus:
            self._timeline.display = False
            self.action_show_list()
            return
        self._timeline.display = True
        self._set_height()
        self._point_at_row()
        self.open_list()
        self.set_focus(self._timeline)
        self._count_times(self._showing)

    def show(self, what: Showing, at: int = 0) -> None:
        """Show something else in the list, and its times."""
        super().show(what, at)
        if self._timeline and self._timeline.display:
            self._count_times(what)

    def on_resize(self) -> None:
        """A low screen leaves little room for bars."""
        self._set_height()

    def _set_height(self) -> None:
        if self._timeline:
            self._timeline.set_class(self.size.height >= _TALL, "-tall")

    @work(thread=True, exclusive=True, group="times")
    def _count_times(self, showing: Showing) -> None:
        worker = get_current_worker()
        try:
            hours = self._archive.hours(scope_of(showing.subject), lambda: worker.is_cancelled)
            bookmarked = self._archive.hours(Bookmarked())
        except ReaderError:
            return  # the search itself tells what is wrong
        histogram = Histogram(hours, bookmarked)
        if not worker.is_cancelled:
            self.post_message(TimesCounted(showing, histogram))

    def on_times_counted(self, event: TimesCounted) -> None:
        """Show the bars, unless something else is on show by now."""
        if self._timeline and event.showing is self._showing:
            self._timeline.show(event.histogram, self._hour_of_row())
            self._point_at_row()

    def on_row_list_highlighted(self) -> None:
        """Mark the bar of the update at the cursor."""
        self._point_at_row()

    def _point_at_row(self) -> None:
        hour = self._hour_of_row()
        if self._timeline and self._timeline.display and hour:
            self._timeline.point_at(hour)

    def _hour_of_row(self) -> int:
        """When the update at the cursor of the list was published; 0 where its date is unknown."""
        row = self._list.row
        if row is None or row.date is None:
            return 0
        return hour_of(row.date, row.published.time() if row.published else None)

    def on_timeline_chosen(self, event: Timeline.Chosen) -> None:
        """Go to the first update of the bar."""
        what = self._showing
        is_turned = what.subject.order == "oldest"
        row = row_of_unit(what.listing, event.histogram, event.unit, event.number, oldest_first=is_turned)
        if row is not None:
            self._list.move_to(row)
            self.action_show_list()
