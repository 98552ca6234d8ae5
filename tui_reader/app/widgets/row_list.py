"""A list of one-line rows with a cursor, drawn line by line: its cost does not depend on its length."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from tui_reader.app.plain_layout import Layout, PlainLayout
from tui_reader.app.rendering.styled import Line, Run, fitted
from tui_reader.app.rendering.wrapping import line_spans
from tui_reader.app.widgets.line_view import LineView
from tui_reader.app.widgets.palette import Palette

_KEPT_STRIPS = 1024
_ROOM_FOR_STICKY_HEADING = 3  # lines; a lower list gives all of them to its rows


class RowList(LineView, can_focus=True, inherit_bindings=False):
    """Rows under a cursor, perhaps with headings among them; the heading of the topmost row stays on top.

    Subclasses say what the lines show in `row_line` and `heading_line`, and name the roles in their component
    classes, "cursor", "cursor-blurred" and "muted" among them.
    """

    PREFIX: ClassVar[str]
    """What the names of the component classes begin with."""

    OVER_CURSOR: ClassVar[Collection[str]] = ()
    """Roles whose colours the cursor leaves."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "move(1)", "Down", show=False, id="rows.down", tooltip="Next row"),
        Binding("k,up", "move(-1)", "Up", show=False, id="rows.up", tooltip="Previous row"),
        Binding("pagedown,ctrl+f", "page(1)", "Page down", show=False, id="rows.page-down",
                tooltip="One page of rows down"),
        Binding("pageup,ctrl+b", "page(-1)", "Page up", show=False, id="rows.page-up",
                tooltip="One page of rows up"),
        Binding("ctrl+d", "page(0.5)", "Half a page down", show=False, id="rows.half-page-down",
                tooltip="Half a page of rows down"),
        Binding("ctrl+u", "page(-0.5)", "Half a page up", show=False, id="rows.half-page-up",
                tooltip="Half a page of rows up"),
        Binding("g,home", "first", "First", show=False, id="rows.first", tooltip="To the first row"),
        Binding("G,end", "last", "Last", show=False, id="rows.last", tooltip="To the last row"),
    ]  # fmt: skip

    @dataclass
    class Highlighted(Message):
        """The cursor stands on another row.

        Attributes:
            index: the row, from 0; None in an empty list.
        """

        index: int | None

        def can_replace(self, message: Message) -> bool:
            """Only the last place of a quick run matters."""
            return isinstance(message, RowList.Highlighted)

    @dataclass
    class Chosen(Message):
        """The row is to be gone into: a key said so, or a click on the cursor.

        Attributes:
            index: the row, from 0.
        """

        index: int

    def __init__(self) -> None:
        self._palette = Palette(self, self.PREFIX)
        self._strips: dict[tuple[int, bool], Strip] = {}
        self._layout: Layout = PlainLayout(0)
        self._instead = ""
        self._cursor = 0
        super().__init__()

    # --- what is on show

    def row_line(self, row: int, width: int) -> Line:
        """What a row shows in so many cells."""
        raise NotImplementedError

    def heading_line(self, line: int, width: int) -> Line:
        """The heading on a line, or of the row that stands there."""
        raise NotImplementedError

    def lay_out(self, layout: Layout, at: int = 0, instead: str = "") -> None:
        """Show other rows.

        Args:
            layout: the rows' places.
            at: the row to put the cursor on.
            instead: what to say where there is no row.
        """
        self._layout, self._instead = layout, instead
        self._cursor = min(max(at, 0), max(layout.rows - 1, 0))
        self.redraw()
        self._reveal(centred=True)
        self._tell()

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self._layout.rows

    @property
    def cursor(self) -> int | None:
        """The row of the cursor, None in an empty list."""
        return self._cursor if self._layout.rows else None

    @property
    def is_active(self) -> bool:
        """Whether keys move the cursor, and it is to look so."""
        return self.has_focus

    # --- drawing

    @property
    def current_line(self) -> int:
        """The line of the widget on which the cursor stands."""
        return self._layout.line_of_row(self._cursor) - self.scroll_offset.y if self.count else 0

    def render_line(self, y: int) -> Strip:
        """The strip at a line of the widget."""
        width = self.scrollable_content_region.width
        line = self.scroll_offset.y + y
        if not self._layout.rows:
            return self._palette.strip(self._instead_line(y - 1, width), width)
        if line >= self._layout.lines:
            return self._palette.strip((), width)
        row = self._layout.row_of_line(line)
        if row is None or (y == 0 and self._has_sticky_heading):
            return self._palette.strip(self.heading_line(line, width), width)
        return self._row_strip(row, width)

    def _row_strip(self, row: int, width: int) -> Strip:
        key = (row, row == self._cursor)
        strip = self._strips.get(key)
        if strip is None:
            if len(self._strips) >= _KEPT_STRIPS:
                self._strips.clear()
            line = self.row_line(row, width)
            if row == self._cursor:
                line = self._under_cursor(fitted(line, width))
            strip = self._strips[key] = self._palette.strip(line, width)
        return strip

    def _under_cursor(self, line: Line) -> Line:
        cursor, over = "cursor" if self.is_active else "cursor-blurred", self.OVER_CURSOR
        return tuple(
            run._replace(roles=(*(role for role in run.roles if role not in over), cursor,
                                *(role for role in run.roles if role in over)))
            for run in line
        )  # fmt: skip

    def _instead_line(self, number: int, width: int) -> Line:
        spans = line_spans(self._instead, width - 4)
        if not 0 <= number < len(spans):
            return ()
        start, end = spans[number]
        return (Run("  "), Run(self._instead[start:end], ("muted",)))

    def redraw(self) -> None:
        """Draw all rows anew: what they show, or the width, changed."""
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
        self.redraw()
        self._reveal()

    def on_focus(self) -> None:
        """Show the cursor as active."""
        self._strips.clear()

    def on_blur(self) -> None:
        """Show the cursor as resting."""
        self._strips.clear()

    # --- moving

    def move_to(self, row: int) -> None:
        """Put the cursor on a row, or on the nearest there is."""
        row = min(max(row, 0), self._layout.rows - 1)
        if row < 0 or row == self._cursor:
            return
        before, self._cursor = self._cursor, row
        self._tell()
        # When the screen has been told: so what belongs to the row comes into the same frame as the row.
        self.screen.call_later(self._show_move, before, row)

    def _show_move(self, before: int, row: int) -> None:
        if not self._reveal():
            self._refresh_rows(before, row)

    @property
    def _has_sticky_heading(self) -> bool:
        has_headings = self._layout.row_of_line(0) is None
        return has_headings and self.scrollable_content_region.height >= _ROOM_FOR_STICKY_HEADING

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
        self.screen.post_message(self.Highlighted(self.cursor))

    def action_move(self, rows: int) -> None:
        """Move the cursor by so many rows."""
        self.move_to(self._cursor + rows)

    def action_page(self, pages: float) -> None:
        """Move the cursor and the list by so many pages; a whole page keeps one row in sight."""
        if not self._layout.rows:
            return
        kept = 2 if self._has_sticky_heading else 1
        step = round(pages * max(self.scrollable_content_region.height - kept, 1))
        line = self._layout.line_of_row(self._cursor)
        self._scroll_to_line(self.scroll_offset.y + step)
        self.move_to(self._layout.nearest_row(line + step))

    def action_first(self) -> None:
        """Move the cursor to the first row."""
        self.move_to(0)

    def action_last(self) -> None:
        """Move the cursor to the last row."""
        self.move_to(self._layout.rows - 1)

    def action_choose(self) -> None:
        """Choose the row at the cursor."""
        if self.cursor is not None:
            self.post_message(self.Chosen(self.cursor))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the click was; a click on the cursor chooses."""
        is_heading = event.y == 0 and self._has_sticky_heading
        row = None if is_heading else self._layout.row_of_line(self.scroll_offset.y + event.y)
        if row is None:
            return
        if row == self._cursor:
            self.action_choose()
        self.move_to(row)
