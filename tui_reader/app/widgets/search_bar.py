"""The bar in which a search is typed, with what came of it on the line below."""

from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, Static

from tui_reader.app import glyphs
from tui_reader.app.plain import plain
from tui_reader.app.rendering.moments import counted, time_taken
from tui_reader.app.widgets.text_field import TextField
from tui_reader.errors import QueryError

_PROMPT = "/"
_INDENT = 3  # cells before the first character of the query: margin, prompt and space


class SearchBar(Vertical):
    """Tells every change of the query; knows nothing of how the search is done.

    Its keys have priority, so that what is typed behind them in one go reaches the right place.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter,down,tab", "screen.results", "To the list", priority=True, id="search.results",
            tooltip="To the list of what was found",
        ),
        Binding(
            "escape", "screen.back", "Back", priority=True, id="search.back",
            tooltip="End the search and go back to where it began",
        ),
    ]  # fmt: skip

    @dataclass
    class Changed(Message):
        """The query is another one.

        Attributes:
            query: as typed; empty when there is nothing but space.
        """

        query: str

    def compose(self) -> ComposeResult:
        """The input and the line below it."""
        with Horizontal():
            yield Static(plain(f" {_PROMPT} "), classes="prompt")
            yield TextField(compact=True, placeholder='words, or "a phrase"', select_on_focus=False)
        yield Static("", markup=False, id="outcome")

    @property
    def query_text(self) -> str:
        """What is searched for, as typed; empty when there is nothing but space."""
        return self._input.value if self._input.value.strip() else ""

    def open(self) -> None:
        """Let the user type, behind what was typed before; the very next key counts."""
        self.display = True
        self.screen.set_focus(self._input)

    def search_for(self, query: str) -> None:
        """Appear with a query, and tell it, be it another one or not."""
        self.display = True
        with self.prevent(Input.Changed):
            self._input.value = query
        self._input.cursor_position = len(query)
        self.post_message(self.Changed(self.query_text))

    def close(self) -> None:
        """Vanish, and forget the query."""
        self.display = False
        with self.prevent(Input.Changed):
            self._input.value = ""
        self._say("")

    def show_nothing(self) -> None:
        """Say nothing: nothing is searched for."""
        self._say("")

    def show_outcome(self, count: int, seconds: float, *, so_far: bool = False) -> None:
        """Say how much was found in what time, and whether the index is still growing."""
        growing = " so far, the index is still growing" if so_far else ""
        self._say(f"{counted(count, 'update')} in {time_taken(seconds)}{growing}")

    def show_error(self, error: QueryError) -> None:
        """Point at the spot of the query that cannot be understood, and say why."""
        before = cell_len(error.query[: error.start])
        carets = glyphs.CARET * max(cell_len(error.query[error.start : error.end]), 1)
        pointed = f"{' ' * before}{carets} {error.reason}"
        fits = cell_len(pointed) + _INDENT <= self.size.width
        self._say(pointed if fits else error.reason, is_error=True)

    def show_failure(self, reason: str) -> None:
        """Say why no search is possible."""
        self._say(reason, is_error=True)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell the new query."""
        event.stop()
        self.post_message(self.Changed(self.query_text))

    @property
    def _input(self) -> Input:
        return self.query_one(Input)

    def _say(self, text: str, *, is_error: bool = False) -> None:
        outcome = self.query_one("#outcome", Static)
        outcome.set_class(is_error, "-error")
        outcome.update(plain(f"{' ' * _INDENT}{text}" if text else ""))
