"""The screen in which one reads: it owns what is on show, and runs the workers."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from tui_reader.app import showing
from tui_reader.app.mark_writer import MarksChanged, MarkWriter, QuotationsChanged
from tui_reader.app.news_watch import NewsArrived, NewsWatch
from tui_reader.app.quoting_screen import QUOTATION_KEYS, QuotingScreen
from tui_reader.app.scopes import NamedScope, scopes_around
from tui_reader.app.showing import Showing
from tui_reader.app.speakers_screen import SpeakersScreen
from tui_reader.app.widgets.key_bar import KeyBar
from tui_reader.app.widgets.search_bar import SearchBar
from tui_reader.app.widgets.title_bar import TitleBar
from tui_reader.app.widgets.update_detail import UpdateDetail
from tui_reader.app.widgets.update_list import UpdateList
from tui_reader.archive import Archive, SearchResult
from tui_reader.archive.scope import Bookmarked, Everything, Found
from tui_reader.errors import QueryError, ReaderError
from tui_reader.news import Listing, UpdateRow, UpdateView
from tui_reader.news.statement import Statement

_TWO_PANES = 90  # cells; narrower screens show one pane at a time
_ROOM_FOR_NOTICE = 12  # lines; a lower screen gives all of them to the panes
_READ_AFTER = 0.8  # seconds for which an update is on show before it counts as read
_FIRST_HITS = 100  # more than any screen shows
_AT_ONCE = 256  # rows looked at together in the search for an unread one
_KEY_EVENTS = "is:key"  # the query that finds them
_HOW_TO_IMPORT = "A fictional sample. To read live blogs of your own: tui-reader import FILE"


@dataclass
class Searched(Message):
    """A search is done.

    Attributes:
        query: what was searched for.
        outcome: what came of it.
    """

    query: str
    outcome: SearchResult | ReaderError


class IndexCaughtUp(Message):
    """The index holds every update of the library."""


@dataclass
class UnreadFound(Message):
    """The search for an unread update is done.

    Attributes:
        listing: where it was searched for.
        index: its row; None where every update is read.
    """

    listing: Listing
    index: int | None


class ReadingScreen(QuotingScreen[None]):
    """The list of updates beside the update at its cursor; one of both on a narrow screen.

    Args:
        archive: the library, its index and its marks.
        label: what marks the library as a sample, None for the reader's own.
        notice: a line to show at the start.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "search", "Search", priority=True, id="screen.search",
                tooltip="Search; results appear as you type"),
        Binding("b", "bookmark", "Bookmark", id="screen.bookmark",
                tooltip="Set a bookmark on the update, or take it away"),
        Binding("S", "speakers", "Speakers", priority=True, id="screen.speakers",
                tooltip="Who is quoted in what is on show, and how much; then what they said"),
        *QUOTATION_KEYS,
        Binding("B", "bookmarks", "Bookmarks", id="screen.bookmarks",
                tooltip="Show the bookmarked updates; again: show all"),
        Binding("n", "unread(1)", "Unread", id="screen.next-unread", tooltip="To the next unread update"),
        Binding("N", "unread(-1)", "Unread before", show=False, id="screen.previous-unread",
                tooltip="To the previous unread update"),
        Binding("space", "read_on", "Read on", show=False, id="screen.read-on",
                tooltip="One page on in the update, then to the next one"),
        Binding("J", "neighbour(1)", "Next update", show=False, id="screen.next-update",
                tooltip="To the next update, from either pane"),
        Binding("K", "neighbour(-1)", "Previous update", show=False, id="screen.previous-update",
                tooltip="To the previous update, from either pane"),
        Binding("tab,shift+tab", "other_pane", "Other pane", show=False, id="screen.other-pane",
                tooltip="To the other pane"),
        Binding("e", "key_events", "Key events", show=False, id="screen.key-events",
                tooltip="Show what publishers mark as key events; again: show all"),
        Binding("v", "earlier_wording", "Earlier wording", show=False, id="screen.earlier-wording",
                tooltip="What the update said before its publisher changed it; again: before that"),
        Binding("R", "refresh", "Refresh", show=False, id="screen.refresh",
                tooltip="Show what is new, at the newest update; ask the sources where nothing is"),
        Binding("escape", "back", "Back", show=False, id="screen.back",
                tooltip="Back: to the list, then from a search or the bookmarks to all updates"),
    ]  # fmt: skip

    def __init__(self, archive: Archive, *, label: str | None = None, notice: str | None = None) -> None:
        super().__init__(archive, MarkWriter(archive, self.post_message), UpdateDetail())
        self._label = label
        self._notice_text = notice or (_HOW_TO_IMPORT if label else "")
        self._showing = showing.everything(archive.everything())
        self._is_index_behind = True
        self._came_from: str | None = None
        self._left: tuple[Showing, int] | None = None
        self._is_reading = False
        self._dwelling: Timer | None = None
        self._title_bar = TitleBar(label)
        self._news_watch = NewsWatch(archive)
        self._notice = Static(self._notice_text, markup=False, id="notice")
        self._search_bar = SearchBar()
        self._list = UpdateList()

    def compose(self) -> ComposeResult:
        """Bars above and below, the two panes between them."""
        yield self._title_bar
        yield self._notice
        yield self._search_bar
        with Horizontal(id="panes"):
            yield self._list
            yield self._detail
        yield KeyBar()
        yield self._news_watch

    def on_mount(self) -> None:
        """Begin with all updates; what takes time waits until they are on the screen."""
        self._notice.display = bool(self._notice_text)
        self._arrange()
        self._show(self._showing)
        self.set_focus(self._list)
        self.call_after_refresh(self._catch_up_index)

    def on_resize(self) -> None:
        """Show one pane or two."""
        self._arrange()

    def finish(self) -> None:
        """Wait until every mark is on disk."""
        self._marks.close()

    # --- what is on show

    def _show(self, what: Showing, at: int = 0) -> None:
        self._showing = what
        self._title_bar.show(what.title, what.count)
        self._list.show(what.listing, at=at, find_hits=what.find_hits, instead=what.instead)

    def _show_everything(self) -> None:
        """All updates, with the cursor where it was when they were left."""
        listing = self._archive.everything()
        at = listing.index_of(self._came_from) if self._came_from else 0
        self._show(showing.everything(listing), at or 0)

    def _remember_place(self) -> None:
        self._left = None
        row = self._list.row
        if self._showing.kind == "everything" and row:
            self._came_from = row.update_id

    def on_update_list_highlighted(self, event: UpdateList.Highlighted) -> None:
        """Show the update at the cursor beside the list."""
        self._title_bar.show_place(event.index + 1, self._list.count)
        if self._detail.display:
            self._show_update(event.row)

    def on_update_list_chosen(self, event: UpdateList.Chosen) -> None:
        """Go to the update, which counts as read at once."""
        self._go_to_detail()
        self._stop_dwelling()
        if not event.row.is_read:
            self._marks.mark_read(event.row.update_id)

    def _show_update(self, row: UpdateRow | None) -> None:
        view = self._archive.update(row.update_id) if row else None
        instead = "This update is no longer in the library." if row else ""
        self._detail.show(view, self._showing.find_hits, instead=instead)
        self._stop_dwelling()
        if row and view and not row.is_read:
            self._dwelling = self.set_timer(_READ_AFTER, partial(self._marks.mark_read, row.update_id))

    def _stop_dwelling(self) -> None:
        if self._dwelling:
            self._dwelling.stop()
            self._dwelling = None

    # --- panes

    @property
    def _has_two_panes(self) -> bool:
        return self.size.width >= _TWO_PANES

    def _arrange(self) -> None:
        self._list.display = self._has_two_panes or not self._is_reading
        was_shown = self._detail.display
        self._detail.display = self._has_two_panes or self._is_reading
        if self._detail.display and not was_shown:
            self._show_update(self._list.row)
        self.set_class(not self._has_two_panes, "-one-pane")
        self.set_class(self.size.height < _ROOM_FOR_NOTICE, "-short")

    def _go_to_detail(self) -> None:
        if self._list.row is None:
            return
        self._is_reading = True
        self._arrange()
        self.set_focus(self._detail)

    def action_show_list(self) -> None:
        """Go to the list."""
        self._is_reading = False
        self._arrange()
        self.set_focus(self._list)

    def action_other_pane(self) -> None:
        """Go to the other pane."""
        if self.focused is self._detail:
            self.action_show_list()
        else:
            self._go_to_detail()

    def action_back(self) -> None:
        """Go back one step."""
        if self.focused is self._detail:
            self.action_show_list()
        elif self._left:
            self._show(*self._left)
            self._left = None
        elif self._search_bar.display or self._showing.kind != "everything":
            self._search_bar.close()
            self._show_everything()
            self.action_show_list()
        else:
            self._notice.display = False

    def action_neighbour(self, rows: int) -> None:
        """Go to the next or previous update."""
        self._list.action_move(rows)

    def action_read_on(self) -> None:
        """Go on reading: a page further, or to the next update."""
        if not self._detail.display:
            self._go_to_detail()
        elif self._detail.is_at_end:
            self._list.action_move(1)
        else:
            self._detail.action_scroll_pages(1)

    # --- what is new

    def on_news_arrived(self, event: NewsArrived) -> None:
        """Say how much there is; the list stays as it is until the reader wants it otherwise."""
        self._title_bar.show_news(event.text)

    def action_refresh(self) -> None:
        """Go to the newest of what is new; where nothing is, look for it."""
        found = self._news_watch.take()
        self._remember_place()
        if found.newest_id:
            self._came_from = found.newest_id
            self._search_bar.close()
            self._show_everything()
            self.action_show_list()
            return
        if self._showing.kind == "everything":
            self._show_everything()
        self._news_watch.ask_all()

    def action_earlier_wording(self) -> None:
        """Show the wording before the one on show."""
        self.open_detail()
        view = self._detail.view
        wordings = self._archive.wordings(view.update.id) if view else []
        if wordings:
            self._detail.show_earlier(wordings)
        else:
            self.notify("The publisher has not changed this update")

    # --- searching

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A slash in a query is a slash, an S an S."""
        if action in ("search", "speakers"):
            return not isinstance(self.focused, Input)
        return super().check_action(action, parameters)

    def action_search(self) -> None:
        """Let the user type a query; what is typed in one go with the slash belongs to it."""
        self._remember_place()
        self._is_reading = False
        self._arrange()
        self._search_bar.open()

    def on_search_bar_changed(self, event: SearchBar.Changed) -> None:
        """Search anew; without a query, show all."""
        if event.query:
            self._search(event.query)
        else:
            self._search_bar.show_nothing()
            self._show_everything()

    def action_key_events(self) -> None:
        """Show the key events, or all updates again."""
        if self._search_bar.query_text == _KEY_EVENTS:
            self._search_bar.close()
            self._show_everything()
        else:
            self._remember_place()
            self._search_bar.search_for(_KEY_EVENTS)
        self.action_show_list()

    def action_results(self) -> None:
        """Go on to the list; without a query there is no bar to keep."""
        if not self._search_bar.query_text:
            self._search_bar.close()
        self.action_show_list()

    @work(thread=True, exclusive=True, group="search")
    def _search(self, query: str) -> None:
        """First the newest hits, which fill the screen at once, then all."""
        worker = get_current_worker()
        for limit in (_FIRST_HITS, None):
            outcome = self._outcome_of(query, limit, lambda: worker.is_cancelled)
            if worker.is_cancelled:
                return
            self.post_message(Searched(query, outcome))
            if isinstance(outcome, ReaderError) or outcome.is_complete:
                return

    def _outcome_of(
        self, query: str, limit: int | None, cancelled: Callable[[], bool]
    ) -> SearchResult | ReaderError:
        try:
            return self._archive.search(query, as_you_type=True, limit=limit, cancelled=cancelled)
        except ReaderError as error:
            return error

    def on_searched(self, event: Searched) -> None:
        """Show what was found, unless the query is another one by now."""
        if event.query != self._search_bar.query_text:
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
                found = showing.found(result.listing, event.query, result.hits.spans)
                row = self._list.row if self._showing.title == found.title else None
                self._show(found, found.listing.index_of(row.update_id) or 0 if row else 0)

    @work(thread=True, group="index")
    def _catch_up_index(self) -> None:
        """What was imported by another program, or in an interrupted import, becomes searchable."""
        worker = get_current_worker()
        try:
            self._archive.catch_up_index(cancelled=lambda: worker.is_cancelled)
        except ReaderError as error:
            self.app.call_from_thread(self.notify, str(error), severity="warning")
        self.post_message(IndexCaughtUp())
        with suppress(ReaderError):  # an index that stays unmerged answers as well, only later
            self._archive.merge_index(cancelled=lambda: worker.is_cancelled)

    def on_index_caught_up(self) -> None:
        """What is searched for may be found in more updates by now."""
        self._is_index_behind = False
        if self._search_bar.query_text:
            self._search(self._search_bar.query_text)

    # --- speakers

    async def action_speakers(self) -> None:
        """Show who is quoted; what is typed in one go with the key belongs to the filter there."""
        scopes = scopes_around(self._shown_scope(), self.view_at_cursor())
        await self.app.push_screen(
            SpeakersScreen(self._archive, self._marks, scopes, self._label), self._go_to_statement
        )

    def _shown_scope(self) -> NamedScope:
        kind, title = self._showing.kind, self._showing.title
        if kind == "search":
            return NamedScope(Found(self._search_bar.query_text, as_you_type=True), title)
        return NamedScope(Bookmarked() if kind == "bookmarks" else Everything(), title)

    def _go_to_statement(self, statement: Statement | None) -> None:
        """Go to the update of a statement; Esc leads back to where the reader was."""
        if statement is None:
            return
        update_id = statement.source.update_id
        left = self._left or (self._showing, self._list.cursor)
        index = self._showing.listing.index_of(update_id)
        if index is None:
            listing = self._archive.everything()
            self._show(showing.everything(listing), listing.index_of(update_id) or 0)
        else:
            self._list.move_to(index)
        self._left = left
        self.action_show_list()
        if self._detail.display:
            self._show_update(self._list.row)
            self._detail.move_to_quotation(statement.quotation_id)

    def view_at_cursor(self) -> UpdateView | None:
        """The update at the cursor of the list."""
        row = self._list.row
        return self._archive.update(row.update_id) if row else None

    def open_detail(self) -> None:
        """Go to the update where only the list is on the screen."""
        if not self._detail.display:
            self._go_to_detail()

    def on_quotations_changed(self, event: QuotationsChanged) -> None:
        """Show a correction everywhere, and let searches know of it."""
        for screen in self.app.screen_stack:
            if isinstance(screen, QuotingScreen | SpeakersScreen):
                screen.quotations_changed(event.update_id)
        self.notify(event.outcome)
        self._catch_up_index()

    # --- marks

    def action_bookmark(self) -> None:
        """Set a bookmark on the update at the cursor, or take it away."""
        row = self._list.row
        if row:
            self._marks.toggle_bookmark(row.update_id)

    def action_bookmarks(self) -> None:
        """Show the bookmarks, or all updates again."""
        self._remember_place()
        self._search_bar.close()
        if self._showing.kind == "bookmarks":
            self._show_everything()
        else:
            self._show(showing.bookmarks(self._archive.bookmarks()))
        self.action_show_list()

    def on_marks_changed(self, event: MarksChanged) -> None:
        """Show marks once they are on disk."""
        self._list.change(event.update_id, is_read=event.is_read, is_bookmarked=event.is_bookmarked)
        view = self._detail.view
        if event.is_bookmarked is not None and view and view.update.id == event.update_id:
            self._detail.show(self._archive.update(event.update_id), self._showing.find_hits)

    def action_unread(self, step: int) -> None:
        """Go to the next or previous unread update."""
        if self._list.count:
            self._find_unread(self._showing.listing, self._list.cursor, step)

    @work(thread=True, exclusive=True, group="unread")
    def _find_unread(self, listing: Listing, start: int, step: int) -> None:
        worker = get_current_worker()
        index = _next_unread(listing, start, step, lambda: worker.is_cancelled)
        if not worker.is_cancelled:
            self.post_message(UnreadFound(listing, index))

    def on_unread_found(self, event: UnreadFound) -> None:
        """Go to the unread update."""
        if event.listing is not self._showing.listing:
            return
        if event.index is None:
            self.notify("No further unread update in this direction")
        else:
            self._list.move_to(event.index)


def _next_unread(listing: Listing, start: int, step: int, is_cancelled: Callable[[], bool]) -> int | None:
    """The nearest unread row after `start` (`step` 1) or before it (-1)."""
    at = start + step
    while 0 <= at < len(listing) and not is_cancelled():
        low, high = (at, at + _AT_ONCE) if step > 0 else (max(at + 1 - _AT_ONCE, 0), at + 1)
        rows = [*enumerate(listing.rows(low, high), low)]
        for index, row in rows if step > 0 else reversed(rows):
            if not row.is_read:
                return index
        at = high if step > 0 else low - 1
    return None
