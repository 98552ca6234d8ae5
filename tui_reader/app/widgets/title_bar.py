"""The line on top: what is on show, how much of it, where the cursor stands, and whose library it is."""

from typing import ClassVar

from textual.strip import Strip
from textual.widget import Widget

from tui_reader.app.rendering.styled import Line, Run, fitted, shortened, width_of
from tui_reader.app.widgets.palette import Palette, component_classes

_LEAST_TITLE = 12  # cells that the count must leave


class TitleBar(Widget):
    """One line: what is on show at the left, the cursor's place and the library's label at the right."""

    PREFIX: ClassVar[str] = "title-bar"
    COMPONENT_CLASSES: ClassVar[set[str]] = component_classes(PREFIX, ("title", "count", "label"))

    def __init__(self, label: str | None) -> None:
        self._palette = Palette(self, self.PREFIX)
        self._label = label
        self._title = self._count = self._place = self._news = ""
        super().__init__()

    def show(self, title: str, count: str) -> None:
        """Say what is on show and how much of it."""
        self._title, self._count = title, count
        self.refresh()

    def show_place(self, row: int, rows: int) -> None:
        """Say where the cursor stands, from 1; 0 where there is nothing to stand on."""
        place = f"{row:,}/{rows:,}" if rows else ""
        if place != self._place:
            self._place = place
            self.refresh()

    def show_news(self, text: str) -> None:
        """Say what is new and not on show yet; nothing where nothing is."""
        self._news = text
        self.refresh()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002
        """The line."""
        width = self.size.width
        right: Line = (Run(f" {self._place} ", ("count",)),)
        if self._news:
            right = (Run(f"  {self._news} ", ("title",)), *right)
        if self._label:
            right = (*right, Run(f" {self._label} ", ("label",)))
        room = max(width - width_of(right), 0)
        return self._palette.strip((*fitted(self._left(room), room), *right), width)

    def _left(self, room: int) -> Line:
        """The title and the count; of a long title the end gives way to the count."""
        count = Run(f"  {self._count}", ("count",))
        for_title = room - 1 - width_of((count,))
        is_kept = for_title >= _LEAST_TITLE
        title = shortened(self._title, for_title) if is_kept else self._title
        return (Run(f" {title}", ("title",)), count)

    def notify_style_update(self) -> None:
        """Colours or theme changed."""
        self._palette.forget()
        super().notify_style_update()
