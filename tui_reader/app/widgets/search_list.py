"""The list of saved searches and of earlier queries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from tui_reader.app.name_filter import NameFilter
from tui_reader.app.plain_layout import PlainLayout
from tui_reader.app.rendering.styled import Line, Mark, Run, fitted, painted, width_of
from tui_reader.app.widgets.palette import component_classes
from tui_reader.app.widgets.row_list import RowList

_MARGIN = 1
_COUNT = 9  # cells: room for 999,999 and two spaces
_REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """A search that can be run again.

    Attributes:
        query: as it was typed.
        name: what it is saved under; empty for one of the history.
        is_removed: it was removed just now, and can be put back.
    """

    query: str
    name: str = ""
    is_removed: bool = False


class SearchList(RowList, can_focus=False):
    """Searches, a line each; the keys reach it through whatever has the focus."""

    PREFIX = "search-list"
    COMPONENT_CLASSES: ClassVar[set[str]] = component_classes(
        PREFIX, ("count", "name", "query", "hit", "muted", "cursor", "cursor-blurred")
    )

    def __init__(self) -> None:
        super().__init__()
        self._entries: list[SearchEntry] = []
        self._shown: list[int] = []
        self._counts: dict[str, int] = {}
        self._filter = NameFilter("")

    def show(self, entries: Iterable[SearchEntry]) -> None:
        """Show these."""
        self._entries = [*entries]
        self._lay_out()

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Say how much these queries find."""
        self._counts = {**self._counts, **counts}
        self.redraw()

    def filter(self, text: str) -> None:
        """Show those alone whose names or queries have words that begin as the words of the text do."""
        if self._filter.text != text:
            self._filter = NameFilter(text)
            self._lay_out()

    @property
    def entry(self) -> SearchEntry | None:
        """The search at the cursor."""
        return self._entries[self._shown[self._cursor]] if self._cursor < len(self._shown) else None

    def set_removed(self, removed: bool) -> None:
        """Show the search at the cursor as removed, or as put back."""
        if self.entry:
            self._entries[self._shown[self._cursor]] = replace(self.entry, is_removed=removed)
            self.redraw()

    @property
    def is_active(self) -> bool:
        """Keys always move the cursor."""
        return True

    def row_line(self, row: int, width: int) -> Line:
        """A search: name and query, and how much it finds."""
        entry = self._entries[self._shown[row]]
        if entry.is_removed:
            count = _REMOVED
        else:
            count = f"{self._counts[entry.query]:,}" if entry.query in self._counts else ""
        right = Run(f"{count:>{_COUNT}} ", ("muted" if entry.is_removed else "count",))
        left = [Run(" " * _MARGIN)]
        if entry.name:
            left += [*self._painted(entry.name, "muted" if entry.is_removed else "name"), Run("  ")]
        left += self._painted(entry.query, "muted" if entry.name or entry.is_removed else "query")
        return (*fitted(left, max(width - width_of((right,)), 0)), right)

    def _painted(self, text: str, role: str) -> Line:
        return painted(text, [Mark(start, end, "hit") for start, end in self._filter.spans(text)], role)

    def _lay_out(self) -> None:
        self._shown = [
            at
            for at, entry in enumerate(self._entries)
            if self._filter.matches(f"{entry.name} {entry.query}")
        ]
        instead = "No search like that" if self._entries else "No searches yet: / searches, w saves one"
        self.lay_out(PlainLayout(len(self._shown)), 0, instead)
