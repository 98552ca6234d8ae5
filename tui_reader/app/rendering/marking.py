"""What is marked in an update: who is quoted, where the quotation cursor stands, what was searched for."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from tui_reader.app import glyphs
from tui_reader.app.rendering.quoted import (
    by_block,
    name_marks,
    quotation_marks,
    shown_name,
    speaker_note,
)
from tui_reader.app.rendering.speaker_colours import speaker_roles
from tui_reader.app.rendering.styled import Mark
from tui_reader.news import Quotation

FindHits: TypeAlias = Callable[[str], Sequence[tuple[int, int]]]
"""Where a text has the words that were searched for."""

CURSOR = "quotation-cursor"
"""The role of the words at the quotation cursor."""


HIT_CURSOR = "hit-cursor"
"""The role of the hit at which one stands."""


def no_hits(_text: str) -> Sequence[tuple[int, int]]:
    """The hits of no search."""
    return ()


class Marking:
    """The marks over one update's texts.

    Args:
        quotations: what is quoted in it.
        find_hits: finds the words that were searched for.
        cursor: the quotation at the cursor, None where there is none.
        hit: the hit at which one stands, counted from 0 in the order in which texts are asked about.
    """

    def __init__(
        self,
        quotations: Sequence[Quotation],
        find_hits: FindHits,
        cursor: Quotation | None = None,
        hit: int | None = None,
    ) -> None:
        self._quoted = by_block(quotations)
        self._speakers = speaker_roles(quotations)
        self._find_hits = find_hits
        self._cursor = cursor
        self._hit = hit
        self._hits_before = 0

    def quoted(self, block: int | None) -> list[Quotation]:
        """The statements in a block, or in the headline for None."""
        return self._quoted.get(block, [])

    def marks(self, text: str, block: int | None, role: str = "quotation") -> list[Mark]:
        """All marks over the text of a block; quotations take that role."""
        at_cursor = [self._cursor] if self._cursor and self._cursor.place.block == block else []
        return [
            *quotation_marks(text, self.quoted(block), role, self._speakers),
            *quotation_marks(text, at_cursor, CURSOR),
            *self._hits(text),
        ]

    def note(self, block: int | None) -> tuple[str, list[Mark]]:
        """Who speaks in a block, with marks over the names; empty where the block itself says it."""
        quotations = self.quoted(block)
        return speaker_note(quotations), name_marks(quotations, self._speakers)

    def cursor_note(self, block: int | None) -> str:
        """What else is to be said of the quotation at the cursor, if it stands in that block; else empty.

        That it looks like a quotation and is none; and in a headline, which bears no other note, who speaks.
        """
        cursor = self._cursor
        if cursor is None or cursor.place.block != block:
            return ""
        if cursor.kind == "scare":
            is_corrected = cursor.attribution == "corrected"
            return "not a quotation (corrected)" if is_corrected else "nobody's statement"
        return f"{glyphs.DASH} {shown_name(cursor)}" if block is None else ""

    def _hits(self, text: str) -> Iterable[Mark]:
        for start, end in self._find_hits(text):
            yield Mark(start, end, "hit")
            if self._hits_before == self._hit:
                yield Mark(start, end, HIT_CURSOR)
            self._hits_before += 1
