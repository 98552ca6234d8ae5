"""Where the reader was: places to go back to, and forward again."""

from dataclasses import dataclass, replace

from tui_reader.app.scopes import NamedScope
from tui_reader.app.showing import EVERYTHING, Subject
from tui_reader.news import Listing
from tui_reader.news.statement import Statement

_KEPT = 100  # places


@dataclass(frozen=True, slots=True)
class SaidAt:
    """A statement among all that its speaker said in a scope.

    Attributes:
        statement: the statement.
        scope: where the speaker's statements were looked for.
        at: which one of them it is, from 0.
    """

    statement: Statement
    scope: NamedScope
    at: int


@dataclass(frozen=True, slots=True)
class Place:
    """An update in what was on show.

    Attributes:
        subject: what was on show.
        update_id: the update at the cursor, None where there was none.
        row: its row, for the case that the update is gone.
        said_at: the statement that was looked at over the list, if one was.
    """

    subject: Subject = EVERYTHING
    update_id: str | None = None
    row: int = 0
    said_at: SaidAt | None = None

    def row_in(self, listing: Listing) -> int:
        """The row of its update in a listing, else its own."""
        row = listing.index_of(self.update_id) if self.update_id else None
        return self.row if row is None else row


@dataclass(frozen=True, slots=True)
class _Step:
    """A place that was left; `is_way_out`: what came after it was gone into, and is left for it."""

    place: Place
    is_way_out: bool


class Trail:
    """The places that were left by a jump, as a browser keeps its pages: going back forgets nothing."""

    def __init__(self) -> None:
        self._steps: list[_Step] = []
        self._at = 0  # where the reader is among the steps; behind them all where nothing was gone back to

    def leave(self, here: Place, *, is_way_out: bool) -> None:
        """Remember a place before jumping away.

        Args:
            here: the place.
            is_way_out: the jump goes into something that one leaves again for this place.
        """
        del self._steps[self._at :]
        if self._steps and self._steps[-1].place == here:
            is_way_out |= self._steps.pop().is_way_out
        self._steps = [*self._steps[1 - _KEPT :], _Step(here, is_way_out)]
        self._at = len(self._steps)

    def back(self, here: Place) -> Place | None:
        """The place before, None where there is none."""
        return self._go(self._at - 1, here) if self._at else None

    def forward(self, here: Place) -> Place | None:
        """The place from which one went back, None where one did not."""
        return self._go(self._at + 1, here) if self._at + 1 < len(self._steps) else None

    def way_out(self, here: Place) -> Place | None:
        """The place to which one leaves what is on show, None where nothing was gone into."""
        outs = (at for at in range(self._at - 1, -1, -1) if self._steps[at].is_way_out)
        out = next(outs, None)
        return None if out is None else self._go(out, here)

    def latest(self, subject: Subject) -> Place | None:
        """The place where a subject was left last."""
        places = (step.place for step in reversed(self._steps[: self._at]))
        return next((place for place in places if place.subject == subject), None)

    def _go(self, at: int, here: Place) -> Place:
        if self._at == len(self._steps):
            self._steps.append(_Step(here, is_way_out=False))
        else:
            self._steps[self._at] = replace(self._steps[self._at], place=here)
        self._at = at
        return self._steps[at].place
