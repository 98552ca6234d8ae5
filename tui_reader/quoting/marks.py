"""The quotation marks of a text, and which way each can point; apostrophes and inches are none.

A mark's direction is read from its neighbours first and from its shape second, so that straight marks,
wrong-way marks and the customs of other languages („…“, »…«, ”…”, « … », 「…」) take the same road. A single
mark between letters, after a plural possessive or before an elision is an apostrophe.
"""

import re
from typing import Literal, NamedTuple, TypeAlias

MarkRole: TypeAlias = Literal["open", "close", "either"]

_FAMILIES = {
    **dict.fromkeys('“”„‟"＂〝〞〟', "double"),
    **dict.fromkeys("‘’‚‛'", "single"),
    **dict.fromkeys("«»", "guillemet"),
    **dict.fromkeys("‹›", "single guillemet"),
    **dict.fromkeys("「」", "corner"),
    **dict.fromkeys("『』", "white corner"),
    **dict.fromkeys("《》", "double angle"),
    **dict.fromkeys("〈〉", "angle"),
}
_LETTER_MARKS = "\"'’‘‛"  # those that can belong to a word
_MARK = re.compile(f"[{''.join(_FAMILIES)}]")
_OPENERS = frozenset("“„‟〝‘‚‛«‹「『《〈")
ONLY_OPEN = frozenset("„‚「『《〈〝")
"""Marks that never close."""

_ONLY_CLOSE = frozenset("」』》〉")
_NEUTRAL = frozenset("\"＂'")
_BEFORE = frozenset("([{<¡¿/-‐‑–—―|…*") | frozenset(_FAMILIES)
_AFTER = frozenset(")]}>.,;:!?…/-‐‑–—―|*،؛؟。，！？、") | frozenset(_FAMILIES)
SENTENCE_END = frozenset(",.!?…،؟。，！？")
"""Marks that a quotation can end with or follow."""

_ELISION = re.compile(
    r"(?:em|en|n|til|till|tis|twas|twere|cause|cos|bout|round|ere|ave|ello|s|d|\d\ds?)\b", re.IGNORECASE
)
_IDEOGRAPHS = "\u2e80"  # this letter and all later ones are written without spaces between words


class Mark(NamedTuple):
    """One mark: its offset, the kind of marks it belongs to, which way it can point."""

    at: int
    char: str
    family: str
    role: MarkRole
    may_be_possessive: bool


def marks_in(text: str) -> list[Mark]:
    """The quotation marks of a text, in order."""
    found: list[Mark] = []
    for match in _MARK.finditer(text):
        at, char = match.start(), match[0]
        if char not in _LETTER_MARKS or not _is_apostrophe(text, at, char):
            found.append(Mark(at, char, _FAMILIES[char], _role(text, at, char), _possessive(text, at, char)))
    return _without_inches(text, found) if '"' in text or "'" in text else found


def _role(text: str, at: int, char: str) -> MarkRole:
    if char in _ONLY_CLOSE:
        return "close"
    if char in ONLY_OPEN:
        return "open"
    before, after = text[at - 1] if at else " ", text[at + 1] if at + 1 < len(text) else " "
    if char == "«" and before in "’'":
        return "open"
    starts = (before.isspace() or before in _BEFORE) and not after.isspace() and not _is_stop(text, at + 1)
    ends = not before.isspace() and (after.isspace() or after in _AFTER)
    if starts != ends:
        return "open" if starts else "close"
    if char in _NEUTRAL:
        return "either"
    return "open" if char in _OPENERS else "close"


def _is_stop(text: str, at: int) -> bool:
    """Whether a mark stands there that ends a phrase, not the points of an omission."""
    return text[at] in ",;:!?)]}،؛؟。，！？、" or (text[at] == "." and text[at + 1 : at + 2] != ".")


def _is_apostrophe(text: str, at: int, char: str) -> bool:
    """Whether a single mark (or a straight double one inside a word, as in Hebrew) belongs to the word."""
    before, after = text[at - 1] if at else " ", text[at + 1] if at + 1 < len(text) else " "
    if before.isalnum() and after.isalnum():
        return max(before, after) < _IDEOGRAPHS
    if char == '"' or before.isalnum():
        return False
    if char == "‘" and text[at + 3 : at + 4] != "s":
        return False
    return _ELISION.match(text, at + 1) is not None


def _possessive(text: str, at: int, char: str) -> bool:
    """Whether a closing single mark looks like a plural possessive or a dropped letter: "states’ plan"."""
    if char not in "’'" or not text[at + 1 : at + 2].isspace() or not text[at + 2 : at + 3].isalnum():
        return False
    return text[max(at - 1, 0) : at] in ("s", "S") or text[max(at - 2, 0) : at] == "in"


def _without_inches(text: str, marks: list[Mark]) -> list[Mark]:
    """Without the straight marks after a digit that measure: they would leave another without its partner."""
    kept: list[Mark] = []
    remaining = sum(mark.char in "\"'" for mark in marks)
    is_open = {'"': False, "'": False}
    for mark in marks:
        if mark.char not in is_open:
            kept.append(mark)
            continue
        remaining -= 1
        measures = mark.role != "open" and text[mark.at - 1 : mark.at].isdigit()
        if measures and (not is_open[mark.char] or (mark.char == '"' and remaining % 2)):
            continue
        is_open[mark.char] = mark.role == "open" or (mark.role == "either" and not is_open[mark.char])
        kept.append(mark)
    return kept
