"""The bookmarks with their notes and tags, beside the updates in which they stand."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input
from textual.worker import get_current_worker

from tui_reader.app.answers import WayOut
from tui_reader.app.cited import Copied
from tui_reader.app.export_screen import ExportScreen
from tui_reader.app.mark_writer import MarkWriter
from tui_reader.app.marking_screen import MARK_KEYS
from tui_reader.app.quoting_screen import QUOTATION_KEYS, QuotingScreen
from tui_reader.app.rendering.moments import counted
from tui_reader.app.widgets.bookmark_list import BookmarkList
from tui_reader.app.widgets.key_bar import KeyBar
from tui_reader.app.widgets.name_field import NameField
from tui_reader.app.widgets.panes import Panes
from tui_reader.app.widgets.row_list import RowList
from tui_reader.app.widgets.title_bar import TitleBar
from tui_reader.app.widgets.update_detail import UpdateDetail
from tui_reader.archive import Archive
from tui_reader.archive.bookmark_export import markdown_of_bookmarks
from tui_reader.archive.bookmark_search import BookmarkFilter
from tui_reader.errors import ReaderError
from tui_reader.news import UpdateView

_SIDE_BY_SIDE = 90  # cells; narrower screens have the update below the list
_ORDERS = {"added": "latest set first", "published": "newest first", "source": "by source"}


@dataclass
class BookmarksRead(Message):
    """The bookmarks are at hand.

    Attributes:
        bookmarks: all of them.
    """

    bookmarks: BookmarkFilter


class BookmarksScreen(QuotingScreen[WayOut | None]):
    """All bookmarks; gives where the reader wants to go, or None.

    Args:
        archive: the library, its index and its marks.
        marks: writes marks.
        label: what marks the library as a sample, None for the reader's own.
    """

    KEYS = (
        Binding("enter", "leave_for", "Go there", id="bookmarks.go",
                tooltip="Show the update, at the quotation, in the list of updates"),
        Binding("slash", "filter", "Filter", id="bookmarks.filter",
                tooltip="Show those alone that have the words you type in note, tags, quotation or source"),
        Binding("O", "sort", "Order", id="bookmarks.sort",
                tooltip="Latest set first, newest published first, by source"),
        Binding("a", "copy_all", "Copy all", id="bookmarks.copy-all",
                tooltip="Copy what is on show as Markdown, with notes and tags"),
        Binding("w", "write", "Write", id="bookmarks.write",
                tooltip="Write what is on show into a file: Markdown, a page to print, CSV, JSON"),
        Binding("B", "as_list", "As a list", show=False, id="bookmarks.as-list",
                tooltip="Show the bookmarked updates in the list of updates"),
        Binding("l,right,tab,shift+tab", "other_pane", "Update", show=False, id="bookmarks.update",
                tooltip="To the update beside the list, and back"),
        Binding("escape,q", "back", "Back", id="bookmarks.close",
                tooltip="Back: from the update, from the filter, to where you were"),
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [*KEYS, *QUOTATION_KEYS, *MARK_KEYS]

    def __init__(self, archive: Archive, marks: MarkWriter, label: str | None) -> None:
        super().__init__(archive, marks, UpdateDetail())
        self._title_bar = TitleBar(label)
        self._field = NameField("Filter:", placeholder="words of note, tags, quotation or source")
        self._list = BookmarkList()
        self._panes = Panes(self._list, self._detail)

    def compose(self) -> ComposeResult:
        """Bars above and below, the two panes between them."""
        yield self._title_bar
        yield self._field
        yield self._panes
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin with the bookmark that was set last."""
        self._field.display = False
        self.lay_out_panes()
        self.set_focus(self._list)
        self._title_bar.show("Bookmarks", "")
        self._fetch()

    def on_resize(self) -> None:
        """Show the panes side by side, stacked, or one of both."""
        self.lay_out_panes()

    # --- what is on show

    @work(thread=True, exclusive=True, group="bookmarks")
    def _fetch(self) -> None:
        worker = get_current_worker()
        try:
            bookmarks = BookmarkFilter(self._archive.marks.bookmarks())
        except ReaderError as error:
            self.app.call_from_thread(self.notify, str(error), severity="error")
            return
        if not worker.is_cancelled:
            self.post_message(BookmarksRead(bookmarks))

    def on_bookmarks_read(self, event: BookmarksRead) -> None:
        """Show the bookmarks."""
        self._list.show(event.bookmarks)
        self._tell_count()

    def _tell_count(self) -> None:
        count = counted(len(self._list.shown), "bookmark")
        self._title_bar.show("Bookmarks", f"{count}, {_ORDERS[self._list.sort]}")

    def on_row_list_highlighted(self, event: RowList.Highlighted) -> None:
        """Show the update of the bookmark at the cursor, at its quotation."""
        self._title_bar.show_place((event.index or 0) + 1, self._list.count)
        bookmark = self._list.bookmark
        view = self._archive.update(bookmark.update.id) if bookmark else None
        self._detail.show(view)
        quotation_id = view.quotation_of(bookmark) if bookmark and view else None
        if quotation_id:
            self._detail.move_to_quotation(quotation_id)

    def marks_changed(self, update_ids: Collection[str]) -> None:
        """A bookmark may be gone, or bear another note."""
        super().marks_changed(update_ids)
        self._fetch()

    def target(self) -> tuple[UpdateView, str | None] | None:
        """What the bookmark at the cursor marks; in the update, what is chosen there."""
        bookmark = self._list.bookmark
        view = self._archive.update(bookmark.update.id) if bookmark else None
        if self.focused is self._detail or bookmark is None or view is None:
            return super().target()
        return view, view.quotation_of(bookmark) or bookmark.quotation_id

    def action_filter(self) -> None:
        """Let the user type words."""
        self._field.display = True
        self._field.take_focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the bookmarks that match."""
        self._list.filter(event.value)
        self._tell_count()

    def on_input_submitted(self) -> None:
        """Go on to the list."""
        self.action_show_list()

    def action_sort(self) -> None:
        """Take the next order."""
        self._list.sort_next()
        self._tell_count()

    # --- panes

    def lay_out_panes(self) -> None:
        """Lay the panes out."""
        self._panes.choose("split" if self.size.width >= _SIDE_BY_SIDE else "stacked")
        self._panes.turn_to(reading=self.focused is self._detail)
        self._panes.lay_out(self.size)

    def action_other_pane(self) -> None:
        """Go to the other pane."""
        if self.focused is self._detail:
            self.action_show_list()
        elif self._list.count:
            self._detail.display = True
            self.set_focus(self._detail)
            self.lay_out_panes()

    def action_show_list(self) -> None:
        """Go to the list."""
        self._list.display = True
        self.set_focus(self._list)
        self.lay_out_panes()

    # --- the ways out

    def action_back(self) -> None:
        """Go back one step."""
        if self.focused is self._detail:
            self.action_show_list()
        elif self._field.display:
            self._field.put("")
            self._field.display = False
            self.action_show_list()
        else:
            self.dismiss(None)

    def action_leave_for(self) -> None:
        """Show what is marked in the list of updates."""
        bookmark = self._list.bookmark
        view = self._archive.update(bookmark.update.id) if bookmark else None
        if view and view.is_missing:
            self.notify("No longer in the library; the bookmark's copy is beside the list")
        elif bookmark and view:
            self.dismiss(WayOut(bookmark, view.quotation_of(bookmark)))

    def on_row_list_chosen(self) -> None:
        """A click leads there too."""
        self.action_leave_for()

    def action_as_list(self) -> None:
        """Show all bookmarked updates in the list of updates."""
        self.dismiss(WayOut())

    # --- copying and writing

    def action_copy_all(self) -> None:
        """Copy everything on show as Markdown."""
        shown = self._list.shown
        if shown:
            what = f"{counted(len(shown), 'bookmark')}, as Markdown with notes and tags"
            self.post_message(Copied("".join(markdown_of_bookmarks(shown)), what))

    def action_write(self) -> None:
        """Ask for a file."""
        if self._list.shown:
            self.app.push_screen(ExportScreen(self._list.shown))
