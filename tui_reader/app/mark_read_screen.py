"""The choice of what is to be marked read or unread."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from tui_reader.app.answers import ChosenSet
from tui_reader.app.left_once import Dialog
from tui_reader.app.widgets.choice_list import ChoiceList
from tui_reader.app.widgets.row_list import RowList

_MOST = 4  # choices that have a key


class MarkReadScreen(Dialog[ChosenSet | None]):
    """Sets of updates over what was on the screen; gives the one that is chosen, or None.

    Args:
        names: what the sets are called; at most four.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Mark", id="mark-read.choose", tooltip="Mark what is at the cursor"),
        Binding("tab,r", "switch", "Read / unread", id="mark-read.switch",
                tooltip="Mark it unread instead; again: read"),
        *(
            Binding(str(number), f"choose({number})", f"Mark choice {number}", show=False,
                    id=f"mark-read.{number}", tooltip=f"Mark choice {number}")
            for number in range(1, _MOST + 1)
        ),
        Binding("escape,q", "dismiss", "Back", id="mark-read.close", tooltip="Mark nothing"),
    ]  # fmt: skip

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self._count = len(names)
        self._list = ChoiceList(names)
        self._read = True

    def compose(self) -> ComposeResult:
        """One list."""
        yield self._list

    def on_mount(self) -> None:
        """The list takes the keys."""
        self._list.border_title = "Mark read (Tab: unread)"
        self._list.focus()

    def action_switch(self) -> None:
        """Mark unread instead of read, or the other way round."""
        self._read = not self._read
        self._list.border_title = "Mark read (Tab: unread)" if self._read else "Mark unread (Tab: read)"

    def action_choose(self, number: int = 0) -> None:
        """Choose that number, from 1, or what is at the cursor."""
        index = number - 1 if number else self._list.cursor or 0
        if index < self._count:
            self.dismiss(ChosenSet(index, self._read))

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """A click chooses too."""
        self.action_choose(event.index + 1)
