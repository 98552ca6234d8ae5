"""A widget that draws its own lines and scrolls through them, whose number lays nothing out anew."""

from textual.geometry import Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView


class LineView(ScrollView, inherit_bindings=False):
    """Has room of its own, however many lines there are to scroll through.

    Textual lays the whole screen out, and then renders it, whenever the size of what is scrolled changes,
    since a scroll bar may come or go. Here the stylesheets keep the bar, so that only the bar must know.
    """

    virtual_size = Reactive(Size(0, 0), layout=False)

    def watch_virtual_size(self, size: Size) -> None:
        """Have the bar show how much there is, and scroll no further."""
        if self.show_vertical_scrollbar:
            self.vertical_scrollbar.window_virtual_size = size.height
        self.scroll_y = self.validate_scroll_y(self.scroll_y)
