"""Selecting text of the open update with keys, and copying it."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from tui_reader.app.cited import Copied
from tui_reader.app.reading.room import ReadingRoom
from tui_reader.app.rendering.moments import counted
from tui_reader.app.widgets.selection_bar import SelectionBar


class Selecting(ReadingRoom):
    """The keys of vim's visual mode, while the bar below has the focus."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("V", "select", "Select text", show=False, id="screen.select",
                tooltip="Select text of the update, from the quotation or hit at the cursor; y copies it"),
    ]  # fmt: skip

    def compose(self) -> ComposeResult:
        """The bar, while it is used."""
        yield from super().compose()
        self._selection_bar = SelectionBar()
        yield self._selection_bar

    def action_select(self) -> None:
        """Begin to select."""
        if self._list.row:
            self.open_detail()
            self._selection_bar.open()
            self._detail.start_selecting()

    def on_update_detail_selected(self) -> None:
        """Say how much is selected, or be done."""
        if self._detail.selection:
            self._selection_bar.say(len(self._detail.selection.copied))
        elif self._selection_bar.display:
            had_focus = self._selection_bar.has_focus
            self._selection_bar.close()
            if had_focus:
                self.go_to_detail()

    def on_selection_bar_moved(self, event: SelectionBar.Moved) -> None:
        """Select more or less."""
        self._detail.move_selection(event.motion)

    def on_selection_bar_taken(self) -> None:
        """Copy it, and be done."""
        if self._detail.selection:
            text = self._detail.selection.copied
            self.post_message(Copied(text, counted(len(text), "character")))
        self._detail.stop_selecting()

    def on_selection_bar_left(self) -> None:
        """Select nothing any more."""
        self._detail.stop_selecting()
