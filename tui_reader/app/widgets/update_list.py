"""The list of updates, grouped by day: a line-API list whose cost does not depend on its length."""

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui_reader.app.day_layout import DayLayout
from tui_reader.app.rendering.marking import FindHits, no_hits
from tui_reader.app.rendering.moments import day_heading
from tui_reader.app.rendering.row import columns, row_line
from tui_reader.app.rendering.styled import Line, Run, fitted
from tui_reader.app.rendering.wrapping import line_spans
from tui_reader.app.row_pages import RowPages
from tui_reader.app.widgets.palette import Palette, component_classes
from tui_reader.news import Listing, UpdateRow

_KEPT_STRIPS = 1024
_ROOM_FOR_STICKY_HEADING = 3  # lines; a lower list gives all of them to its rows
_OVER_CURSOR = ("bookmark", "key-event", "unread-mark", "hit")  # roles whose colours the cursor leaves


class UpdateList(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows of a listing under the headings of their days; the current day's heading stays on top."""

    PREFIX: ClassVar[str] = "update-list"
    COMPONENT_CLASSES: ClassVar[set[str]] = component_classes(
        PREFIX,
        (
            "heading", "unread", "read", "muted", "unread-mark", "bookmark", "key-event", "hit",
            "cursor", "cursor-blurred",
        ),
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,l,right", "choose", "Read", id="list.read", tooltip="Read the update at the cursor"),
        Binding("j,down", "move(1)", "Down", show=False, id="list.down", tooltip="Next update in the list"),
        Binding("k,up", "move(-1)", "Up", show=False, id="list.up", tooltip="Previous update in the list"),
        Binding(
            "pagedown,ctrl+f", "page(1)", "Page down", show=False, id="list.page-down",
            tooltip="One page down",
        ),
        Binding("pageup,ctrl+b", "page(-1)", "Page up", show=False, id="list.page-up", tooltip="One page up"),
        Binding(
            "ctrl+d", "page(0.5)", "Half a page down", show=False, id="list.half-page-down",
            tooltip="Half a page down",
        ),
        Binding(
            "ctrl+u", "page(-0.5)", "Half a page up", show=False, id="list.half-page-up",
            tooltip="Half a page up",
        ),
        Binding("g,home", "first", "First", show=False, id="list.first", tooltip="To the newest update"),
        Binding("G,end", "last", "Last", show=False, id="list.last", tooltip="To the end of the list"),
        Binding(
            "right_square_bracket", "day(1)", "Day", id="list.next-day",
            tooltip="To the next day down the list",
        ),
        Binding(
            "left_square_bracket", "day(-1)", "Day before", show=False,
            id="list.previous-day", tooltip="To the beginning of this day, then to the day above",
        ),
    ]  # fmt: skip

    @dataclass
    class Highlighted(Message):
        """The cursor stands on another update.

        Attributes:
            row: the update; None in an empty list.
            index: its row, from 0.
        """

        row: UpdateRow | None
        index: int

        def can_replace(self, message: Message) -> bool:
            """Only the last place of a quick run matters."""
            return isinstance(message, UpdateList.Highlighted)

    @dataclass
    class Chosen(Message):
        """The update at the cursor is to be read.

        Attributes:
            row: the update.
        """

        row: UpdateRow

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        self._palette = Palette(self, self.PREFIX)
        self._strips: dict[tuple[int, bool], Strip] = {}
        self._layout = DayLayout(())
        self._pages: RowPages | None = None
        self._find_hits: FindHits = no_hits
        self._instead = ""
        self._has_times = False
        self._cursor = 0
        super().__init__(id=id)

    # --- what is on show

    def show(
        self, listing: Listing, *, at: int = 0, find_hits: FindHits = no_hits, instead: str = ""
    ) -> None:
        """Show a listing.

        Args:
            listing: the updates.
            at: the row to put the cursor on.
            find_hits: finds the words that were searched for.
            instead: what to say when the listing is empty.
        """
        self._layout = DayLayout(listing.days)
        self._pages = RowPages(listing)
        self._find_hits, self._instead = find_hits, instead
        self._cursor = min(max(at, 0), max(self._layout.rows - 1, 0))
        self._has_times = False
        self._redraw()
        self._reveal(centred=True)
        self._tell()

    @property
    def count(self) -> int:
        """How many updates the list holds."""
        return self._layout.rows

    @property
    def cursor(self) -> int:
        """The row of the cursor."""
        return self._cursor

    @property
    def row(self) -> UpdateRow | None:
        """The update at the cursor, None in an empty list."""
        return self._row(self._cursor) if self._layout.rows else None

    def move_to(self, row: int) -> None:
        """Put the cursor on a row, or on the nearest there is."""
        row = min(max(row, 0), self._layout.rows - 1)
        if row < 0 or row == self._cursor:
            return
        before, self._cursor = self._cursor, row
        if not self._reveal():
            self._refresh_rows(before, row)
        self._tell()

    def change(self, update_id: str, *, is_read: bool | None, is_bookmarked: bool | None) -> None:
        """Show that an update's marks changed; None leaves a mark as it is."""
        if self._pages is not None:
            self._pages.change(update_id, is_read=is_read, is_bookmarked=is_bookmarked)
            self._strips.clear()
            self.refresh()

    # --- drawing

    def render_line(self, y: int) -> Strip:
        """The strip at a line of the widget."""
        width = self.scrollable_content_region.width
        top = self.scroll_offset.y
        line = top + y
        if not self._layout.rows:
            return self._palette.strip(self._instead_line(y - 1, width), width)
        if line >= self._layout.lines:
            return self._palette.strip((), width)
        row = self._layout.row_of_line(line)
        if row is None or (y == 0 and self._has_sticky_heading):
            return self._palette.strip(self._heading(self._layout.day_of_line(line), width), width)
        return self._row_strip(row, width)

    def _heading(self, day: int, width: int) -> Line:
        roles = ("heading",)
        return fitted((Run(f" {day_heading(self._layout.days[day])}", roles),), width, roles)

    def _instead_line(self, number: int, width: int) -> Line:
        spans = line_spans(self._instead, width - 4)
        if not 0 <= number < len(spans):
            return ()
        start, end = spans[number]
        return (Run("  "), Run(self._instead[start:end], ("muted",)))

    def _row_strip(self, index: int, width: int) -> Strip:
        key = (index, index == self._cursor)
        strip = self._strips.get(key)
        if strip is None:
            if len(self._strips) >= _KEPT_STRIPS:
                self._strips.clear()
            row = self._row(index)
            line = self._row_line(row, width) if row else ()
            if index == self._cursor:
                line = self._under_cursor(fitted(line, width))
            strip = self._strips[key] = self._palette.strip(line, width)
        return strip

    def _row_line(self, row: UpdateRow, width: int) -> Line:
        shape = columns(width, with_time=self._has_times)
        return row_line(row, shape, self._find_hits(row.headline))

    def _under_cursor(self, line: Line) -> Line:
        cursor = "cursor" if self.has_focus else "cursor-blurred"
        return tuple(
            Run(text, (*(role for role in roles if role not in _OVER_CURSOR), cursor,
                       *(role for role in roles if role in _OVER_CURSOR)))
            for text, roles in line
        )  # fmt: skip

    def _row(self, index: int) -> UpdateRow | None:
        if self._pages is None:
            return None
        row = self._pages.row(index)
        if row and row.published and not self._has_times:
            self._has_times = True  # from here on this list keeps a column for times
            self.call_later(self._redraw)
        return row

    def _redraw(self) -> None:
        self._strips.clear()
        self.virtual_size = Size(self.scrollable_content_region.width, self._layout.lines)
        self.refresh()

    def _refresh_rows(self, *rows: int) -> None:
        top, width = self.scroll_offset.y, self.size.width
        self.refresh(*(Region(0, self._layout.line_of_row(row) - top, width, 1) for row in rows))

    def notify_style_update(self) -> None:
        """Colours or theme changed."""
        self._palette.forget()
        self._strips.clear()
        super().notify_style_update()

    def on_resize(self) -> None:
        """Draw for the new width, with the cursor in sight."""
        self._redraw()
        self._reveal()

    def on_focus(self) -> None:
        """Show the cursor as active."""
        self._strips.clear()

    def on_blur(self) -> None:
        """Show the cursor as resting."""
        self._strips.clear()

    # --- moving

    @property
    def _has_sticky_heading(self) -> bool:
        return self.scrollable_content_region.height >= _ROOM_FOR_STICKY_HEADING

    def _reveal(self, *, centred: bool = False) -> bool:
        """Scroll until the cursor is in sight; whether that moved anything."""
        height = self.scrollable_content_region.height
        if not self._layout.rows or height <= 0:
            return False
        line, top = self._layout.line_of_row(self._cursor), self.scroll_offset.y
        above = 1 if self._has_sticky_heading else 0
        if top + above <= line < top + height:
            return False
        edge = line - above if line < top + above else line - height + 1
        return self._scroll_to_line(line - height // 2 if centred else edge)

    def _scroll_to_line(self, line: int) -> bool:
        before = self.scroll_offset.y
        self.scroll_to(y=min(max(line, 0), self.max_scroll_y), animate=False, force=True)
        return self.scroll_offset.y != before

    def _tell(self) -> None:
        self.post_message(self.Highlighted(self.row, self._cursor))

    def action_move(self, rows: int) -> None:
        """Move the cursor by so many rows."""
        self.move_to(self._cursor + rows)

    def action_page(self, pages: float) -> None:
        """Move the cursor and the list by so many pages."""
        if not self._layout.rows:
            return
        step = round(pages * max(self.scrollable_content_region.height - 2, 1))
        line = self._layout.line_of_row(self._cursor)
        self._scroll_to_line(self.scroll_offset.y + step)
        self.move_to(self._layout.nearest_row(line + step))

    def action_first(self) -> None:
        """Move the cursor to the newest update."""
        self.move_to(0)

    def action_last(self) -> None:
        """Move the cursor to the last update."""
        self.move_to(self._layout.rows - 1)

    def action_day(self, days: int) -> None:
        """Move the cursor to the beginning of the next day, or of this one and then the previous."""
        if not self._layout.rows:
            return
        day = self._layout.day_of_row(self._cursor)
        if days > 0 and day + 1 == len(self._layout.days):
            return
        if days > 0 or self._cursor == self._layout.first_row(day):
            day = max(day + days, 0)
        row = self._layout.first_row(day)
        self._scroll_to_line(self._layout.line_of_row(row) - 1)
        self.move_to(row)

    def action_choose(self) -> None:
        """Read the update at the cursor."""
        row = self.row
        if row:
            self.post_message(self.Chosen(row))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the click was; a click on the cursor reads."""
        is_heading = event.y == 0 and self._has_sticky_heading
        row = None if is_heading else self._layout.row_of_line(self.scroll_offset.y + event.y)
        if row is None:
            return
        if row == self._cursor:
            self.action_choose()
        self.move_to(row)
