"""The links of an update, over what was on the screen."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from tui_reader.app.answers import ChosenLink
from tui_reader.app.left_once import Dialog
from tui_reader.app.widgets.link_list import LinkList
from tui_reader.app.widgets.row_list import RowList
from tui_reader.news.links import LinkOut


class LinksScreen(Dialog[ChosenLink | None]):
    """Gives the link that is chosen, or None.

    Args:
        links: at least one.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Open", id="links.open", tooltip="Open the link; over SSH copy it"),
        Binding("y", "copy", "Copy", id="links.copy", tooltip="Copy the link"),
        *(
            Binding(str(number), f"digit({number})", f"Open link {number}", show=False,
                    id=f"links.{number}", tooltip=f"Open link {number}")
            for number in range(1, 10)
        ),
        Binding("escape,q,o", "dismiss", "Back", id="links.close", tooltip="Open nothing"),
    ]  # fmt: skip

    def __init__(self, links: Sequence[LinkOut]) -> None:
        super().__init__()
        self._links = links
        self._list = LinkList(links)

    def compose(self) -> ComposeResult:
        """One list."""
        yield self._list

    def on_mount(self) -> None:
        """The list takes the keys."""
        self._list.border_title = "Links"
        self._list.styles.height = len(self._links) + 2
        self._list.focus()

    def action_choose(self) -> None:
        """Open the link at the cursor."""
        self.dismiss(ChosenLink(self._list.link, "open"))

    def action_copy(self) -> None:
        """Copy the link at the cursor."""
        self.dismiss(ChosenLink(self._list.link, "copy"))

    def action_digit(self, number: int) -> None:
        """Open the link of that number, from 1."""
        if number <= len(self._links):
            self.dismiss(ChosenLink(self._links[number - 1], "open"))

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """A click opens too."""
        self.dismiss(ChosenLink(self._links[event.index], "open"))
