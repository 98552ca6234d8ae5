"""What each line of a text copy is by itself: a stamp, a byline, a caption, furniture, or plain text.

Only what a line says (and its neighbour, for signatures and credits of two lines) counts here; whether plain
text is a headline or a paragraph shows on the page as a whole (see `headlines` and `layout`).
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from tui_reader.news import Block, Caption
from tui_reader.reading.text_copy import media
from tui_reader.reading.text_copy.language import fold
from tui_reader.reading.text_copy.lines import SourceLine
from tui_reader.reading.text_copy.names import is_name, people
from tui_reader.reading.text_copy.stamps import Stamp, read_stamp
from tui_reader.reading.text_copy.wording import Wording

_NOTICE = 300  # characters of the longest notice; what is longer is a paragraph
_CAPTION = 1_500  # characters of the longest caption
_ABOVE = 12  # lines at the top of a page among which its writers are named
_REPEATED = 3  # times that a line stands on a page before it means something
_BUTTON = 120  # characters of the longest button, label or advertisement


_SIGNED = re.compile(r"[—–―] ?(?=[^\W\d_])")


class Role(Enum):
    """What a line is."""

    TEXT = auto()
    STAMP = auto()
    BYLINE = auto()
    BLOCK = auto()
    SIGNATURE = auto()
    CREDIT = auto()
    CAPTION_PART = auto()
    CAPTION_LABEL = auto()
    RELATED = auto()
    FURNITURE = auto()
    CLOSED = auto()
    COVERAGE = auto()
    NAVIGATION = auto()
    GREETING = auto()
    LIST_LABEL = auto()
    END_LABEL = auto()


FURNITURE = frozenset({Role.FURNITURE, Role.CLOSED, Role.NAVIGATION, Role.GREETING, Role.CAPTION_LABEL})
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
    """

    line: SourceLine
    role: Role
    stamp: Stamp | None = None
    block: Block | None = None
    detail: str = ""
    signed: media.Signature | None = None

    @property
    def text(self) -> str:
        """The line's words."""
        return self.line.text


def classify(lines: Sequence[SourceLine], wording: Wording) -> list[Item]:
    """What each line is, in order."""
    items = [_item(line, wording) for line in lines]
    return _with_neighbours(items, wording)


def _item(line: SourceLine, wording: Wording) -> Item:
    if line.mark == "rule":
        return Item(line, Role.FURNITURE)
    text = line.text
    if len(text) <= _BUTTON:
        folded = fold(text).strip(" .:!?»→›>|…•[](){}<-–—")
        role = _short_role(folded, wording)
        if role:
            return Item(line, role)
        stamp = read_stamp(text, wording)
        if stamp:
            return Item(line, Role.STAMP, stamp=stamp)
        if line.mark != "bullet" and (names := _byline(text, wording)):
            return Item(line, Role.BYLINE, detail=names)
    return _notice(line, wording) or _medium(line, wording) or Item(line, Role.TEXT)


def _short_role(folded: str, wording: Wording) -> Role | None:
    for name, template in (("furniture", "{}\\Z"), ("pinned", "{}\\Z"), ("furniture_start", "{}")):
        if wording.line(name, template).match(folded):
            return Role.FURNITURE
    if wording.line("list_labels", "{}\\Z").match(folded):
        return Role.LIST_LABEL
    if wording.line("end_labels", "{}\\Z").match(folded):
        return Role.END_LABEL
    return None


_NOTICES = (
    ("closed", Role.CLOSED),
    ("navigation", Role.NAVIGATION),
    ("greeting", Role.GREETING),
    ("coverage", Role.COVERAGE),
    ("related", Role.RELATED),
)


def _notice(line: SourceLine, wording: Wording) -> Item | None:
    if len(line.text) > _NOTICE:
        return None
    folded = fold(line.text).strip(" .:!»→›>|…•[](){}")
    for name, role in _NOTICES:
        if wording.line(name).search(folded):
            return Item(line, role)
    if len(folded) <= 200 and wording.line("furniture_start").match(folded):
        return Item(line, Role.FURNITURE)
    return None


