"""The prompt in which the reader says who is quoted."""

from dataclasses import dataclass
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, Static

from tui_reader.app.left_once import Dialog
from tui_reader.app.plain import plain
from tui_reader.app.rendering.styled import shortened
from tui_reader.app.typed_ahead import settled
from tui_reader.app.widgets.key_bar import KeyBar
from tui_reader.app.widgets.name_field import NameField
from tui_reader.app.widgets.speaker_list import SpeakerList
from tui_reader.archive import Archive
from tui_reader.clean import clean_line
from tui_reader.errors import ReaderError
from tui_reader.news.corrections import Correction
from tui_reader.news.statement import SpeakerCount, Statement


@dataclass
class SpeakersKnown(Message):
    """The names that may be meant.

    Attributes:
        speakers: everybody who is quoted in the library.
    """

    speakers: list[SpeakerCount]


class CorrectionScreen(Dialog[Correction | None]):
    """A line to type a name in, above those that begin so; gives the correction, or None.

    Args:
        archive: knows the speakers.
        statement: the quotation.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "accept", "This name", priority=True, id="correction.accept",
                tooltip="Take the name as it is typed; without any, the quotation is unattributed"),
        Binding("tab", "complete", "The marked name", priority=True, id="correction.complete",
                tooltip="Type the marked name"),
        Binding("down", "move(1)", "Down", show=False, id="correction.down", tooltip="Mark the next name"),
        Binding("up", "move(-1)", "Up", show=False, id="correction.up", tooltip="Mark the previous name"),
        Binding("escape", "dismiss", "Back", priority=True, id="correction.close",
                tooltip="Leave the speaker as it is"),
    ]  # fmt: skip

    def __init__(self, archive: Archive, statement: Statement) -> None:
        super().__init__()
        self._archive = archive
        self._statement = statement
        before = statement.quotation.speaker or ""
        self._field = NameField("Speaker:", before, placeholder="unattributed")
        self._speakers = SpeakerList()

    def compose(self) -> ComposeResult:
        """What is asked, the line, the names."""
        with Vertical():
            words = shortened(self._statement.quotation.text, 200)
            yield Static(plain(f"“{words}”"), id="words")
            yield self._field
            yield self._speakers
            yield KeyBar()

    def on_mount(self) -> None:
        """Fetch the names."""
        self._count()

    @work(thread=True)
    def _count(self) -> None:
        try:
            self.post_message(SpeakersKnown(self._archive.count_speakers()))
        except ReaderError as error:
            self.app.call_from_thread(self.notify, str(error), severity="error")

    def on_speakers_known(self, event: SpeakersKnown) -> None:
        """Show the names."""
        self._speakers.show(event.speakers)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the names that begin so."""
        self._speakers.filter(event.value)

    def action_move(self, rows: int) -> None:
        """Mark another name."""
        self._speakers.action_move(rows)

    def action_complete(self) -> None:
        """Type the marked name."""
        if self._speakers.speaker:
            self._field.put(self._speakers.speaker.name)

    async def action_accept(self) -> None:
        """Give the correction."""
        await settled(self.focused)
        name = clean_line(self._field.text) or None
        self.dismiss(Correction(self._statement.source.update_id, self._statement.quotation_id, name))
