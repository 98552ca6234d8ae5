"""What everything on the reading screen shares: its widgets, what is on show, the panes, the way back."""

from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.timer import Timer
from textual.widgets import Input, Static

from tui_reader.app import showing
from tui_reader.app.mark_writer import MarkWriter
from tui_reader.app.news_watch import NewsWatch
from tui_reader.app.plain import plain
from tui_reader.app.query_history import QueryHistory
from tui_reader.app.quoting_screen import QuotingScreen
from tui_reader.app.showing import Order, Showing, Subject, Within
from tui_reader.app.trail import Place, Trail
from tui_reader.app.widgets.key_bar import KeyBar
from tui_reader.app.widgets.linear import is_linear
from tui_reader.app.widgets.panes import Panes
from tui_reader.app.widgets.row_list import RowList
from tui_reader.app.widgets.search_bar import SearchBar
from tui_reader.app.widgets.title_bar import TitleBar
from tui_reader.app.widgets.update_detail import UpdateDetail
from tui_reader.app.widgets.update_list import UpdateList
from tui_reader.archive import Archive
from tui_reader.archive.schedule import Pace
from tui_reader.news import UpdateRow, UpdateView
from tui_reader.news.listing import Grouping
from tui_reader.settings import Settings

_ROOM_FOR_NOTICE = 12  # lines; a lower screen gives all of them to the panes
_DEFAULTS = Settings()
_READ_AFTER = 0.8  # seconds for which an update is on show before it counts as read
_HOW_TO_IMPORT = "A fictional sample. To read live blogs of your own: tui-reader import FILE"
_TYPED = (
    "search",
    "searches",
    "speakers",
    "find",
)  # their keys are text where text is typed


