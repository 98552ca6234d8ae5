"""The line below a query: what came of it, or how it may go on."""

from collections.abc import Sequence
from typing import ClassVar

from textual.strip import Strip
from textual.widget import Widget

from tui_reader.app import glyphs
from tui_reader.app.rendering.styled import Line, Run, fitted, width_of
from tui_reader.app.widgets.palette import Palette, component_classes
from tui_reader.search import Completion

_GAP = "  "
_HOW_TO_TAKE = "   Tab takes it"


class OutcomeLine(Widget):
    """One line of text, or a choice of ways to go on, of which one is marked.

    Args:
        indent: how many cells to leave at the left.
    """

    PREFIX: ClassVar[str] = "outcome-line"
    COMPONENT_CLASSES: ClassVar[set[str]] = component_classes(PREFIX, ("muted", "error", "offer", "marked"))

    def __init__(self, indent: int) -> None:
        self._palette = Palette(self, self.PREFIX)
        self._indent = indent
        self._said: Line = ()
        self._lead = ""
        self._ways: Sequence[Completion] = ()
        self._at = 0
        super().__init__()

    def say(self, text: str, *, is_error: bool = False) -> None:
        """Show a text where no ways to go on are on show, and behind them."""
        said: Line = (Run(text, ("error" if is_error else "muted",)),) if text else ()
        if said != self._said:
            self._said = said
            self.refresh()

    def offer(self, ways: Sequence[Completion], lead: str = "") -> None:
        """Show ways to go on, after a text, with the first one marked; none takes those on show away."""
        if (lead, ways) != (self._lead, self._ways):
            self._lead, self._ways, self._at = lead, ways, 0
            self.refresh()

    @property
    def marked(self) -> Completion | None:
        """The way that is marked, None where none is on show."""
        return self._ways[self._at] if self._ways else None

    @property
    def is_suggestion(self) -> bool:
        """Whether another query is on offer, rather than the rest of this one."""
        return bool(self._ways and self._lead)

    def mark(self, step: int) -> bool:
        """Mark the next or previous way; False where none is on show."""
        if self._ways:
            self._at = (self._at + step) % len(self._ways)
            self.refresh()
        return bool(self._ways)

    def render_line(self, y: int) -> Strip:  # noqa: ARG002
        """The line."""
        width = self.size.width
        line = self._offers(width - self._indent) if self._ways else self._said
        return self._palette.strip(fitted((Run(" " * self._indent), *line), width), width)

    def _offers(self, width: int) -> Line:
        """The ways from the first one on, or as many as still show the marked one."""
        runs = [Run(self._lead + _GAP, ("muted",))] if self._lead else []
        first = 0
        while first < self._at and width_of(self._choice(first, self._at)) > width:
            first += 1
        runs += [Run(glyphs.CUT + _GAP, ("muted",))] if first else []
        runs += self._choice(first, len(self._ways) - 1)
        return (*runs, Run(_HOW_TO_TAKE, ("muted",)))

    def _choice(self, first: int, last: int) -> list[Run]:
        runs: list[Run] = []
        for at in range(first, last + 1):
            runs.append(Run(self._ways[at].text, ("marked" if at == self._at else "offer",)))
            if at < last:
                runs.append(Run(_GAP))
        return runs

    def notify_style_update(self) -> None:
        """Colours or theme changed."""
        self._palette.forget()
        super().notify_style_update()
