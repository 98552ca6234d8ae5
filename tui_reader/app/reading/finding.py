"""Finding inside the open update."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from tui_reader.app.reading.room import ReadingRoom
from tui_reader.app.rendering.moments import counted
from tui_reader.app.widgets.find_bar import FindBar
from tui_reader.app.wording_finder import WordingFinder


class Finding(ReadingRoom):
    """What is found in the update as one types, else what the search found in it, hit by hit."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "find", "Find", priority=True, show=False, id="screen.find",
                tooltip="Find words inside the update"),
        Binding("greater_than_sign", "hit(1)", "Next hit", key_display=">", show=False, id="screen.next-hit",
                tooltip="To the next hit inside the update"),
        Binding("less_than_sign", "hit(-1)", "Previous hit", key_display="<", show=False,
                id="screen.previous-hit", tooltip="To the previous hit inside the update"),
    ]  # fmt: skip

    def compose(self) -> ComposeResult:
        """The bar below everything else, while it is used."""
        yield from super().compose()
        self._find_bar = FindBar()
        yield self._find_bar

    def action_find(self) -> None:
        """Let the user type; what is typed in one go with the key belongs to it."""
        self.open_detail()
        if self._detail.view:
            self._find_bar.open()

    def on_find_bar_changed(self, event: FindBar.Changed) -> None:
        """Mark what is found, and go to the first place of it that is in sight or below."""
        self._detail.find(WordingFinder(event.wanted).spans if event.wanted.strip() else None)
        self._say_found()

    def action_keep_found(self) -> None:
        """Go on to the update."""
        self.go_to_detail()

    def action_hit(self, step: int) -> None:
        """Go to the next hit, after the last one to the first again."""
        self.open_detail()
        if self._detail.hits == 0:
            self.notify("No hit in this update: f finds words in it")
            return
        if self._detail.move_by_hits(step):
            self.notify("From the top again" if step > 0 else "From the end again", timeout=2)
        self._say_found()

    def action_back(self) -> None:
        """End the finding first."""
        if self._find_bar.display and self.focused is not self._list:
            self._find_bar.close()
            self._detail.find(None)
            self.go_to_detail()
        else:
            super().action_back()

    def on_row_list_highlighted(self) -> None:
        """Another update has other hits."""
        if self._find_bar.display:
            self.call_later(self._say_found)

    def _say_found(self) -> None:
        hits, at = self._detail.hits, self._detail.hit
        place = f"{at + 1} of {hits:,}" if at is not None else counted(hits, "hit")
        self._find_bar.say(place if hits else "nothing found")
