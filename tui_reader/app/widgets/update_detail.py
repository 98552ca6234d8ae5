"""The pane that shows one update."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from tui_reader.app.rendering.styled import Line, Run
from tui_reader.app.rendering.update import FindHits, no_hits, update_lines
from tui_reader.app.widgets.line_pane import LinePane
from tui_reader.app.widgets.palette import component_classes
from tui_reader.news import UpdateView


class UpdateDetail(LinePane):
    """Headline, where and when, and the text of one update."""

    PREFIX = "update-detail"
    COMPONENT_CLASSES: ClassVar[set[str]] = component_classes(
        PREFIX,
        (
            "headline", "headline-quotation", "source", "muted", "rule", "bookmark", "key-event",
            "quotation", "quotation-bar", "speaker", "hit", "link", "caption", "embed", "embed-author",
            "furniture",
        ),
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "h,left", "screen.show_list", "List", id="detail.list", tooltip="Back to the list of updates"
        ),
    ]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._view: UpdateView | None = None
        self._find_hits: FindHits = no_hits
        self._instead = ""

    @property
    def view(self) -> UpdateView | None:
        """The update on show."""
        return self._view

    def show(self, view: UpdateView | None, find_hits: FindHits = no_hits, *, instead: str = "") -> None:
        """Show an update from its beginning, or the same one again where it was.

        Args:
            view: the update; None where there is none to show.
            find_hits: finds the words that were searched for.
            instead: what to say where there is no update.
        """
        is_same = view and self._view and view.update.id == self._view.update.id
        self._view, self._find_hits, self._instead = view, find_hits, instead
        if not is_same:
            self.scroll_to(y=0, animate=False, force=True)
        self.renew()

    def lines_for(self, width: int) -> Sequence[Line]:
        """The page of the update."""
        if self._view is None:
            return ((), (Run("  "), Run(self._instead, ("muted",))))
        return update_lines(self._view, width, self._find_hits)
