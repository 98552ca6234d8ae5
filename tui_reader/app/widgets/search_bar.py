"""The bar in which a search is typed, with what came of it, or how it may go on, on the line below."""

import asyncio
from collections.abc import Sequence
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
from tui_reader.app.query_history import QueryHistory
from tui_reader.app.rendering.moments import counted, time_taken
from tui_reader.app.typed_ahead import settled
from tui_reader.app.widgets.outcome_line import OutcomeLine
from tui_reader.app.widgets.text_field import TextField
from tui_reader.errors import QueryError
from tui_reader.search import Completion
from tui_reader.search.query import MAX_LENGTH

_PROMPT = "/"
_INDENT = 3  # cells before the first character of the query: margin, prompt and space
_PATIENCE = 0.3  # seconds that a Tab waits for completions that are on their way


class SearchBar(Vertical):
    """Tells every change of the query; knows nothing of how the search is done.

    Its keys have priority, so that what is typed behind them in one go reaches the right place.

    Args:
        history: the queries to walk through.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter", "accept", "To the list", priority=True, id="search.results",
            tooltip="To the list of what was found; where nothing was, search for what may be meant",
        ),
        Binding(
            "escape", "screen.back", "Back", priority=True, id="search.back",
            tooltip="End the search and go back to where it began",
        ),
        Binding(
            "tab", "take", "Complete", priority=True, id="search.take",
            tooltip="Type what is marked on the line below",
        ),
        Binding(
            "down", "down", "Down", show=False, priority=True, id="search.down",
            tooltip="Mark the next completion; to the next query where one walks them; else to the list",
        ),
        Binding(
            "up", "up", "Earlier query", show=False, priority=True, id="search.up",
            tooltip="Mark the completion before; in an empty bar, walk through earlier queries",
        ),
    ]  # fmt: skip

    @dataclass
    class Changed(Message):
        """The query is another one.

        Attributes:
            query: as typed; empty when there is nothing but space.
            cursor: where it was typed, to complete it there; None where it was not typed.
        """

        query: str
        cursor: int | None = None

    def __init__(self, history: QueryHistory) -> None:
        super().__init__()
        self._history = history
        self._input = TextField(
            compact=True, placeholder='words, or "a phrase"', select_on_focus=False, max_length=MAX_LENGTH
        )
        self._line = OutcomeLine(_INDENT)
        self._put = ""
        self._is_completing = False

    def compose(self) -> ComposeResult:
        """The input and the line below it."""
        with Horizontal():
            yield Static(plain(f" {_PROMPT} "), classes="prompt")
            yield self._input
        yield self._line

    @property
    def query_text(self) -> str:
        """What is searched for, as typed; empty when there is nothing but space."""
        return self._input.value if self._input.value.strip() else ""

    # --- coming and going

    def open(self) -> None:
        """Let the user type, behind what was typed before; the very next key counts."""
        self.display = True
        self.screen.set_focus(self._input)

    def search_for(self, query: str) -> None:
        """Appear with a query, and tell it, be it another one or not."""
        self.display = True
        with self.prevent(Input.Changed):
            self._set(query)
        self.post_message(self.Changed(self.query_text))

    def close(self) -> None:
        """Vanish, and forget the query."""
        self.display = False
        with self.prevent(Input.Changed):
            self._input.value = ""
        self._line.offer(())
        self._line.say("")

    # --- the line below

    def show_nothing(self) -> None:
        """Say nothing: nothing is searched for."""
        self._line.say("")

    def show_outcome(self, count: int, seconds: float, *, so_far: bool = False) -> None:
        """Say how much was found in what time, and whether the index is still growing."""
        growing = " so far, the index is still growing" if so_far else ""
        self._line.say(f"{counted(count, 'update')} in {time_taken(seconds)}{growing}")

    def show_error(self, error: QueryError) -> None:
        """Point at the spot of the query that cannot be understood, and say why."""
        before = cell_len(error.query[: error.start])
        carets = glyphs.CARET * max(cell_len(error.query[error.start : error.end]), 1)
        pointed = f"{' ' * before}{carets} {error.reason}"
        fits = cell_len(pointed) + _INDENT <= self.size.width
        self._line.say(pointed if fits else error.reason, is_error=True)

    def show_failure(self, reason: str) -> None:
        """Say why no search is possible."""
        self._line.say(reason, is_error=True)

    def offer(self, event: Changed, ways: Sequence[Completion]) -> None:
        """Offer ways to complete the query, unless it is another one by now."""
        query = event.query
        if query == self.query_text:
            self._line.offer([way for way in ways if way.text != query[way.start : way.end]])
            self._is_completing = False

    def suggest(self, query: str, better: str) -> None:
        """Offer another query in place of one that found nothing."""
        if query == self.query_text:
            self._line.offer([Completion(0, len(self._input.value), better)], "Did you mean")

    # --- keys

    async def action_accept(self) -> None:
        """Go on to the list, or to what may be meant."""
        if self._line.is_suggestion:
            self._take_marked()
        else:
            await self.run_action("screen.results")

    async def action_take(self) -> None:
        """Type the marked completion; without any, nothing: a Tab too many must not end the typing."""
        await settled(self._input)
        await settled(self)
        for _ in range(int(_PATIENCE / 0.01)):
            if not self._is_completing:
                break
            await asyncio.sleep(0.01)
        self._take_marked()

    async def action_down(self) -> None:
        """Mark the next completion, go to the next query of those one walks, or to the list."""
        if self._line.mark(1):
            return
        newer = self._history.newer(self._input.value)
        if newer is None:
            await self.run_action("screen.results")
        else:
            self._set(newer)

    async def action_up(self) -> None:
        """Mark the completion before, or go to the query before."""
        await settled(self._input)
        if self._line.mark(-1):
            return
        older = self._history.older(self._input.value)
        if older is not None:
            self._set(older)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell the new query."""
        event.stop()
        is_typed = event.value != self._put
        self._is_completing = is_typed
        if not is_typed or self._line.is_suggestion:
            self._line.offer(())
        self.post_message(self.Changed(self.query_text, self._input.cursor_position if is_typed else None))

    def _take_marked(self) -> None:
        way, query = self._line.marked, self._input.value
        if way is None:
            return
        is_the_end = way.end == len(query) and not way.text.endswith(":") and not self._line.is_suggestion
        text = f"{way.text} " if is_the_end else way.text
        self._input.value = f"{query[: way.start]}{text}{query[way.end :]}"
        self._input.cursor_position = way.start + len(text)

    def _set(self, query: str) -> None:
        """Have a query that is not typed, and therefore not completed."""
        self._put = query
        self._input.value = query
        self._input.cursor_position = len(query)
