"""The prompt for the name of a search that is to be saved."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from tui_reader.app.left_once import Dialog
from tui_reader.app.plain import plain
from tui_reader.app.rendering.styled import shortened
from tui_reader.app.typed_ahead import settled
from tui_reader.app.widgets.key_bar import KeyBar
from tui_reader.app.widgets.name_field import NameField
from tui_reader.clean import clean_line


class SaveSearchScreen(Dialog[str | None]):
    """A line to type a name in; gives the name, or None.

    Args:
        query: what is to be saved.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "accept", "Save", priority=True, id="save-search.accept",
                tooltip="Save the search under this name, in place of what had it before"),
        Binding("escape", "dismiss", "Back", priority=True, id="save-search.close", tooltip="Save nothing"),
    ]  # fmt: skip

    def __init__(self, query: str) -> None:
        super().__init__()
        self._query = query
        self._field = NameField("Save as:", query)

    def compose(self) -> ComposeResult:
        """What is saved, the line."""
        with Vertical():
            yield Static(plain(shortened(f" Search: {self._query}", 200)), id="query")
            yield self._field
            yield KeyBar()

    async def action_accept(self) -> None:
        """Give the name."""
        await settled(self.focused)
        self.dismiss(clean_line(self._field.text) or None)