class ReadingRoom(QuotingScreen[None]):
    """The list of updates beside the update at its cursor; one of both on a narrow screen.

    What else one does here derives from this class, each thing in a class of its own: it brings its keys, its
    actions and its message handlers, and changes what is on show through `show` alone.

    Args:
        archive: the library, its index and its marks.
        label: what marks the library as a sample, None for the reader's own.
        notice: a line to show at the start.
        settings: how a first session begins; how often a source on the web is asked.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "read_on", "Read on", show=False, id="screen.read-on",
                tooltip="One page on in the update, then to the next one"),
        Binding("J", "neighbour(1)", "Next update", show=False, id="screen.next-update",
                tooltip="To the next update, from either pane"),
        Binding("K", "neighbour(-1)", "Previous update", show=False, id="screen.previous-update",
                tooltip="To the previous update, from either pane"),
        Binding("tab,shift+tab", "other_pane", "Other pane", show=False, id="screen.other-pane",
                tooltip="To the other pane"),
        Binding("escape", "back", "Back", show=False, id="screen.back",
                tooltip="Back: to the list, then from a search or the bookmarks to all updates"),
    ]  # fmt: skip

    def __init__(
        self,
        archive: Archive,
        *,
        label: str | None = None,
        notice: str | None = None,
        settings: Settings = _DEFAULTS,
    ) -> None:
        super().__init__(archive, MarkWriter(archive, self.post_message), UpdateDetail())
        self._label = label
        self._notice_text = notice or (_HOW_TO_IMPORT if label else "")
        self._showing = showing.everything(archive.everything())
        self._trail = Trail()
        self._wanted: Place | None = None
        self._within: Within | None = None
        self._order: Order = settings.order
        self._grouping: Grouping = settings.group
        self._dwelling: Timer | None = None
        self._title_bar = TitleBar(label)
        self._news_watch = NewsWatch(archive, Pace(float(settings.interval)))
        self._notice = Static(plain(self._notice_text), id="notice")
        self._history = QueryHistory(archive.session)
        self._search_bar = SearchBar(self._history)
        self._list = UpdateList()
        self._panes = Panes(self._list, self._detail)
        self._panes.choose(settings.layout)

    def compose(self) -> ComposeResult:
        """Bars above and below, the two panes between them."""
        yield self._title_bar
        yield self._notice
        yield self._search_bar
        yield self._panes
        yield KeyBar()
        yield self._news_watch

    def on_mount(self) -> None:
        """Begin with all updates."""
        self._notice.display = bool(self._notice_text)
        self.begin()
        self.lay_out_panes()
        self.set_focus(self._detail if self._panes.is_reading else self._list)

    def on_resize(self) -> None:
        """Show one pane or two."""
        self.lay_out_panes()

    def finish(self) -> None:
        """Wait until every mark is on disk."""
        self._marks.close()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A slash in a query is a slash, an S an S."""
        if action in _TYPED:
            return not isinstance(self.focused, Input)
        return super().check_action(action, parameters)

    # --- what is on show

    def begin(self) -> None:
        """Show what is to be seen first."""
        self.show(self._showing)

    def show_notice(self, text: str) -> None:
        """Show a line above the list, until Esc hides it."""
        self._notice.update(plain(text))
        self._notice.display = True

    def show(self, what: Showing, at: int = 0) -> None:
        """Show something else in the list, with the cursor on a row."""
        self._showing, self._within = what, what.subject.within
        if what.kind in ("everything", "bookmarks"):
            self._order = what.subject.order
        self._title_bar.show(what.title, what.count)
        self._list.show(what.listing, at=at, find_hits=what.find_hits, instead=what.instead)

    @property
    def place(self) -> Place:
        """Where the reader is."""
        row = self._list.row
        return Place(self._showing.subject, row.update_id if row else None, self._list.cursor or 0)

    def present(self, place: Place) -> None:
        """Show what was on show at a place, with the cursor on its update, else on its row."""
        if place.subject == self._showing.subject:
            self._list.move_to(place.row_in(self._showing.listing))
        else:
            self.present_anew(place)

    def present_anew(self, place: Place) -> None:
        """The same, made anew even where it is on show: it may hold more by now.

        What a search finds appears later, with the cursor on the update of the place.
        """
        if place.subject.kind == "search":
            self._wanted, self._within = place, place.subject.within
            self._search_bar.search_for(place.subject.query)
        else:
            self._search_bar.close()
            what = self._made(place.subject)
            self.show(what, place.row_in(what.listing))

    def _made(self, subject: Subject) -> Showing:
        if subject.kind == "bookmarks":
            listing = self._archive.bookmarks(subject.part, self._grouping)
            return showing.bookmarks(listing, subject.within, subject.order)
        listing = self._archive.everything(subject.part, self._grouping)
        return showing.everything(listing, subject.within, subject.order)

    @property
    def all_updates(self) -> Subject:
        """All updates, in the order in which the reader has lists."""
        return Subject("everything", order=self._order)

    def go_to_update(self, update_id: str) -> None:
        """Put the cursor on an update: in what is on show, or else among all updates."""
        is_here = self._showing.listing.index_of(update_id) is not None
        self.present(Place(self._showing.subject if is_here else self.all_updates, update_id))

    def show_everything(self) -> None:
        """All updates as they are now, with the cursor where it was when they were left."""
        subject = Subject("everything", within=self._within, order=self._order)
        what = self._made(subject)
        left = self._trail.latest(subject)
        self.show(what, left.row_in(what.listing) if left else 0)

    def remember_place(self, *, is_way_out: bool = True) -> None:
        """Remember where the reader is, before a jump; Esc leads back here where it is the way out."""
        self._trail.leave(self.place, is_way_out=is_way_out)

    def on_row_list_highlighted(self) -> None:
        """Show the update at the cursor beside the list."""
        self._title_bar.show_place((self._list.cursor or 0) + 1, self._list.count)
        if self._detail.display:
            self.show_update(self._list.row)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Go to the update, which counts as read at once."""
        self._list.move_to(event.index)
        row = self._list.row
        self.go_to_detail()
        self.stop_dwelling()
        if row and not row.is_read:
            self._marks.mark_read(row.update_id)

    def show_update(self, row: UpdateRow | None) -> None:
        """Show an update in the detail pane; it counts as read after a while."""
        view = self._archive.update(row.update_id) if row else None
        instead = "This update is no longer in the library." if row else ""
        self._detail.show(view, self._showing.find_hits, instead=instead)
        self.stop_dwelling()
        if row and view and not row.is_read:
            self._dwelling = self.set_timer(_READ_AFTER, partial(self._marks.mark_read, row.update_id))

    def stop_dwelling(self) -> None:
        """Do not take the update on show for read by itself."""
        if self._dwelling:
            self._dwelling.stop()
            self._dwelling = None

    def view_at_cursor(self) -> UpdateView | None:
        """The update at the cursor of the list."""
        row = self._list.row
        return self._archive.update(row.update_id) if row else None

    # --- panes

    def lay_out_panes(self) -> None:
        """Lay the panes out as was chosen, if the screen has room for it."""
        was_shown = self._detail.display
        self._panes.only_one = is_linear(self)
        self._panes.lay_out(self.size)
        if self._detail.display and not was_shown:
            self.show_update(self._list.row)
        self.set_class(self._panes.layout_now == "detail", "-detail-alone")
        self.set_class(self.size.height < _ROOM_FOR_NOTICE, "-short")

    def go_to_detail(self) -> None:
        """Go to the update at the cursor, if there is one."""
        if self._list.row is None:
            return
        self._panes.turn_to(reading=True)
        self.lay_out_panes()
        self.set_focus(self._detail)

    def open_detail(self) -> None:
        """Go to the update where only the list is on the screen."""
        if not self._detail.display:
            self.go_to_detail()

    def open_list(self) -> None:
        """Have the list on the screen; the focus stays where it is."""
        self._panes.turn_to(reading=False)
        self.lay_out_panes()

    def action_show_list(self) -> None:
        """Go to the list."""
        self.open_list()
        self.set_focus(self._list)

    def action_other_pane(self) -> None:
        """Go to the other pane."""
        if self.focused is self._detail:
            self.action_show_list()
        else:
            self.go_to_detail()

    def action_back(self) -> None:
        """Go back one step."""
        if self.focused is self._detail:
            self.action_show_list()
            return
        out = self._trail.way_out(self.place)
        if out:
            self._search_bar.close()
            self.present(out)
            self.action_show_list()
        elif self._search_bar.display or self._showing.kind != "everything":
            self._search_bar.close()
            self.show_everything()
            self.action_show_list()
        else:
            self._notice.display = False

    def action_neighbour(self, rows: int) -> None:
        """Go to the next or previous update."""
        self._list.action_move(rows)

    def action_read_on(self) -> None:
        """Go on reading: a page further, or to the next update."""
        if not self._detail.display:
            self.go_to_detail()
        elif self._detail.is_at_end:
            self._list.action_move(1)
        else:
            self._detail.action_scroll_pages(1)
