"""More like what one reads."""

from dataclasses import dataclass
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.worker import get_current_worker

from tui_reader.app import showing
from tui_reader.app.reading.room import ReadingRoom
from tui_reader.app.showing import Showing, Subject
from tui_reader.app.trail import Place
from tui_reader.errors import ReaderError
from tui_reader.news.listing import list_headline


@dataclass
class Related(Message):
    """The updates like one are known.

    Attributes:
        place: where to put the cursor among them.
        outcome: them, or why they cannot be told.
        left: where one was when one asked for them; None where one comes back to them.
    """

    place: Place
    outcome: Showing | ReaderError
    left: Place | None = None


class Relating(ReadingRoom):
    """The updates that are most like one, over all days."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "more_like_this", "More like this", show=False, id="screen.more-like-this",
                tooltip="The updates most like the one at the cursor, the most alike first; Esc leads back"),
    ]  # fmt: skip

    def action_more_like_this(self) -> None:
        """Show what is like the update at the cursor."""
        row = self._list.row
        if row and row.is_missing:
            self.notify("This update is no longer in the library")
        elif row:
            self._relate(Place(Subject("related", row.update_id)), self.place)

    def present_anew(self, place: Place) -> None:
        """Show what was on show at a place; what is like an update appears later."""
        if place.subject.kind == "related":
            self._relate(place, None)
        else:
            super().present_anew(place)

    @work(thread=True, exclusive=True, group="search")
    def _relate(self, place: Place, left: Place | None) -> None:
        """Look for the updates; for the arguments see `Related`."""
        worker = get_current_worker()
        outcome: Showing | ReaderError
        try:
            update_id = place.subject.query
            view = self._archive.update(update_id)
            headline = list_headline(view.update) if view else ""
            outcome = showing.related(self._archive.related(update_id), update_id, headline)
        except ReaderError as error:
            outcome = error
        if not worker.is_cancelled:
            self.post_message(Related(place, outcome, left))

    def on_related(self, event: Related) -> None:
        """Show them."""
        if isinstance(event.outcome, ReaderError):
            self.notify(str(event.outcome), severity="error")
            return
        if event.left:
            self._trail.leave(event.left, is_way_out=True)
        self._search_bar.close()
        self.show(event.outcome, event.place.row_in(event.outcome.listing))
        self.action_show_list()
