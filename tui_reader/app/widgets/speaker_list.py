"""The list of speakers with their counts, those left that match what is typed."""

from collections.abc import Sequence
from typing import ClassVar

from tui_reader.app.name_filter import NameFilter
from tui_reader.app.plain_layout import PlainLayout
from tui_reader.app.rendering.said import NOBODY, speaker_line
from tui_reader.app.rendering.styled import Line
from tui_reader.app.widgets.palette import component_classes
from tui_reader.app.widgets.row_list import RowList
from tui_reader.news.statement import SpeakerCount


class SpeakerList(RowList, can_focus=False):
    """Speakers, the most quoted first, and last what nobody is known to have said.

    The keys reach it through whatever has the focus.
    """

    PREFIX = "speaker-list"
    COMPONENT_CLASSES: ClassVar[set[str]] = component_classes(
        PREFIX, ("count", "name", "bar", "hit", "muted", "cursor", "cursor-blurred")
    )

    def __init__(self) -> None:
        super().__init__()
        self._speakers: Sequence[SpeakerCount] = ()
        self._shown: Sequence[SpeakerCount] = ()
        self._filter = NameFilter("")

    def show(self, speakers: Sequence[SpeakerCount]) -> None:
        """Show other speakers, through the filter, with the cursor on the same one if possible."""
        self._speakers = speakers
        self._lay_out(self.speaker)

    def filter(self, text: str) -> None:
        """Show those alone whose names have words that begin as the words of the text do."""
        if self._filter.text != text:
            self._filter = NameFilter(text)
            self._lay_out(None)

    @property
    def speaker(self) -> SpeakerCount | None:
        """The speaker at the cursor."""
        return self._shown[self._cursor] if self._cursor < len(self._shown) else None

    @property
    def named(self) -> int:
        """How many of those on show have a name."""
        return sum(bool(speaker.name) for speaker in self._shown)

    @property
    def statements(self) -> int:
        """How many statements those on show make together."""
        return sum(speaker.count for speaker in self._shown)

    @property
    def is_active(self) -> bool:
        """Keys always move the cursor."""
        return True

    def row_line(self, row: int, width: int) -> Line:
        """A speaker."""
        speaker = self._shown[row]
        most = max(self._shown[0].count, self._shown[-1].count)
        return speaker_line(speaker, most, width, self._filter.spans(speaker.name or NOBODY))

    def _lay_out(self, at: SpeakerCount | None) -> None:
        self._shown = [speaker for speaker in self._speakers if self._filter.matches(speaker.name or NOBODY)]
        names = [speaker.name for speaker in self._shown] if at else []
        instead = "Nobody of that name" if self._speakers else "Nobody is quoted by name here"
        self.lay_out(
            PlainLayout(len(self._shown)), names.index(at.name) if at and at.name in names else 0, instead
        )