def _medium(line: SourceLine, wording: Wording) -> Item | None:
    text = line.text
    if line.mark == "picture":
        return Item(line, Role.CAPTION_PART, block=Caption(text, alt=text))
    signed = media.signature(text)
    if signed:
        return Item(line, Role.SIGNATURE, signed=signed)
    if len(text) > _CAPTION:
        return None
    if media.is_caption_label(text, wording):
        return Item(line, Role.CAPTION_LABEL)
    labelled = media.labelled_caption(text, wording)
    if labelled:
        caption = media.caption_of(labelled[0], wording) if labelled[0] else None
        return Item(line, Role.CAPTION_PART, detail=labelled[1] or "", block=caption)
    return _picture_or_graphic(line, wording)


def _picture_or_graphic(line: SourceLine, wording: Wording) -> Item | None:
    graphic = media.interactive(line.text, wording)
    if graphic:
        return Item(line, Role.BLOCK, block=graphic)
    credit = media.lone_credit(line.text, wording)
    if credit:
        return Item(line, Role.CREDIT, detail=credit)
    caption = media.caption(line.text, wording)
    return Item(line, Role.BLOCK, block=caption) if caption else None


def _byline(text: str, wording: Wording) -> str:
    """The names of a byline, with a role or place behind them; empty when the line is none."""
    found = wording.label("byline", r"{} (.{4,100})\Z").match(text)
    if not found or text.endswith((".", "!", "?", ":")):
        return ""
    names = re.split(r", (?=[^\W\d_])| (?:in|à|en|aus|из|з) (?=[^\W\d_a-z])", found[1], maxsplit=1)[0]
    return found[1] if is_name(names) else ""


def _with_neighbours(items: list[Item], wording: Wording) -> list[Item]:
    """The items with those recognised that only the lines around them, or the whole page, tell apart."""
    counts = Counter(item.text for item in items if item.role is Role.TEXT and len(item.text) <= 40)
    writers = _writers(items)
    found: list[Item] = []
    for n, item in enumerate(items):
        above = found[-1] if found else None
        below = items[n + 1] if n + 1 < len(items) else None
        if item.role is not Role.TEXT:
            found.append(item)
        elif above is not None and above.role is Role.CAPTION_LABEL:
            found.append(replace(item, role=Role.CAPTION_PART, block=media.caption_of(item.text, wording)))
        elif above is not None and wording.line("list_entries", r"{}\Z").match(fold(above.text)):
            found.append(replace(item, role=Role.FURNITURE))
        elif item.text in writers or counts[item.text] >= _REPEATED:
            found.append(replace(item, role=_repeated(item, above, below, writers), detail=item.text))
        else:
            found.append(
                replace(
                    item, role=_writer_or_place(item, above, below, wording), detail=item.text.lstrip("—–― ")
                )
            )
    return found


def _writer_or_place(item: Item, above: Item | None, below: Item | None, wording: Wording) -> Role:
    """A byline where a name stands above the writer's place or behind a dash, or the place below a byline."""
    is_writer = below is not None and _is_place_of_writer(below.text, wording) and is_name(item.text)
    is_signed = _SIGNED.match(item.text) is not None and is_name(item.text[1:].strip())
    if is_signed and above is not None and above.line.mark != "quote":
        return Role.BYLINE
    is_place = above is not None and above.role is Role.BYLINE and _is_place_of_writer(item.text, wording)
    return Role.BYLINE if is_writer or is_place else Role.TEXT


def _writers(items: Sequence[Item]) -> set[str]:
    """Everybody whom bylines name, and the lists of names above the updates."""
    lists = [item.detail for item in items if item.role is Role.BYLINE]
    lists += [item.text for item in items[1:_ABOVE] if item.role is Role.TEXT and len(people(item.text)) > 1]
    return {writer for names in lists if is_name(names) for writer in (names, *people(names))}


def _repeated(item: Item, above: Item | None, below: Item | None, writers: set[str]) -> Role:
    heads_text = below is not None and below.role in (Role.TEXT, Role.BYLINE)
    if heads_text and (item.text in writers or is_name(item.text)):
        return Role.BYLINE
    if heads_text and above is not None and above.role is Role.BYLINE:
        return Role.BYLINE  # the writer's office or place
    is_sentence = item.text.endswith((".", "?", "!", "…", "”", '"')) or item.line.heading > 0
    return Role.TEXT if is_sentence else Role.FURNITURE


def _is_place_of_writer(text: str, wording: Wording) -> bool:
    return (
        len(text) <= 60
        and wording.label("writer_place", r"{} (?-i:[^a-z]).{1,50}(?<![.!?:])\Z").match(text) is not None
    )
