"""Marks that other windows and programs set."""

from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass

from textual import work
from textual.message import Message

from tui_reader.app.mark_writer import MarksChanged
from tui_reader.app.reading.room import ReadingRoom
from tui_reader.errors import ReaderError
from tui_reader.library import Marked, MarkPoint
from tui_reader.news import UpdateRow, UpdateView


@dataclass
class MarksNoticed(Message):
    """Marks were changed since they were last looked at, here or elsewhere.

    Attributes:
        point: when they were looked at now.
        update_ids: the updates they are on.
        marked: which of these bear which mark now.
    """

    point: MarkPoint
    update_ids: AbstractSet[str]
    marked: Marked


class Noticing(ReadingRoom):
    """Shows what others marked: when the terminal regains the focus, at R, and with the next update.

    Nothing polls: until then, and while nobody marks anything, it costs one look at one file.
    """

    _mark_point: MarkPoint | None = None

    def on_mount(self) -> None:
        """From now on changes count."""
        with suppress(ReaderError):  # it is told by whatever needs the marks next
            self._mark_point = self._archive.marks.point()
        self.watch(self.app, "app_focus", self._on_terminal_focus, init=False)

    def _on_terminal_focus(self, has_focus: bool) -> None:
        if has_focus:
            self.notice_marks()

    def show_update(self, row: UpdateRow | None) -> None:
        """Show an update, and what was marked meanwhile."""
        super().show_update(row)
        self.notice_marks()

    def notice_marks(self) -> None:
        """Look for marks that were changed, if any were."""
        if self._mark_point and not self._archive.marks.is_at(self._mark_point):
            self._look_for_marks(self._mark_point)

    @work(thread=True, exclusive=True, group="marks of others")
    def _look_for_marks(self, since: MarkPoint) -> None:
        marks = self._archive.marks
        with suppress(ReaderError):
            point, ids = marks.point(), marks.marked_since(since)
            self.post_message(MarksNoticed(point, ids, marks.marked(ids)))

    def on_marks_noticed(self, event: MarksNoticed) -> None:
        """Show what is not on the screen yet; the reader's own marks are."""
        self._mark_point = event.point
        stale = {
            row.update_id
            for row in self._list.rows_at_hand()
            if row.update_id in event.update_ids and _is_stale(row, event.marked)
        }
        view = self._detail.view
        if view and view.update.id in event.update_ids:
            now = self._archive.update(view.update.id)
            if now and _marks_of(now) != _marks_of(view):
                stale.add(view.update.id)
        if stale:
            self.post_message(MarksChanged(stale))


def _is_stale(row: UpdateRow, marked: Marked) -> bool:
    shown = (row.is_read, row.is_bookmarked)
    return shown != (row.update_id in marked.read, row.update_id in marked.bookmarked)


def _marks_of(view: UpdateView) -> tuple[object, ...]:
    return view.is_read, view.bookmarks, view.update.quotations
