"""Reads one update: its headline, bylines, stamps and blocks, each line in its one place."""

from collections.abc import Sequence
from dataclasses import replace

from tui_reader.news import Block, Blockquote, Caption, Paragraph, Related
from tui_reader.reading.text_copy import media
from tui_reader.reading.text_copy.draft import Draft, Page
from tui_reader.reading.text_copy.headlines import LONG, PageHabits, could_head, final_stop, width
from tui_reader.reading.text_copy.language import fold
from tui_reader.reading.text_copy.layout import Layout
from tui_reader.reading.text_copy.names import is_name
from tui_reader.reading.text_copy.roles import FURNITURE, Item, Role
from tui_reader.reading.text_copy.wording import Wording

_SHORT_CAPTION = 250  # characters of a line that a credit below it makes a caption
_CAN_HEAD_UPDATES = (Role.TEXT, Role.LIST_LABEL, Role.COVERAGE)


def read_update(items: Sequence[Item], start: int, layout: Layout, page: Page, wording: Wording) -> Draft:
    """The update of some lines of a layout, the first at index `start`; furniture goes to the page."""
    if layout.is_timed:
        head = _timed_headline(items, layout.habits)
    else:
        head = next((n for n in range(len(items)) if start + n in layout.headlines), None)
    return _UnitReader(page, wording).read(items, head)


def _timed_headline(items: Sequence[Item], habits: PageHabits) -> int | None:
    """Where the headline is on a page divided at clocks: the first words, if they look like one there."""
    shown = [n for n, item in enumerate(items) if item.role not in FURNITURE and item.role is not Role.STAMP]
    while shown and items[shown[0]].role is Role.BYLINE:
        shown = shown[1:]
    if not shown or items[shown[0]].role not in _CAN_HEAD_UPDATES:
        return None
    item = replace(items[shown[0]], role=Role.TEXT)
    following = items[shown[1]] if len(shown) > 1 else None
    if following is not None and following.role is Role.SIGNATURE:
        return None
    if following is not None and following.role is Role.BYLINE and width(item.text) <= LONG:
        return shown[0]
    needs_text = final_stop(item.text) == "?" or habits.full_stops < 0.5
    return shown[0] if could_head(item) and (following or not needs_text) else None


class _UnitReader:
    """Reads the lines of one update; what is furniture goes to the page."""

    def __init__(self, page: Page, wording: Wording) -> None:
        self._page = page
        self._wording = wording
        self._draft = Draft()
        self._last: Item | None = None  # the line that the last block is, None when something stands between
        self._lone: Block | None = None  # half a caption, waiting for its other half

    def read(self, items: Sequence[Item], head: int | None) -> Draft:
        above: Item | None = None  # the last line that is neither stamp nor furniture
        for n, item in enumerate(items):
            if n == head:
                self._draft.headline = item.text
            elif above and item.role is Role.TEXT and self._is_byline(above, item, items[n + 1 :]):
                item = replace(item, role=Role.BYLINE)  # noqa: PLW2901 - seen in its place, it is one
                self._place(item)
            else:
                self._place(item)
            if item.role not in (*FURNITURE, Role.STAMP):
                above = item
        return self._draft

    def _is_byline(self, above: Item, item: Item, below: Sequence[Item]) -> bool:
        """Whether a line above an update's text is only a name, or the role or place below a name."""
        if self._draft.blocks or not below or below[0].role in (*FURNITURE, Role.STAMP):
            return False
        if above.role is Role.BYLINE:
            return not item.line.gap and below[0].line.gap > 0 and could_head(item)
        return above.text == self._draft.headline and is_name(item.text)

    def _place(self, item: Item) -> None:
        last, self._last = self._last, None
        role = item.role
        if role is Role.STAMP and item.stamp and not item.stamp.is_day:
            self._draft.stamps.append(item)
        elif role is Role.BYLINE:
            self._draft.bylines.append(item)
        elif role in FURNITURE or role in (Role.STAMP, Role.END_LABEL):
            self._draft.is_pinned |= self._wording.line("pinned", r"{}\Z").match(fold(item.text)) is not None
            self._page.dispose([item])
        elif role is Role.SIGNATURE and item.signed:
            self._embed(item, item.signed)
        elif role is Role.CAPTION_PART or (self._lone and isinstance(item.block, Caption)):
            self._half_caption(item)
        elif role is Role.CREDIT:
            self._credit(item, last)
        else:
            self._draft.blocks.append(_block(item))
            self._last = item

    def _embed(self, item: Item, signed: media.Signature) -> None:
        blocks = self._draft.blocks
        words = ""
        if not signed.text and blocks and isinstance(blocks[-1], Paragraph | Blockquote):
            words = blocks.pop().text
        url = item.line.links[0].url if item.line.links else None
        blocks.append(media.embed(words, signed, self._wording, url))

    def _half_caption(self, item: Item) -> None:
        """Joins picture, caption and credit where they stand on lines of their own, in any order."""
        blocks = self._draft.blocks
        half = item.block if isinstance(item.block, Caption) else Caption(item.text, None, item.detail)
        other = self._lone
        self._lone = None
        if isinstance(other, Caption) and blocks and blocks[-1] is other:
            words = half if item.block else other
            blocks[-1] = Caption(words.text, words.alt or other.alt, half.credit or other.credit)
        else:
            self._lone = half
            blocks.append(half)

    def _credit(self, item: Item, last: Item | None) -> None:
        """Gives a credit on a line of its own to the caption above it."""
        blocks = self._draft.blocks
        above = blocks[-1] if blocks else None
        if isinstance(above, Caption) and above.credit is None:
            blocks[-1] = replace(above, credit=item.detail)
        elif last and isinstance(above, Paragraph) and _reads_like_a_caption(last, item):
            blocks[-1] = Caption(above.text, None, item.detail)
        else:
            blocks.append(Caption(item.text, None, item.detail))


def _reads_like_a_caption(item: Item, credit: Item) -> bool:
    """Whether a paragraph is the caption that the credit below it belongs to."""
    is_close = not credit.line.gap and (item.line.gap > 0 or not final_stop(item.text))
    return is_close and len(item.text) <= _SHORT_CAPTION


def _block(item: Item) -> Block:
    if item.block:
        return item.block
    links = item.line.links
    if item.role is Role.RELATED:
        return Related(item.text, links[0].url if links else None)
    kind = Blockquote if item.line.mark == "quote" else Paragraph
    return kind(item.text, links)
