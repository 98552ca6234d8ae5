"""Bookmarks and reading marks."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.worker import get_current_worker

from tui_reader.app.mark_writer import MarksChanged
from tui_reader.app.reading.room import ReadingRoom
from tui_reader.app.showing import BOOKMARKS
from tui_reader.app.trail import Place
from tui_reader.news import Listing

_AT_ONCE = 256  # rows looked at together in the search for an unread one


@dataclass
class UnreadFound(Message):
    """The search for an unread update is done.

    Attributes:
        listing: where it was searched for.
        index: its row; None where every update is read.
    """

    listing: Listing
    index: int | None


class Marking(ReadingRoom):
    """Setting marks, showing them, and going by them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b", "bookmark", "Bookmark", id="screen.bookmark",
                tooltip="Set a bookmark on the update, or take it away"),
        Binding("B", "bookmarks", "Bookmarks", id="screen.bookmarks",
                tooltip="Show the bookmarked updates; again: show all"),
        Binding("n", "unread(1)", "Unread", id="screen.next-unread", tooltip="To the next unread update"),
        Binding("N", "unread(-1)", "Unread before", show=False, id="screen.previous-unread",
                tooltip="To the previous unread update"),
    ]  # fmt: skip

    def action_bookmark(self) -> None:
        """Set a bookmark on the update at the cursor, or take it away."""
        row = self._list.row
        if row:
            self._marks.toggle_bookmark(row.update_id)

    def action_bookmarks(self) -> None:
        """Show the bookmarks, or all updates again."""
        if self._showing.subject == BOOKMARKS:
            self.remember_place(is_way_out=False)
            self.show_everything()
        else:
            self.remember_place()
            self.present(Place(BOOKMARKS))
        self.action_show_list()

    def on_marks_changed(self, event: MarksChanged) -> None:
        """Show marks once they are on disk."""
        self._list.change(event.update_id, is_read=event.is_read, is_bookmarked=event.is_bookmarked)
        view = self._detail.view
        if event.is_bookmarked is not None and view and view.update.id == event.update_id:
            self._detail.show(self._archive.update(event.update_id), self._showing.find_hits)

    def action_unread(self, step: int) -> None:
        """Go to the next or previous unread update."""
        if self._list.cursor is not None:
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
