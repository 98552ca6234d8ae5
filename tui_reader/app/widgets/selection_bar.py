"""The line that has the keys while text of the update is selected, and says how much is."""

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Static

from tui_reader.app.plain import plain
from tui_reader.app.rendering.moments import counted
from tui_reader.app.rendering.selecting import Motion


class SelectionBar(Static, can_focus=True):
    """Turns keys into messages; knows nothing of the update."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y,enter", "copy", "Copy", id="select.copy", tooltip="Copy what is selected"),
        Binding("o", "other_end", "Other end", id="select.other-end",
                tooltip="Move the other end of what is selected from now on"),
        Binding("escape,V", "leave", "Back", id="select.leave", tooltip="Select nothing any more"),
        Binding("h,left", "move('left')", "Left", show=False, id="select.left", tooltip="One sign left"),
        Binding("l,right", "move('right')", "Right", show=False, id="select.right", tooltip="One sign right"),
        Binding("j,down", "move('down')", "Down", show=False, id="select.down", tooltip="One line down"),
        Binding("k,up", "move('up')", "Up", show=False, id="select.up", tooltip="One line up"),
        Binding("w", "move('word')", "Word", show=False, id="select.word", tooltip="To the next word"),
        Binding("e", "move('word-end')", "Word's end", show=False, id="select.word-end",
                tooltip="To the end of the word, then of the next one"),
        Binding("b", "move('word-back')", "Word back", show=False, id="select.word-back",
                tooltip="To the beginning of the word, then of the one before"),
        Binding("0,home", "move('line-start')", "Line's start", show=False, id="select.line-start",
                tooltip="To the beginning of the line"),
        Binding("dollar_sign,end", "move('line-end')", "Line's end", show=False, id="select.line-end",
                key_display="$", tooltip="To the end of the line"),
        Binding("g", "move('top')", "Top", show=False, id="select.top", tooltip="To the first sign"),
        Binding("G", "move('bottom')", "Bottom", show=False, id="select.bottom", tooltip="To the last sign"),
    ]  # fmt: skip

    @dataclass
    class Moved(Message):
        """An end is to be moved.

        Attributes:
            motion: how; None: the other end is to be moved from now on.
        """

        motion: Motion | None

    class Taken(Message):
        """What is selected is to be copied."""

    class Left(Message):
        """Nothing is to be selected any more."""

    def open(self) -> None:
        """Take the keys."""
        self.display = True
        self.screen.set_focus(self)

    def close(self) -> None:
        """Vanish."""
        self.display = False

    def say(self, signs: int) -> None:
        """Say how much is selected."""
        self.update(plain(f" Selected: {counted(signs, 'character')}"))

    def on_blur(self) -> None:
        """Other keys are wanted; another window of the terminal is none of them."""
        if self.app.app_focus:
            self.post_message(self.Left())

    def action_move(self, motion: Motion) -> None:
        """Move an end."""
        self.post_message(self.Moved(motion))

    def action_other_end(self) -> None:
        """Have the other end moved."""
        self.post_message(self.Moved(None))

    def action_copy(self) -> None:
        """Have it copied."""
        self.post_message(self.Taken())

    def action_leave(self) -> None:
        """Leave."""
        self.post_message(self.Left())
