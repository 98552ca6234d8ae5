"""What can be done with an update on every screen that shows one: bookmark it, note and tag it, undo that."""

from collections.abc import Collection
from typing import TypeVar

from textual.binding import Binding

from tui_reader.app.answers import Noted
from tui_reader.app.left_once import FullScreen
from tui_reader.app.mark_writer import MarkRefused, MarkWriter
from tui_reader.app.widgets.update_detail import UpdateDetail
from tui_reader.archive import Archive
from tui_reader.news import UpdateView
from tui_reader.news.statement import Statement

MARK_KEYS = (
    Binding("b", "bookmark", "Bookmark", id="screen.bookmark",
            tooltip="Bookmark the quotation at the quotation cursor, else the update; again: take it away"),
    Binding("e", "annotate", "Note", show=False, id="screen.note",
            tooltip="Note and tags of the quotation at the quotation cursor, else of the update"),
    Binding("u", "undo", "Undo", show=False, id="screen.undo",
            tooltip="Undo the last bookmark, note, mark or correction; again: the one before"),
)  # fmt: skip
"""The keys; a screen appends them to its own."""

_Result = TypeVar("_Result")


class MarkingScreen(FullScreen[_Result]):
    """A screen with a detail pane whose update, or a quotation in it, can be marked.

    Args:
        archive: the library, its index and its marks.
        marks: writes marks.
        detail: the pane.
    """

    def __init__(self, archive: Archive, marks: MarkWriter, detail: UpdateDetail) -> None:
        super().__init__()
        self._archive = archive
        self._marks = marks
        self._detail = detail

    # --- what a screen may do differently

    def view_at_cursor(self) -> UpdateView | None:
        """The update that is meant where no quotation is chosen."""
        return self._detail.view

    def marks_changed(self, update_ids: Collection[str]) -> None:
        """Show that marks on these updates changed."""
        view = self._detail.view
        if view and view.update.id in update_ids:
            self._detail.renew_view(self._archive.update(view.update.id))

    # --- marking

    @property
    def chosen(self) -> Statement | None:
        """The quotation at the quotation cursor, if the pane is on the screen."""
        return self._detail.statement if self._detail.display else None

    def target(self) -> tuple[UpdateView, str | None] | None:
        """The update that is meant, and its quotation if one is chosen."""
        statement = self.chosen
        view = self._detail.view if statement else self.view_at_cursor()
        return (view, statement.quotation_id if statement else None) if view else None

    def action_bookmark(self) -> None:
        """Set a bookmark, or take it away."""
        target = self.target()
        if target:
            view, quotation_id = target
            self._marks.toggle_bookmark(view.update.id, quotation_id)

    def action_annotate(self) -> None:
        """Write a note."""
        target = self.target()
        if target:
            from tui_reader.app.note_screen import NoteScreen  # noqa: PLC0415 - when it is opened

            self.app.push_screen(NoteScreen(self._archive, self._marks, *target), self._annotate)

    def _annotate(self, noted: Noted | None) -> None:
        if noted:
            self._marks.annotate(noted.update_id, noted.quotation_id, noted.note, noted.tags)

    def action_undo(self) -> None:
        """Undo the last step."""
        self._marks.undo()

    def on_mark_refused(self, event: MarkRefused) -> None:
        """Say why a mark was not written."""
        self.notify(str(event.error), severity="error")
