"""Searching as one types."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.timer import Timer
from textual.worker import get_current_worker

from tui_reader.app import showing
from tui_reader.app.reading.indexing import Indexing
from tui_reader.app.rendering.row import Snippet
from tui_reader.app.showing import Showing, Subject, Within
from tui_reader.app.widgets.search_bar import SearchBar
from tui_reader.app.widgets.update_list import UpdateList
from tui_reader.archive import SearchResult
from tui_reader.archive.search_result import Highlighter
from tui_reader.errors import QueryError, ReaderError
from tui_reader.news.listing import Grouping
from tui_reader.search import Completion

_FIRST_HITS = 100  # more than any screen shows
_SNIPPET = 120  # characters; a list cuts what it has no room for
_LOOKED_AT = 3.0  # seconds for which hits are on show before their query belongs to the history
_KEY_EVENTS = "is:key"  # the query that finds them


@dataclass
class Searched(Message):
    """A search is done.

    Attributes:
        query: what was searched for.
        within: the part of the library in which it was, None for all.
        outcome: what came of it.
    """

    query: str
    within: Within | None
    outcome: SearchResult | ReaderError


@dataclass
class Completed(Message):
    """It is known how a query may go on.

    Attributes:
        asked: what was typed where.
        ways: the ways to go on, best first.
    """

    asked: SearchBar.Changed
    ways: Sequence[Completion]


@dataclass
class Suggested(Message):
    """There is a query that may be meant by one that finds nothing.

    Attributes:
        query: what finds nothing.
        better: what may be meant.
    """

    query: str
    better: str


@dataclass
class SnippetsFound(Message):
    """It is known what the texts of some updates say.

    Attributes:
        hits: finds what is searched for.
        snippets: the parts of the texts around it, by update id.
    """

    hits: Highlighter
    snippets: Mapping[str, Snippet]


class Searching(Indexing):
    """The search bar and the search behind it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "search", "Search", priority=True, id="screen.search",
                tooltip="Search; results appear as you type"),
        Binding("E", "key_events", "Key events", show=False, id="screen.key-events",
                tooltip="Show what publishers mark as key events; again: show all"),
    ]  # fmt: skip

    _dwelling_on_query: Timer | None = None
    _hits: Highlighter | None = None

    def action_search(self) -> None:
        """Let the user type a query; what is typed in one go with the slash belongs to it."""
        if self._showing.kind != "search":
            self.remember_place()
        self.open_list()
        self._search_bar.open()
        self._prepare()

    @work(thread=True, exclusive=True, group="prepare")
    def _prepare(self) -> None:
        with suppress(ReaderError):  # the search itself tells what is wrong
            self._archive.prepare_search()

    def on_search_bar_changed(self, event: SearchBar.Changed) -> None:
        """Search anew; without a query, show all."""
        if self._dwelling_on_query:
            self._dwelling_on_query.stop()
        if event.cursor is not None:
            self._complete(event, event.cursor)
        if event.query:
            self._search(event.query)
        else:
            self._search_bar.show_nothing()
            self.show_everything()

    @work(thread=True, exclusive=True, group="complete")
    def _complete(self, asked: SearchBar.Changed, cursor: int) -> None:
        ways: Sequence[Completion] = ()
        with suppress(ReaderError):  # the search tells what is wrong
            ways = self._archive.complete(asked.query, cursor)
        self.post_message(Completed(asked, ways))

    def on_completed(self, event: Completed) -> None:
        """Offer how the query may go on."""
        self._search_bar.offer(event.asked, event.ways)

    @work(thread=True, exclusive=True, group="suggest")
    def _suggest(self, query: str) -> None:
        with suppress(ReaderError):
            better = self._archive.did_you_mean(query)
            if better:
                self.post_message(Suggested(query, better))

    def on_suggested(self, event: Suggested) -> None:
        """Offer what may be meant."""
        self._search_bar.suggest(event.query, event.better)

    def action_key_events(self) -> None:
        """Show the key events, or all updates again."""
        if self._search_bar.query_text == _KEY_EVENTS:
            self.remember_place(is_way_out=False)
            self._search_bar.close()
            self.show_everything()
        else:
            self.remember_place()
            self._search_bar.search_for(_KEY_EVENTS)
        self.action_show_list()

    def action_results(self) -> None:
        """Go on to the list; without a query there is no bar to keep."""
        if self._search_bar.query_text:
            self._keep_query(self._search_bar.query_text)
        else:
            self._search_bar.close()
        self.action_show_list()

    def _keep_query(self, query: str) -> None:
        """Have a query that was looked at in the history."""
        self._history.add(query)
        self._write_history()

    @work(thread=True, group="history")
    def _write_history(self) -> None:
        try:
            self._history.keep()
        except ReaderError as error:
            self.app.call_from_thread(self.notify, str(error), severity="warning")

    @work(thread=True, exclusive=True, group="search")
    def _search(self, query: str) -> None:
        """First the newest hits, which fill the screen at once, then all."""
        worker, within, grouping = get_current_worker(), self._within, self._grouping
        for limit in (_FIRST_HITS, None):
            outcome = self._outcome_of(query, within, limit, grouping, lambda: worker.is_cancelled)
            if worker.is_cancelled:
                return
            self.post_message(Searched(query, within, outcome))
            if isinstance(outcome, ReaderError) or outcome.is_complete:
                return

    def _outcome_of(
        self,
        query: str,
        within: Within | None,
        limit: int | None,
        grouping: Grouping,
        cancelled: Callable[[], bool],
    ) -> SearchResult | ReaderError:
        part = within.part if within else None
        try:
            return self._archive.search(
                query, as_you_type=True, limit=limit, within=part, grouping=grouping, cancelled=cancelled
            )
        except ReaderError as error:
            return error

    def on_searched(self, event: Searched) -> None:
        """Show what was found, unless the query is another one by now."""
        if isinstance(event.outcome, ReaderError) and not isinstance(event.outcome, QueryError):
            self.search_failed()
        if (event.query, event.within) != (self._search_bar.query_text, self._within):
            return
        match event.outcome:
            case QueryError() as error:
                self._search_bar.show_error(error)
            case ReaderError() as error:
                self._search_bar.show_failure(str(error))
            case result:
                if result.is_complete:
                    so_far = self._is_index_behind
                    self._search_bar.show_outcome(result.count, result.seconds, so_far=so_far)
                    self._outcome_is_known(event.query, result.count)
                if self._hits is None or self._showing.subject != Subject(
                    "search", event.query, event.within
                ):
                    self._hits = result.hits
                found = showing.found(result.listing, event.query, self._hits.spans, event.within)
                self.show(found, self._row_in(found))
                if result.is_complete:
                    self._wanted = None

    def on_update_list_unexplained(self, event: UpdateList.Unexplained) -> None:
        """Look for what the texts of these updates say."""
        if self._hits:
            self._find_snippets(event.update_ids, self._hits)

    @work(thread=True, group="snippets")
    def _find_snippets(self, update_ids: list[str], hits: Highlighter) -> None:
        with suppress(ReaderError):  # who reads such an update is told
            self.post_message(SnippetsFound(hits, self._archive.snippets(update_ids, hits, _SNIPPET)))

    def on_snippets_found(self, event: SnippetsFound) -> None:
        """Show them behind the headlines, unless another search is on show by now."""
        if event.hits is self._hits:
            self._list.explain(event.snippets)

    def _row_in(self, found: Showing) -> int:
        """Where the cursor is wanted, else where it stands if the same search is on show already."""
        for place in (self._wanted, self.place):
            row = place.row_in(found.listing) if place and place.subject == found.subject else None
            if row is not None:
                return row
        return 0

    def _outcome_is_known(self, query: str, count: int) -> None:
        """Keep a query that one dwells on; look for what may be meant by one that finds nothing."""
        if count:
            self._dwelling_on_query = self.set_timer(_LOOKED_AT, partial(self._keep_query, query))
        else:
            self._suggest(query)

    def on_index_caught_up(self) -> None:
        """What is searched for may be found in more updates by now."""
        if self._search_bar.query_text:
            self._search(self._search_bar.query_text)
