"""Who is quoted in what is on show, and how much."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input
from textual.worker import Worker, get_current_worker

from tui_reader.app.left_once import FullScreen
from tui_reader.app.mark_writer import MarkWriter
from tui_reader.app.name_filter import learn
from tui_reader.app.rendering.moments import counted
from tui_reader.app.scopes import NamedScope
from tui_reader.app.statements_screen import StatementsScreen
from tui_reader.app.trail import SaidAt
from tui_reader.app.typed_ahead import settled
from tui_reader.app.widgets.key_bar import KeyBar
from tui_reader.app.widgets.name_field import NameField
from tui_reader.app.widgets.row_list import RowList
from tui_reader.app.widgets.speaker_list import SpeakerList
from tui_reader.app.widgets.title_bar import TitleBar
from tui_reader.archive import Archive
from tui_reader.archive.scope import Scope
from tui_reader.errors import ReaderError
from tui_reader.news.statement import SpeakerCount


@dataclass
class SpeakersCounted(Message):
    """The speakers of a scope.

    Attributes:
        scope: which one.
        outcome: the speakers, or why they cannot be told.
    """

    scope: Scope
    outcome: list[SpeakerCount] | ReaderError


class SpeakersScreen(FullScreen[SaidAt | None]):
    """The speakers of a scope; gives the statement that the reader wants to see in the list, or None.

    Keys that are typed go into the filter. Those that lead on have priority and wait for the filter, so that
    what is typed in one go does what it would do slowly.

    Args:
        archive: the library, its index and its marks.
        marks: writes corrections.
        scopes: the scopes to switch between, the first one to begin with.
        label: what marks the library as a sample, None for the reader's own.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "statements", "Statements", priority=True, id="speakers.statements",
                tooltip="What the speaker at the cursor said"),
        Binding("tab", "scope(1)", "Scope", priority=True, id="speakers.scope",
                tooltip="Count in what is on show, in the day or the live blog at the cursor, in everything"),
        Binding("shift+tab", "scope(-1)", "Scope before", show=False, priority=True,
                id="speakers.scope-before", tooltip="The other way round"),
        Binding("down", "move(1)", "Down", show=False, id="speakers.down", tooltip="Next speaker"),
        Binding("up", "move(-1)", "Up", show=False, id="speakers.up", tooltip="Previous speaker"),
        Binding("pagedown", "page(1)", "Page down", show=False, id="speakers.page-down",
                tooltip="One page of speakers down"),
        Binding("pageup", "page(-1)", "Page up", show=False, id="speakers.page-up",
                tooltip="One page of speakers up"),
        Binding("ctrl+home", "first", "First", show=False, priority=True, id="speakers.first",
                tooltip="To the first speaker"),
        Binding("ctrl+end", "last", "Last", show=False, priority=True, id="speakers.last",
                tooltip="To the last row: what nobody is known to have said, if anything"),
        Binding("escape", "dismiss", "Back", priority=True, id="speakers.close",
                tooltip="Back to where you were"),
    ]  # fmt: skip

    def __init__(
        self, archive: Archive, marks: MarkWriter, scopes: Sequence[NamedScope], label: str | None
    ) -> None:
        super().__init__()
        self._archive = archive
        self._marks = marks
        self._scopes = scopes
        self._label = label
        self._at = 0
        self._counting: Worker[None] | None = None
        self._title_bar = TitleBar(label)
        self._field = NameField("Speaker:", placeholder="type a name")
        self._speakers = SpeakerList()

    def compose(self) -> ComposeResult:
        """Bars above and below, the filter, the speakers."""
        yield self._title_bar
        yield self._field
        yield self._speakers
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin with the first scope."""
        self._show_scope()

    # --- counting

    def action_scope(self, step: int) -> None:
        """Count in another scope."""
        self._at = (self._at + step) % len(self._scopes)
        self._show_scope()

    def _show_scope(self) -> None:
        self._title_bar.show(f"Speakers: {self._scopes[self._at].name}", "")
        self._counting = self._count(self._scopes[self._at].scope)

    @work(thread=True, exclusive=True, group="speakers")
    def _count(self, scope: Scope) -> None:
        worker = get_current_worker()
        outcome: list[SpeakerCount] | ReaderError
        try:
            outcome = self._archive.count_speakers(scope, with_unattributed=True)
            learn(speaker.name for speaker in outcome)
        except ReaderError as error:
            outcome = error
        if not worker.is_cancelled:
            self.post_message(SpeakersCounted(scope, outcome))

    def on_speakers_counted(self, event: SpeakersCounted) -> None:
        """Show the speakers, unless another scope was chosen meanwhile."""
        if event.scope != self._scopes[self._at].scope:
            return
        if isinstance(event.outcome, ReaderError):
            self.notify(str(event.outcome), severity="error")
        else:
            self._speakers.show(event.outcome)
            self._tell_count()

    def _tell_count(self) -> None:
        count = (
            f"{counted(self._speakers.named, 'speaker')}, {counted(self._speakers.statements, 'statement')}"
        )
        self._title_bar.show(f"Speakers: {self._scopes[self._at].name}", count)

    def quotations_changed(self, _update_id: str) -> None:
        """Count again: a speaker was corrected."""
        self._show_scope()

    # --- choosing

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the speakers that match."""
        self._speakers.filter(event.value)
        self._tell_count()

    def on_row_list_highlighted(self, event: RowList.Highlighted) -> None:
        """Say where the cursor stands."""
        self._title_bar.show_place((event.index or 0) + 1, self._speakers.count)

    def on_row_list_chosen(self) -> None:
        """A click chooses too."""
        self.app.call_later(self.action_statements)

    def action_move(self, rows: int) -> None:
        """Go to another speaker."""
        self._speakers.action_move(rows)

    def action_page(self, pages: float) -> None:
        """Go pages on."""
        self._speakers.action_page(pages)

    def action_first(self) -> None:
        """Go to the first speaker."""
        self._speakers.action_first()

    def action_last(self) -> None:
        """Go to the last row."""
        self._speakers.action_last()

    async def action_statements(self) -> None:
        """Show what the speaker said."""
        await settled(self.focused)
        if self._counting:
            await self._counting.wait()
        await settled(self)
        self._speakers.filter(self._field.text)
        speaker = self._speakers.speaker
        if speaker:
            scope = self._scopes[self._at]
            await self.app.push_screen(
                StatementsScreen(self._archive, self._marks, speaker.name, scope, self._label),
                self._leave_for,
            )

    def _leave_for(self, said_at: SaidAt | None) -> None:
        if said_at:
            self.dismiss(said_at)
