"""What can be done with a quotation on every screen that shows an update: visit, copy, correct it."""

from typing import TypeVar

from textual.binding import Binding

from tui_reader.app.cited import Cited
from tui_reader.app.marking_screen import MarkingScreen
from tui_reader.news.citation import Form
from tui_reader.news.corrections import Correction
from tui_reader.news.statement import Source, Statement, source_of

QUOTATION_KEYS = (
    Binding("y", "cite", "Copy", id="quotation.cite",
            tooltip="Copy the quotation at the cursor, or the update where there is none, with its source"),
    Binding("full_stop", "quotation_after", "Quotation", key_display=".", id="quotation.next",
            tooltip="To the next quotation of the update"),
    Binding("comma", "quotation_before", "Quotation before", key_display=",", show=False,
            id="quotation.previous", tooltip="To the previous quotation of the update"),
    Binding("C", "cite_as", "Copy as", show=False, id="quotation.cite-as",
            tooltip="The same, in a form to choose: plain text, Markdown, JSON, BibTeX; y keeps to it"),
    Binding("c", "correct", "Correct the speaker", show=False, id="quotation.correct",
            tooltip="Say who is quoted at the quotation cursor"),
    Binding("x", "reject", "Not a quotation", show=False, id="quotation.reject",
            tooltip="Say that the words at the quotation cursor are no quotation; again: take that back"),
)  # fmt: skip
"""The keys; a screen appends them to its own."""

_Result = TypeVar("_Result")


class QuotingScreen(MarkingScreen[_Result]):
    """A screen with a detail pane whose quotations can be visited, copied and corrected."""

    def open_detail(self) -> None:
        """Bring the detail pane on the screen where it is not."""

    def quotations_changed(self, update_id: str) -> None:
        """Show that an update's quotations were corrected."""
        self.marks_changed({update_id})

    # --- visiting

    def action_quotation_after(self) -> None:
        """Go to the next quotation."""
        self._visit(1)

    def action_quotation_before(self) -> None:
        """Go to the previous quotation."""
        self._visit(-1)

    def _visit(self, step: int) -> None:
        self.open_detail()
        view = self._detail.view
        if view and not view.update.quotations:
            self.notify("No quotation in this update")
        elif not self._detail.move_by_quotations(step) and view:
            self.notify("The last quotation of this update" if step > 0 else "The first one of this update")

    # --- copying

    def action_cite(self) -> None:
        """Copy a citation in the form that was chosen last."""
        cited = self._cited()
        if cited:
            self.post_message(Cited(cited))

    def action_cite_as(self) -> None:
        """Copy a citation in a form to choose."""
        cited = self._cited()
        if cited:
            from tui_reader.app.form_screen import FormScreen  # noqa: PLC0415 - when it is opened

            self.app.push_screen(FormScreen(), lambda form: self._cite_as(cited, form))

    def _cite_as(self, cited: Statement | Source, form: Form | None) -> None:
        if form:
            self.post_message(Cited(cited, form))

    def _cited(self) -> Statement | Source | None:
        if self.chosen:
            return self.chosen
        view = self.view_at_cursor()
        return source_of(view.update, view.live_blog) if view else None

    # --- correcting

    def action_correct(self) -> None:
        """Ask who is quoted."""
        statement = self._chosen()
        if statement:
            from tui_reader.app.correction_screen import CorrectionScreen  # noqa: PLC0415 - when it is opened

            self.app.push_screen(CorrectionScreen(self._archive, statement), self._correct)

    def action_reject(self) -> None:
        """Take the quotation for none; one that was corrected already, for what the rules find."""
        statement = self._chosen()
        if statement and statement.quotation.attribution == "corrected":
            self._marks.uncorrect(statement.source.update_id, statement.quotation_id)
        elif statement:
            self._correct(Correction(statement.source.update_id, statement.quotation_id, is_quotation=False))

    def _correct(self, correction: Correction | None) -> None:
        if correction:
            self._marks.correct(correction)

    def _chosen(self) -> Statement | None:
        if self.chosen is None:
            self.notify("Go to a quotation first: . leads to the next one")
        return self.chosen
