"""The saved searches, and the queries that were looked at before."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input
from textual.worker import get_current_worker

from tui_reader.app.left_once import FullScreen
from tui_reader.app.query_history import QueryHistory
from tui_reader.app.typed_ahead import settled
from tui_reader.app.widgets.key_bar import KeyBar
from tui_reader.app.widgets.name_field import NameField
from tui_reader.app.widgets.row_list import RowList
from tui_reader.app.widgets.search_list import SearchEntry, SearchList
from tui_reader.app.widgets.title_bar import TitleBar
from tui_reader.archive import Archive
from tui_reader.errors import ReaderError


@dataclass
class SearchCounted(Message):
    """It is known how much a saved search finds.

    Attributes:
        query: its query.
        count: how many updates.
    """

    query: str
    count: int


class SearchesScreen(FullScreen[str | None]):
    """Saved searches with their counts, then earlier queries; gives the query to run, or None.

    Keys that are typed go into the filter, as among the speakers.

    Args:
        archive: has the saved searches, and counts.
        history: the earlier queries.
        label: what marks the library as a sample, None for the reader's own.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "run", "Search", priority=True, id="searches.run",
                tooltip="Run the search at the cursor"),
        Binding("delete,ctrl+d", "remove", "Remove", priority=True, id="searches.remove",
                tooltip="Remove the search at the cursor; again: put it back"),
        Binding("down", "move(1)", "Down", show=False, id="searches.down", tooltip="Next search"),
        Binding("up", "move(-1)", "Up", show=False, id="searches.up", tooltip="Previous search"),
        Binding("pagedown", "page(1)", "Page down", show=False, id="searches.page-down",
                tooltip="One page of searches down"),
        Binding("pageup", "page(-1)", "Page up", show=False, id="searches.page-up",
                tooltip="One page of searches up"),
        Binding("escape", "dismiss", "Back", priority=True, id="searches.close",
                tooltip="Back to where you were"),
    ]  # fmt: skip

    def __init__(self, archive: Archive, history: QueryHistory, label: str | None) -> None:
        super().__init__()
        self._archive = archive
        self._history = history
        self._title_bar = TitleBar(label)
        self._field = NameField("Search:", placeholder="type a part of its name or query")
        self._searches = SearchList()

    def compose(self) -> ComposeResult:
        """Bars above and below, the filter, the searches."""
        yield self._title_bar
        yield self._field
        yield self._searches
        yield KeyBar()

    def on_mount(self) -> None:
        """Show them, and count what they find."""
        saved = [SearchEntry(search.query, search.name) for search in self._archive.marks.searches()]
        named = {entry.query for entry in saved}
        earlier = [SearchEntry(query) for query in self._history.queries if query not in named]
        self._searches.show([*saved, *earlier])
        self._title_bar.show("Searches", f"{len(saved):,} saved, {len(earlier):,} earlier")
        self._count([entry.query for entry in saved])

    @work(thread=True, exclusive=True, group="counts")
    def _count(self, queries: list[str]) -> None:
        worker = get_current_worker()
        for query in queries:
            if worker.is_cancelled:
                return
            try:
                found = self._archive.search(query, cancelled=lambda: worker.is_cancelled)
            except ReaderError:
                continue  # one that cannot be run has no count; running it says why
            if found.is_complete:
                self.post_message(SearchCounted(query, found.count))

    def on_search_counted(self, event: SearchCounted) -> None:
        """Say how much it finds."""
        self._searches.show_counts({event.query: event.count})

    # --- choosing

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the searches that match."""
        self._searches.filter(event.value)

    def on_row_list_highlighted(self, event: RowList.Highlighted) -> None:
        """Say where the cursor stands."""
        self._title_bar.show_place((event.index or 0) + 1, self._searches.count)

    def on_row_list_chosen(self) -> None:
        """A click chooses too."""
        self.app.call_later(self.action_run)

    def action_move(self, rows: int) -> None:
        """Go to another search."""
        self._searches.action_move(rows)

    def action_page(self, pages: float) -> None:
        """Go pages on."""
        self._searches.action_page(pages)

    async def action_run(self) -> None:
        """Leave for the search at the cursor."""
        await self._filter_as_typed()
        if self._searches.entry:
            self.dismiss(self._searches.entry.query)

    async def action_remove(self) -> None:
        """Remove the search at the cursor, or put it back."""
        await self._filter_as_typed()
        entry = self._searches.entry
        if entry:
            self._searches.set_removed(not entry.is_removed)
            self._write(_removal(self._archive, self._history, entry))

    async def _filter_as_typed(self) -> None:
        await settled(self.focused)
        await settled(self)
        self._searches.filter(self._field.text)

    @work(thread=True, group="searches")
    def _write(self, change: Callable[[], None]) -> None:
        try:
            change()
        except ReaderError as error:
            self.app.call_from_thread(self.notify, str(error), severity="error")


def _removal(archive: Archive, history: QueryHistory, entry: SearchEntry) -> Callable[[], None]:
    """What removes a search from the disk, or puts it back there."""
    marks = archive.marks
    if entry.name and entry.is_removed:
        return lambda: marks.save_search(entry.name, entry.query)
    if entry.name:
        return lambda: marks.remove_search(entry.name)
    if entry.is_removed:
        history.add(entry.query)
    else:
        history.remove(entry.query)
    return history.keep
