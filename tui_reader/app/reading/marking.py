"""Bookmarks and reading marks."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.worker import get_current_worker

from tui_reader.app.answers import ChosenSet, WayOut
from tui_reader.app.mark_writer import MarksChanged
from tui_reader.app.marking_screen import MARK_KEYS, MarkingScreen
from tui_reader.app.quoting_screen import QUOTATION_KEYS
from tui_reader.app.reading.room import ReadingRoom
from tui_reader.app.rendering.moments import long_date
from tui_reader.app.showing import Showing, Subject
from tui_reader.app.trail import Place
from tui_reader.archive.scope import OfDay, OfLiveBlog, OfSource, Scope
from tui_reader.news import Listing, UpdateView
from tui_reader.news.listing import list_source

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
        *MARK_KEYS,
        Binding("B", "bookmarks", "Bookmarks", id="screen.bookmarks",
                tooltip="The bookmarks with notes and tags: filter, sort, copy, write; B there: as a list"),
        *QUOTATION_KEYS,  # here, so that y Copy has room at the bottom of 80 columns
        Binding("r", "toggle_read", "Read / unread", show=False, id="screen.toggle-read",
                tooltip="Mark the update at the cursor read, or unread where it is read"),
        Binding("M", "mark_read", "Mark read", show=False, id="screen.mark-read",
                tooltip="Mark the day, the live blog, the source or all on show read or unread"),
        Binding("n", "unread(1)", "Unread", id="screen.next-unread", tooltip="To the next unread update"),
        Binding("N", "unread(-1)", "Unread before", show=False, id="screen.previous-unread",
                tooltip="To the previous unread update"),
    ]  # fmt: skip

    async def action_bookmarks(self) -> None:
        """Show the bookmarks; what is typed in one go with the key is meant for them."""
        from tui_reader.app.bookmarks_screen import BookmarksScreen  # noqa: PLC0415 - when it is opened

        screen = BookmarksScreen(self._archive, self._marks, self._label)
        await self.app.push_screen(screen, self._leave_bookmarks)

    def _leave_bookmarks(self, way_out: WayOut | None) -> None:
        if way_out is None:
            return
        self.remember_place()
        bookmark = way_out.bookmark
        self.present(
            Place(self.all_updates, bookmark.update.id)
            if bookmark
            else Place(Subject("bookmarks", within=self._within, order=self._order))
        )
        if way_out.quotation_id:
            self.go_to_detail()
            self.show_update(self._list.row)
            self._detail.move_to_quotation(way_out.quotation_id)
        else:
            self.action_show_list()

    def on_mount(self) -> None:
        """Tell of a note that was not saved, if the last session left one."""
        draft = self._archive.drafts.latest()
        if draft:
            self.notify(f"An unsaved note was kept; e on the update goes on with it: {draft.title}")

    def marks_changed(self, update_ids: Collection[str]) -> None:
        """Show marks in the list too."""
        super().marks_changed(update_ids)
        self._list.renew(update_ids)

    def on_marks_changed(self, event: MarksChanged) -> None:
        """Show marks everywhere once they are on disk."""
        for screen in self.app.screen_stack:
            if isinstance(screen, MarkingScreen) and event.update_ids:
                screen.marks_changed(event.update_ids)
        if event.outcome:
            self.notify(event.outcome)

    def action_toggle_read(self) -> None:
        """Mark the update at the cursor unread, or read."""
        row = self._list.row
        if row:
            self.stop_dwelling()
            self._marks.toggle_read(row.update_id)

    def action_mark_read(self) -> None:
        """Ask what to mark."""
        view = self.view_at_cursor()
        if view is None:
            return
        choices = _choices(self._showing, view)

        def mark(chosen: ChosenSet | None) -> None:
            if chosen:
                self.stop_dwelling()
                name, what = choices[chosen.number]
                self._marks.set_read(partial(self._ids, what), chosen.read, name)

        from tui_reader.app.mark_read_screen import MarkReadScreen  # noqa: PLC0415 - when it is opened

        self.app.push_screen(MarkReadScreen([name for name, _ in choices]), mark)

    def _ids(self, what: Scope | Listing) -> Sequence[str]:
        return self._archive.update_ids(what) if isinstance(what, Scope) else what.update_ids()

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


def _choices(shown: Showing, view: UpdateView) -> list[tuple[str, Scope | Listing]]:
    """What can be marked at once: all on show, and the day, the live blog and the source of an update."""
    update, blog = view.update, view.live_blog
    choices: list[tuple[str, Scope | Listing]] = [(f"All on show: {shown.title}", shown.listing)]
    if not view.is_missing:
        day = long_date(update.date) if update.date else "unknown"
        choices.append((f"Day: {day}", OfDay(update.date)))
        choices.append((f"Live blog: {blog.title or 'without title'}", OfLiveBlog(blog.id)))
    if not view.is_missing and list_source(blog):
        choices.append((f"Source: {list_source(blog)}", OfSource(list_source(blog))))
    return choices


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
