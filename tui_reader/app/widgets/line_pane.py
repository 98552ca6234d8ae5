"""A pane of styled lines that scrolls by its own keys."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.strip import Strip

from tui_reader.app.rendering.styled import Line
from tui_reader.app.widgets.line_view import LineView
from tui_reader.app.widgets.palette import Palette


class LinePane(LineView, can_focus=True, inherit_bindings=False):
    """Shows lines that are made once for each width; only the visible ones become strips.

    Subclasses make the lines in `lines_for` and name the roles in their component classes.
    """

    PREFIX: ClassVar[str]
    """What the names of the component classes begin with."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "scroll_lines(1)", "Down", show=False, id="pane.down", tooltip="One line down"),
        Binding("k,up", "scroll_lines(-1)", "Up", show=False, id="pane.up", tooltip="One line up"),
        Binding(
            "pagedown,ctrl+f", "scroll_pages(1)", "Page down", show=False, id="pane.page-down",
            tooltip="One page down",
        ),
        Binding(
            "pageup,ctrl+b", "scroll_pages(-1)", "Page up", show=False, id="pane.page-up",
            tooltip="One page up",
        ),
        Binding(
            "ctrl+d", "scroll_pages(0.5)", "Half a page down", show=False, id="pane.half-page-down",
            tooltip="Half a page down",
        ),
        Binding(
            "ctrl+u", "scroll_pages(-0.5)", "Half a page up", show=False, id="pane.half-page-up",
            tooltip="Half a page up",
        ),
        Binding("g,home", "scroll_top", "Top", show=False, id="pane.top", tooltip="To the beginning"),
        Binding("G,end", "scroll_bottom", "Bottom", show=False, id="pane.bottom", tooltip="To the end"),
    ]  # fmt: skip

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        self._palette = Palette(self, self.PREFIX)
        self._lines: Sequence[Line] = ()
        super().__init__(id=id)

    def lines_for(self, width: int) -> Sequence[Line]:
        """The lines for a pane of so many cells."""
        raise NotImplementedError

    def renew(self) -> None:
        """Make the lines again: what they show, or the width, changed."""
        width = self.scrollable_content_region.width
        self._lines = self.lines_for(width) if width > 0 else ()
        self.virtual_size = Size(width, len(self._lines))
        self.refresh()

    @property
    def current_line(self) -> int:
        """The line of the widget that is read: one with a mark of its own, else the uppermost."""
        return 0

    @property
    def is_at_end(self) -> bool:
        """Whether the last line is in sight."""
        return self.scroll_offset.y >= self.max_scroll_y

    def line_at(self, number: int) -> Line:
        """The line of that number as it is shown now."""
        return self._lines[number]

    def render_line(self, y: int) -> Strip:
        """The strip at a line of the pane."""
        number = y + self.scroll_offset.y
        line = self.line_at(number) if number < len(self._lines) else ()
        return self._palette.strip(line, self.scrollable_content_region.width)

    def notify_style_update(self) -> None:
        """Colours or theme changed."""
        self._palette.forget()
        super().notify_style_update()

    def on_resize(self) -> None:
        """Wrap anew, and stay at about the same place."""
        lines, top = len(self._lines), self.scroll_offset.y
        self.renew()
        if lines and top:
            self._scroll_to_line(round(top * len(self._lines) / lines))

    def action_scroll_lines(self, lines: int) -> None:
        """Scroll by so many lines."""
        self._scroll_to_line(self.scroll_offset.y + lines)

    def action_scroll_pages(self, pages: float) -> None:
        """Scroll by so many pages; a whole page keeps one line in sight."""
        height = max(self.scrollable_content_region.height - 1, 1)
        self._scroll_to_line(self.scroll_offset.y + round(pages * height))

    def action_scroll_top(self) -> None:
        """Scroll to the beginning."""
        self._scroll_to_line(0)

    def action_scroll_bottom(self) -> None:
        """Scroll to the end."""
        self._scroll_to_line(len(self._lines))

    def _scroll_to_line(self, line: int) -> None:
        self.scroll_to(y=min(max(line, 0), self.max_scroll_y), animate=False, force=True)
