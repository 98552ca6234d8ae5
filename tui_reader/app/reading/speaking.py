"""Who said what in what is on show."""

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import AwaitMount

from tui_reader.app.answers import ShowsQuotations
from tui_reader.app.mark_writer import QuotationsChanged
from tui_reader.app.reading.room import ReadingRoom
from tui_reader.app.scopes import NamedScope, scope_of, scopes_around
from tui_reader.app.trail import Place, SaidAt


class Speaking(ReadingRoom):
    """The way to the speakers and back, and what corrections of them change."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("S", "speakers", "Speakers", priority=True, id="screen.speakers",
                tooltip="Who is quoted in what is on show, and how much; then what they said"),
    ]  # fmt: skip

    async def action_speakers(self) -> None:
        """Show who is quoted; what is typed in one go with the key belongs to the filter there."""
        await self.show_speakers(scopes_around(self._shown_scope(), self.view_at_cursor()))

    def show_speakers(self, scopes: Sequence[NamedScope]) -> AwaitMount:
        """Show who is quoted in the first of some scopes; the others can be switched to."""
        from tui_reader.app.speakers_screen import SpeakersScreen  # noqa: PLC0415 - when it is opened

        screen = SpeakersScreen(self._archive, self._marks, scopes, self._label)
        return self.app.push_screen(screen, self._go_to_statement)

    def _shown_scope(self) -> NamedScope:
        return NamedScope(scope_of(self._showing.subject), self._showing.title)

    def present(self, place: Place) -> None:
        """Show a place, and over it the statement that was looked at there."""
        super().present(place)
        if place.said_at:
            from tui_reader.app.statements_screen import StatementsScreen  # noqa: PLC0415 - when it is opened

            said_at = place.said_at
            speaker = said_at.statement.quotation.speaker or ""
            screen = StatementsScreen(
                self._archive, self._marks, speaker, said_at.scope, self._label, said_at.at
            )
            self.app.push_screen(screen, self._go_to_statement)

    def _go_to_statement(self, said_at: SaidAt | None) -> None:
        """Go to the update of a statement; Esc leads back to the statement."""
        if said_at is None:
            return
        statement = said_at.statement
        update_id = statement.source.update_id
        self._trail.leave(replace(self.place, said_at=said_at), is_way_out=True)
        self.go_to_update(update_id)
        self.action_show_list()
        if self._detail.display:
            self.show_update(self._list.row)
            self._detail.move_to_quotation(statement.quotation_id)

    def on_quotations_changed(self, event: QuotationsChanged) -> None:
        """Show a correction everywhere."""
        for screen in self.app.screen_stack:
            if isinstance(screen, ShowsQuotations):
                screen.quotations_changed(event.update_id)
        self.notify(event.outcome)
