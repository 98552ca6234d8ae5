"""A live blog's own front page, over what was on the screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message

from tui_reader.app.answers import Way
from tui_reader.app.left_once import Dialog
from tui_reader.app.rendering.front_page import ROLES, front_page_lines
from tui_reader.app.rendering.styled import Line, Run
from tui_reader.app.widgets.key_bar import KeyBar
from tui_reader.app.widgets.line_pane import LinePane
from tui_reader.app.widgets.linear import is_linear
from tui_reader.app.widgets.palette import component_classes
from tui_reader.archive import Archive
from tui_reader.errors import ReaderError
from tui_reader.news.front_page import FrontPage


@dataclass
class FrontPageRead(Message):
    """What the library holds of the live blog.

    Attributes:
        outcome: its front page, None where it is gone, or why it cannot be told.
    """

    outcome: FrontPage | ReaderError | None


class FrontPagePane(LinePane):
    """The front page, once it is read."""

    PREFIX = "front-page-pane"
    COMPONENT_CLASSES: ClassVar[set[str]] = component_classes(PREFIX, ROLES)

    def __init__(self) -> None:
        super().__init__()
        self._front: FrontPage | None = None
        self._instead = ""

    def show(self, front: FrontPage | None, instead: str = "") -> None:
        """Show a front page, or what to say instead."""
        self._front, self._instead = front, instead
        self.renew()

    def lines_for(self, width: int) -> Sequence[Line]:
        """The page."""
        if self._front is None:
            return ((), (Run("  "), Run(self._instead, ("muted",))))
        return front_page_lines(self._front, width, in_words=is_linear(self))


class FrontPageScreen(Dialog[Way | None]):
    """Gives where to go on from there, or None.

    Args:
        archive: the library, its index and its marks.
        update_id: an update of the live blog.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,F", "go('updates')", "Its updates", id="front-page.updates",
                tooltip="Keep to the updates of this live blog"),
        Binding("S", "go('speakers')", "Speakers", id="front-page.speakers",
                tooltip="The speakers of this live blog, and what they said"),
        Binding("Y", "go('link')", "Copy link", id="front-page.link", tooltip="Copy the live blog's link"),
        Binding("escape,q,i,h,left", "dismiss", "Back", id="front-page.close",
                tooltip="Back to where you were"),
    ]  # fmt: skip

    def __init__(self, archive: Archive, update_id: str) -> None:
        super().__init__()
        self._archive = archive
        self._update_id = update_id
        self._pane = FrontPagePane()

    def compose(self) -> ComposeResult:
        """One pane, and the keys."""
        yield self._pane
        yield KeyBar()

    def on_mount(self) -> None:
        """The pane takes the keys."""
        self._pane.focus()
        self._read()

    @work(thread=True, exclusive=True, group="front-page")
    def _read(self) -> None:
        outcome: FrontPage | ReaderError | None
        try:
            outcome = self._archive.front_page(self._update_id)
        except ReaderError as error:
            outcome = error
        self.post_message(FrontPageRead(outcome))

    def on_front_page_read(self, event: FrontPageRead) -> None:
        """Show it."""
        match event.outcome:
            case FrontPage() as front:
                self._pane.show(front)
            case ReaderError() as error:
                self._pane.show(None, str(error))
            case None:
                self._pane.show(None, "This live blog is no longer in the library.")

    def action_go(self, way: Way) -> None:
        """Go on from here."""
        self.dismiss(way)
