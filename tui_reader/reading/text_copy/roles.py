"""What each line of a text copy is by itself: a stamp, a byline, a caption, furniture, or plain text.

Only what a line says (and its neighbour, for signatures and credits of two lines) counts here; whether plain
text is a headline or a paragraph shows on the page as a whole (see `headlines` and `layout`).
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import cache

from tui_reader.news import Block, Caption
from tui_reader.reading.text_copy import media
from tui_reader.reading.text_copy.dates import DatePatterns
from tui_reader.reading.text_copy.language import fold, pattern
from tui_reader.reading.text_copy.lines import SourceLine
from tui_reader.reading.text_copy.names import is_name
from tui_reader.reading.text_copy.stamps import Stamp, read_stamp

_NOTICE = 300  # characters of the longest notice; what is longer is a paragraph
_CAPTION = 1_500  # characters of the longest caption
_REPEATED = 3  # times that a line stands on a page before it means something
_BUTTON = 120  # characters of the longest button, label or advertisement


class Role(Enum):
    """What a line is."""

    TEXT = auto()
    STAMP = auto()
    BYLINE = auto()
    BLOCK = auto()
    SIGNATURE = auto()
    CREDIT = auto()
    CAPTION_PART = auto()
    RELATED = auto()
    FURNITURE = auto()
    CLOSED = auto()
    COVERAGE = auto()
    NAVIGATION = auto()
    GREETING = auto()
    LIST_LABEL = auto()
    END_LABEL = auto()


FURNITURE = frozenset({Role.FURNITURE, Role.CLOSED, Role.NAVIGATION, Role.GREETING})
"""Roles that are furniture wherever they stand."""


@dataclass(frozen=True, slots=True)
class Item:
    """A line and what it is.

    Attributes:
        line: the line.
        role: what it is.
        stamp: what a stamp says.
        block: the block that the line is by itself.
        detail: a byline's names, a credit.
        signed: what a signature says.
        clock_text: a clock that was taken from the line's beginning or end.
    """

    line: SourceLine
    role: Role
    stamp: Stamp | None = None
    block: Block | None = None
    detail: str = ""
    signed: media.Signature | None = None
    clock_text: str = ""

    @property
    def text(self) -> str:
        """The line's words."""
        return self.line.text


def classify(lines: Sequence[SourceLine], dates: DatePatterns) -> list[Item]:
    """What each line is, in order."""
    items = [_item(line, dates) for line in lines]
    return _with_repetitions_read(items)


def _item(line: SourceLine, dates: DatePatterns) -> Item:
    if line.mark == "rule":
        return Item(line, Role.FURNITURE)
    text = line.text
    if len(text) <= _BUTTON:
        folded = fold(text).strip(" .:!»→›>|…•[](){}<-–—")
        role = _short_role(folded)
        if role:
            return Item(line, role)
        stamp = read_stamp(text, dates)
        if stamp:
            return Item(line, Role.STAMP, stamp=stamp)
        if line.mark != "bullet" and (names := _byline(text)):
            return Item(line, Role.BYLINE, detail=names)
    return _notice(line) or _medium(line) or Item(line, Role.TEXT)


def _short_role(folded: str) -> Role | None:
    if _line_pattern("furniture", "{}\\Z").match(folded) or _line_pattern("furniture_start").match(folded):
        return Role.FURNITURE
    if _line_pattern("list_labels", "{}\\Z").match(folded):
        return Role.LIST_LABEL
    if _line_pattern("end_labels", "{}\\Z").match(folded):
        return Role.END_LABEL
    return None


_NOTICES = (
    ("closed", Role.CLOSED),
    ("navigation", Role.NAVIGATION),
    ("greeting", Role.GREETING),
    ("coverage", Role.COVERAGE),
    ("related", Role.RELATED),
)


def _notice(line: SourceLine) -> Item | None:
    if len(line.text) > _NOTICE:
        return None
    folded = fold(line.text).strip(" .:!»→›>|…•[](){}")
    for name, role in _NOTICES:
        if _line_pattern(name).search(folded):
            return Item(line, role)
    if len(folded) <= 200 and _line_pattern("furniture_start").match(folded):
        return Item(line, Role.FURNITURE)
    return None


def _medium(line: SourceLine) -> Item | None:
    text = line.text
    if line.mark == "picture":
        return Item(line, Role.CAPTION_PART, block=Caption(text, alt=text))
    signed = media.signature(text)
    if signed:
        return Item(line, Role.SIGNATURE, signed=signed)
    if len(text) > _CAPTION:
        return None
    labelled = media.labelled_caption(text)
    if labelled:
        caption = media.caption_of(labelled[0]) if labelled[0] else None
        return Item(line, Role.CAPTION_PART, detail=labelled[1] or "", block=caption)
    return _picture_or_graphic(line)


def _picture_or_graphic(line: SourceLine) -> Item | None:
    graphic = media.interactive(line.text)
    if graphic:
        return Item(line, Role.BLOCK, block=graphic)
    credit = media.lone_credit(line.text)
    if credit:
        return Item(line, Role.CREDIT, detail=credit)
    caption = media.caption(line.text)
    return Item(line, Role.BLOCK, block=caption) if caption else None


def _byline(text: str) -> str:
    """The names of a byline, with a role or place behind them; empty when the line is none."""
    found = _label_pattern("byline", r"{} (.{4,100})\Z").match(text)
    if not found or text.endswith((".", "!", "?", ":")):
        return ""
    names = re.split(r", (?=[^\W\d_])| (?:in|à|en|aus|из|з) (?=[^\W\d_a-z])", found[1], maxsplit=1)[0]
    return found[1] if is_name(names) else ""


def _with_repetitions_read(items: list[Item]) -> list[Item]:
    """The items with the short lines that a page repeats told apart: bylines, and buttons."""
    counts = Counter(item.text for item in items if item.role is Role.TEXT and len(item.text) <= 40)
    writers = {item.detail for item in items if item.role is Role.BYLINE}
    found: list[Item] = []
    for n, item in enumerate(items):
        role = item.role
        if role is Role.TEXT and (item.text in writers or counts[item.text] >= _REPEATED):
            following = items[n + 1] if n + 1 < len(items) else None
            role = _repeated(item, found[-1] if found else None, following, writers)
        found.append(item if role is item.role else replace(item, role=role, detail=item.text))
    return found


def _repeated(item: Item, previous: Item | None, following: Item | None, writers: set[str]) -> Role:
    heads_text = following is not None and following.role in (Role.TEXT, Role.BYLINE)
    if heads_text and (item.text in writers or is_name(item.text)):
        return Role.BYLINE
    if heads_text and previous is not None and previous.role is Role.BYLINE:
        return Role.BYLINE  # the writer's office or place
    is_sentence = item.text.endswith((".", "?", "!", "…", "”", '"')) or item.line.heading > 0
    return Role.TEXT if is_sentence else Role.FURNITURE


@cache
def _line_pattern(name: str, template: str = "{}") -> re.Pattern[str]:
    return pattern(name, template, folded=True)


@cache
def _label_pattern(name: str, template: str) -> re.Pattern[str]:
    return pattern(name, template)
