"""A line in which a name is typed."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.suggester import Suggester
from textual.widgets import Static

from tui_reader.app.plain import plain
from tui_reader.app.widgets.text_field import TextField

_LONGEST = 200  # characters


class NameField(Horizontal):
    """A prompt and an input; the input tells its changes itself.

    Args:
        prompt: what stands before the input.
        text: what the input holds at first; typing replaces it.
        placeholder: what to show while nothing is typed.
        suggester: completes what is typed.
        selects: whether typing replaces what the input holds at first.
    """

    def __init__(
        self,
        prompt: str,
        text: str = "",
        placeholder: str = "",
        suggester: Suggester | None = None,
        *,
        selects: bool = True,
    ) -> None:
        super().__init__()
        self._prompt = prompt
        self._input = TextField(
            text,
            placeholder=placeholder,
            compact=True,
            max_length=_LONGEST,
            suggester=suggester,
            select_on_focus=selects,
        )

    def compose(self) -> ComposeResult:
        """Both side by side."""
        prompt = Static(plain(f" {self._prompt} "), classes="prompt")
        prompt.styles.width = len(self._prompt) + 2
        yield prompt
        yield self._input

    def on_mount(self) -> None:
        """Take the keys."""
        self.take_focus()

    def take_focus(self) -> None:
        """Take the keys."""
        self.screen.set_focus(self._input)

    def complete(self) -> bool:
        """Take what is suggested; whether anything was."""
        before = self._input.value
        if self._input.cursor_at_end:
            self._input.action_cursor_right()
        return self._input.value != before

    @property
    def text(self) -> str:
        """What is typed."""
        return self._input.value

    def put(self, text: str) -> None:
        """Type this in place of what is there."""
        self._input.value = text
        self._input.cursor_position = len(text)
