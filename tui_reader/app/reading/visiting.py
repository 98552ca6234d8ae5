"""Where was I: back to the places that one jumped away from, and forward again."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from tui_reader.app.reading.room import ReadingRoom
from tui_reader.app.trail import Place
from tui_reader.app.widgets.update_list import UpdateList


class Visiting(ReadingRoom):
    """The keys of the trail, and the jumps within the list that it remembers."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("H,ctrl+o,alt+left", "place_before", "Where was I", show=False, id="screen.place-before",
                tooltip="Back to where you were before you jumped, and further back"),
        Binding("L,alt+right", "place_after", "Forward again", show=False, id="screen.place-after",
                tooltip="Forward again, to where you went back from"),
        Binding("p", "in_the_flow", "In its day", show=False, id="screen.in-the-flow",
                tooltip="From a hit or a bookmark to its place among all updates; Esc leads back"),
    ]  # fmt: skip

    def on_update_list_jumped(self, event: UpdateList.Jumped) -> None:
        """Remember where the cursor stood."""
        if event.listing is self._showing.listing:
            place = Place(self._showing.subject, event.row.update_id, event.index)
            self._trail.leave(place, is_way_out=False)

    def action_place_before(self) -> None:
        """Go to the place before."""
        self._visit_place(self._trail.back(self.place), "There is nowhere to go back to")

    def action_place_after(self) -> None:
        """Go to the place that one came back from."""
        self._visit_place(self._trail.forward(self.place), "There is nowhere to go forward to")

    def _visit_place(self, place: Place | None, otherwise: str) -> None:
        if place is None:
            self.notify(otherwise)
        else:
            self.present(place)

    def action_in_the_flow(self) -> None:
        """Show the update at the cursor among all updates."""
        row = self._list.row
        if self._showing.subject == self.all_updates:
            self.notify("All updates are on show already")
        elif row and row.is_missing:
            self.notify("This update is no longer in the library")
        elif row:
            self.remember_place()
            self.present(Place(self.all_updates, row.update_id))
