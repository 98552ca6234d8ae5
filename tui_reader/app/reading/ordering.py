"""The newest first, or the oldest; grouped by date, or by live blog."""

import re
from dataclasses import replace
from typing import ClassVar

from textual.binding import Binding, BindingType

from tui_reader.app.reading.returning import Returning
from tui_reader.app.showing import Order
from tui_reader.app.trail import Place

_PHRASE_OR_ORDER = re.compile(r'"[^"]*"?|(?<!\S)order:(\w+)\s*', re.IGNORECASE)
_OLDEST = "order:oldest"


class Ordering(Returning):
    """Turns what is on show round, or groups it otherwise.

    A search is asked for the other order in its own words.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("O", "turn_round", "Oldest first", show=False, id="screen.order",
                tooltip="The oldest updates first; again: the newest first"),
        Binding("D", "group_otherwise", "Group by live blog", show=False, id="screen.grouping",
                tooltip="Group by live blog, the one with the newest update first; again: by date"),
    ]  # fmt: skip

    def action_turn_round(self) -> None:
        """Show the same in the other order, with the cursor on the same update."""
        here = self.place
        subject = here.subject
        if subject.kind == "related":
            self.notify("Updates like one are shown newest first")
            return
        self.remember_place(is_way_out=False)
        if subject.kind == "search":
            turned = replace(subject, query=turned_query(subject.query))
        else:
            order: Order = "newest" if subject.order == "oldest" else "oldest"
            turned = replace(subject, order=order)
        self.present(Place(turned, here.update_id))

    def action_group_otherwise(self) -> None:
        """Show the same grouped otherwise, with the cursor on the same update."""
        here = self.place
        if here.subject.kind == "related":
            self.notify("Updates like one are grouped by date")
            return
        self._grouping = "date" if self._grouping == "live blog" else "live blog"
        self.keep_soon()
        self.present_anew(here)


def turned_query(query: str) -> str:
    """The query with its order turned: `order:oldest` in front of it, or without any order.

    It stands in front because the last word of a query may be one that is still being typed.
    """
    orders = [match[1].casefold() for match in _PHRASE_OR_ORDER.finditer(query) if match[1]]
    rest = _PHRASE_OR_ORDER.sub(lambda match: "" if match[1] else match[0], query)
    if orders[-1:] == ["oldest"]:
        return rest if rest.strip() else "order:newest"
    return f"{_OLDEST} {rest}".rstrip()
