"""How the panes are laid out."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from tui_reader.app.reading.returning import Returning

_NAMES = {
    "split": "Side by side",
    "stacked": "One above the other",
    "list": "The list alone; Enter reads",
    "detail": "The update alone; Esc brings the list back",
}


class Arranging(Returning):
    """Choosing a layout, and the size of the panes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("z", "next_layout", "Layout", show=False, id="screen.layout",
                tooltip="Side by side, one above the other, the list alone, the update alone"),
        Binding("plus", "resize_pane(5)", "Larger", key_display="+", show=False, id="screen.larger",
                tooltip="Make the pane that has the keys larger"),
        Binding("minus", "resize_pane(-5)", "Smaller", key_display="-", show=False, id="screen.smaller",
                tooltip="Make the pane that has the keys smaller"),
    ]  # fmt: skip

    def action_next_layout(self) -> None:
        """Take the next layout that the screen has room for."""
        self._panes.choose_next()
        self.lay_out_panes()
        self.keep_soon()
        self.set_focus(self._detail if self._panes.is_reading else self._list)
        self.notify(_NAMES[self._panes.layout_now], timeout=2)

    def on_panes_resized(self) -> None:
        """Keep the size that the mouse gave the panes."""
        self.keep_soon()

    def action_resize_pane(self, points: int) -> None:
        """Make the pane that has the keys larger by so many per cent."""
        if self._panes.resize_list(-points if self.focused is self._detail else points):
            self.lay_out_panes()
            self.keep_soon()
        else:
            self.notify("Only one pane is on the screen: z changes that, if there is room for two")
