"""Headline or paragraph: the signals, and how much each weighs.

News in every language sets a headline as one short line without a full stop, above a longer text that has
one. None of the signals is certain, so each adds to or takes from a score: a line that reaches `THRESHOLD`
is a headline. How much a missing full stop says depends on the page: where even long paragraphs have none,
it says nothing. The weights were set by hand on copies of many styles; LONG is the length over which a line
is a headline in no paper.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tui_reader.reading.text_copy.roles import Item, Role

THRESHOLD = 2.0
LONG = 160  # columns
_PROSE = 110  # columns; longer lines are paragraphs, if they end like one

_STOPS = ".…。؟?!！？।:;,：，；、،؛"
_CLOSING = "”’\"'»›)]）】」』“ "
_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\U00020000-\U0003fffd]"
)
_QUOTED = re.compile(r"[“„«\"「『‘'].{1,400}[”“»\"」』’']\Z")


@dataclass(frozen=True, slots=True)
class PageHabits:
    """How a page sets its text.

    Attributes:
        full_stops: share of long lines that end with a full stop, 0 to 1.
        gap_share: share of plain lines with a blank line above.
        headings: whether Markdown headings mark its headlines.
    """

    full_stops: float
    gap_share: float
    headings: bool

    @property
    def gaps_tell(self) -> bool:
        """Whether blank lines separate some of the lines, and so say something."""
        return 0.1 < self.gap_share < 0.9


def habits(items: Sequence[Item]) -> PageHabits:
    """How the page of these lines sets its text."""
    plain = [item for item in items if item.role is Role.TEXT]
    long = [item for item in plain if width(item.text) > _PROSE]
    stops = sum(final_stop(item.text) == "." for item in long)
    return PageHabits(
        full_stops=stops / len(long) if long else 1.0,
        gap_share=sum(item.line.gap > 0 for item in plain) / len(plain) if plain else 0.0,
        headings=sum(item.line.heading > 1 for item in plain) >= 3,
    )


def score(item: Item, previous: Item | None, following: Item | None, page: PageHabits) -> float:
    """How much a plain line looks like a headline between its neighbours."""
    if item.role is not Role.TEXT or item.line.mark in ("bullet", "quote"):
        return -9.0
    if following is not None and following.role is Role.SIGNATURE:
        return -9.0
    if page.headings:
        return 9.0 if item.line.heading else -9.0
    wide = width(item.text)
    if wide > LONG:
        return -9.0
    return (
        _form(item.text, wide, page)
        + _place(item, previous, following, page)
        + 4.0 * bool(item.line.heading or item.line.mark == "bold")
    )


def is_prose(item: Item) -> bool:
    """Whether a line is plainly a paragraph, or content that stands below a headline."""
    if item.role in (Role.BLOCK, Role.RELATED, Role.SIGNATURE, Role.CREDIT, Role.BYLINE, Role.GREETING):
        return True
    return item.role is Role.TEXT and (
        item.line.mark in ("bullet", "quote")
        or width(item.text) > _PROSE
        or final_stop(item.text) in (".", ":")
    )


def could_head(item: Item) -> bool:
    """Whether a line that stands where headlines stand can be one."""
    text = item.text
    if item.role is not Role.TEXT or item.line.mark in ("bullet", "quote"):
        return False
    if item.line.heading or item.line.mark == "bold":
        return True
    stop = final_stop(text)
    return (
        width(text) <= (_PROSE if stop else LONG) and stop not in (".", ":", ",") and not text[:1].islower()
    )


def final_stop(text: str) -> str:
    """What a line ends with: one of `. … ? : ,`, where "?" is "!" too and "," is ";" too, or nothing.

    Quotation marks and brackets that close the line are looked through. The point of an abbreviation ("U.S.")
    is a full stop here: the other signals decide.
    """
    bare = text[-12:].rstrip(_CLOSING)
    last = bare[-1:]
    if not last or last not in _STOPS:
        return ""
    if last == "…" or bare.endswith("..."):
        return "…"
    if last in "?!！？؟":
        return "?"
    if last in ".。।":
        return "."
    return ":" if last in ":：" else ","


def width(text: str) -> int:
    """Columns of a text: an East Asian character counts twice, and says as much as two narrow ones."""
    if text.isascii():
        return len(text)
    return len(text) + len(_WIDE.findall(text, 0, LONG * 2))


def _form(text: str, wide: int, page: PageHabits) -> float:
    stop = final_stop(text)
    found = {
        "": 1.0 + page.full_stops,
        ".": -1.0 - 2.0 * page.full_stops,
        "…": 1.0,
        "?": 0.8,
        ":": -2.0,
        ",": -3.0,
    }[stop]
    if stop == "?" and _QUOTED.match(text):
        found -= 1.0
    if wide > _PROSE:
        found -= (wide - _PROSE) / 25
    elif wide <= 90:
        found += 0.5
    if wide < 12 or (" " not in text and wide == len(text)):
        found -= 1.0
    return found - 2.0 * text[:1].islower()


def _place(item: Item, previous: Item | None, following: Item | None, page: PageHabits) -> float:
    found = 0.0
    if following is None:
        found -= 2.0
    elif is_prose(following):
        found += 0.7 if width(following.text) > width(item.text) or following.role is not Role.TEXT else 0.2
    elif following.role is Role.TEXT:
        found -= 1.5
    if previous is not None and previous.role is Role.TEXT and not is_prose(previous):
        found -= 0.3
    if page.gaps_tell:
        found += 0.5 if item.line.gap else -1.0 * (previous is not None and previous.role is Role.TEXT)
    return found
