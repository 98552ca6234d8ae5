"""Coming back: to where one left off, and to what came since."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import ClassVar

from textual import work
from textual.message import Message
from textual.timer import Timer

from tui_reader.app.kept_place import (
    grouping_of_kept,
    kept_of_panes,
    kept_of_place,
    panes_of_kept,
    place_of_kept,
)
from tui_reader.app.reading.marking import Marking
from tui_reader.app.rendering.moments import counted, since_when
from tui_reader.archive.last_visit import Since
from tui_reader.errors import ReaderError
from tui_reader.library.session import JsonValue


@dataclass
class CameSince(Message):
    """There are unread updates that came since the last visit.

    Attributes:
        since: which ones, and since when.
    """

    since: Since


class Returning(Marking):
    """Keeps the place in the session file, begins there the next time, and offers what came meanwhile.

    The place is kept soon after it changed, not only at the end, so that a line that drops does not lose it.
    """

    KEPT_AFTER: ClassVar[float] = 1.0
    """Seconds after which a changed place is on disk."""

    _offered: Since | None = None
    _keeping: Timer | None = None

    def begin(self) -> None:
        """Begin at the place where the last visit ended."""
        kept = self._archive.session.values()
        self._panes.restore(*panes_of_kept(kept.get("panes")))
        self._grouping = grouping_of_kept(kept.get("grouping"), self._grouping)
        if self._grouping != "date" or self._order != "newest":
            self._showing = self._made(self.all_updates)
        super().begin()
        place = place_of_kept(kept.get("place"))
        if place:
            self.present(place)
        self.call_after_refresh(self._look_for_what_came)

    # --- keeping the place

    def on_row_list_highlighted(self) -> None:
        """Keep the place soon."""
        self.keep_soon()

    def keep_soon(self) -> None:
        """Have the place and the layout on disk before long."""
        if self._keeping is None:
            self._keeping = self.set_timer(self.KEPT_AFTER, self._keep_now)

    def _keep_now(self) -> None:
        self._keeping = None
        self._keep(self._to_keep())

    def _to_keep(self) -> Mapping[str, JsonValue]:
        panes = kept_of_panes(self._panes.chosen, self._panes.shares)
        return {"place": kept_of_place(self.place), "panes": panes, "grouping": self._grouping}

    @work(thread=True, exclusive=True, group="session")
    def _keep(self, values: Mapping[str, JsonValue]) -> None:
        with suppress(ReaderError):  # a place that cannot be kept is no reason to disturb whoever reads
            self._archive.session.keep(**values)

    def finish(self) -> None:
        """Wait until every mark is on disk, and keep the place and the time."""
        super().finish()
        with suppress(ReaderError):
            self._archive.session.keep(**self._to_keep())
            self._archive.last_visit().end()

    # --- what came since

    @work(thread=True, group="last visit")
    def _look_for_what_came(self) -> None:
        with suppress(ReaderError):  # it is told by whatever needs the library next
            since = self._archive.last_visit().since()
            if since and len(since.listing):
                self.post_message(CameSince(since))

    def on_came_since(self, event: CameSince) -> None:
        """Offer it in one line."""
        self._offered = event.since
        count = counted(len(event.since.listing), "update").replace("update", "new update")
        self.show_notice(f"{count} since {since_when(event.since.moment)}: n goes there, Esc hides this line")

    def action_unread(self, step: int) -> None:
        """Go to what is offered, if anything is, else to the next or previous unread update."""
        offered, self._offered = self._offered, None
        if offered is None or not self._notice.display:
            super().action_unread(step)
            return
        self._notice.display = False
        at = 0 if step > 0 else len(offered.listing) - 1
        for row in offered.listing.rows(at, at + 1):
            self.remember_place(is_way_out=False)
            self.go_to_update(row.update_id)
