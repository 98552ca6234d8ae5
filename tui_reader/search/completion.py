"""What a query that is being typed may go on with: names of fields and their values."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tui_reader.search.parser import HAS_VALUES, IS_VALUES, ORDERS
from tui_reader.search.tokens import FIELDS, Token, tokens

Names = Callable[[str, str], Sequence[str]]
"""Gives the names of a field ("speaker", "blog", "source" or "tag") for what is typed of them, best first."""

_VALUES = {
    "is": IS_VALUES,
    "has": HAS_VALUES,
    "order": ORDERS,
    "on": ("today", "yesterday"),
    "since": ("yesterday", "this week", "last week", "last month"),
    "before": ("today", "this week", "this month"),
}
_NAMED = ("speaker", "blog", "source", "tag")


@dataclass(frozen=True, slots=True)
class Completion:
    """A way to go on.

    Attributes:
        start: offset of what it replaces.
        end: offset after what it replaces; the cursor goes to the end of `text` in its place.
        text: what to put there.
    """

    start: int
    end: int
    text: str


def complete(query: str, cursor: int, names: Names) -> list[Completion]:
    """The ways to go on at the cursor, best first; none in the middle of a word or phrase."""
    if query[cursor : cursor + 1].strip(" )"):
        return []
    found = tokens(query[:cursor])
    if not found or found[-1].end != cursor:
        return []
    last = found[-1]
    if last.kind == "field":
        return _values(last.text, "", cursor, cursor, names)
    before = found[-2] if len(found) > 1 else None
    is_value = before is not None and before.kind == "field" and before.end == last.start
    if is_value and before is not None and (last.kind == "word" or last.is_open):
        return _values(before.text, last.text, last.start, cursor, names)
    return _fields(last, cursor) if last.kind == "word" else []


def _fields(word: Token, cursor: int) -> list[Completion]:
    typed = word.text.casefold()
    return [Completion(word.start, cursor, f"{name}:") for name in FIELDS if name.startswith(typed)]


def _values(field: str, typed: str, start: int, end: int, names: Names) -> list[Completion]:
    if field in _NAMED:
        values = names(field, typed)
    else:
        values = [value for value in _VALUES.get(field, ()) if value.startswith(typed.casefold())]
    return [Completion(start, end, _quoted(value)) for value in values]


def _quoted(value: str) -> str:
    """The value as the language takes it: in quotation marks where it is more than a word."""
    is_word = all(char.isalnum() or char in "-." for char in value)
    return value if is_word else '"' + value.replace('"', " ") + '"'
