"""The line in which one types what is to be found inside the update, and how much of it there is."""

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from tui_reader.app.plain import plain
from tui_reader.app.widgets.text_field import TextField

_PROMPT = "Find:"
_LONGEST = 200  # characters


class FindBar(Horizontal):
    """Tells every change of what is typed; knows nothing of the update.

    Its keys have priority, so that what is typed behind them in one go reaches the right place.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,tab,down", "screen.keep_found", "To the update", priority=True, id="find.keep",
                tooltip="To the update, with what was found; > and < go through it"),
        Binding("escape", "screen.back", "Back", priority=True, id="find.back",
                tooltip="End the search inside the update"),
    ]  # fmt: skip

    @dataclass
    class Changed(Message):
        """Something else is to be found.

        Attributes:
            wanted: as typed.
        """

        wanted: str

    def compose(self) -> ComposeResult:
        """The prompt, the input and the count."""
        yield Static(plain(f" {_PROMPT} "), classes="prompt")
        yield TextField(compact=True, max_length=_LONGEST, select_on_focus=True)
        yield Static("", id="found")

    def open(self) -> None:
        """Let the user type."""
        self.display = True
        self.screen.set_focus(self.query_one(Input))

    def close(self) -> None:
        """Vanish, and forget what was typed."""
        self.display = False
        with self.prevent(Input.Changed):
            self.query_one(Input).value = ""
        self.say("")

    def say(self, text: str) -> None:
        """Say what was found."""
        self.query_one("#found", Static).update(plain(f" {text} " if text else ""))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell it."""
        event.stop()
        self.post_message(self.Changed(event.value))
