"""A query cut into tokens, each with its place, so that an error can point at the spot."""

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

TokenKind: TypeAlias = Literal["word", "phrase", "field", "not", "open", "close"]

FIELDS = (
    "headline",
    "speaker",
    "said",
    "blog",
    "source",
    "is",
    "has",
    "tag",
    "on",
    "since",
    "before",
    "order",
)
"""The field names of the language."""

_QUOTES = '"“”„«»'
_FIELD = re.compile(r"([A-Za-z]{1,20}):(?!//)")
_WORD = re.compile(rf"[^\s(){_QUOTES}]+")


@dataclass(frozen=True, slots=True)
class Token:
    """A part of a query.

    Attributes:
        kind: "field" is a field's name without its colon; its value is the next token.
        text: the word, the words between the quotation marks, or the name.
        start: offset of its first character in the query.
        end: offset after its last one.
        is_open: a phrase whose second quotation mark is missing.
    """

    kind: TokenKind
    text: str
    start: int
    end: int
    is_open: bool = False


def tokens(query: str) -> list[Token]:
    """The tokens of a query, in order; linear in its length."""
    found: list[Token] = []
    at = 0
    while at < len(query):
        if query[at].isspace():
            at += 1
            continue
        token = _token_at(query, at)
        found.append(token)
        at = token.end
    return found


def _token_at(query: str, at: int) -> Token:
    char = query[at]
    if char in "()":
        return Token("open" if char == "(" else "close", char, at, at + 1)
    if char in _QUOTES:
        return _phrase(query, at)
    if char == "-" and at + 1 < len(query) and not query[at + 1].isspace():
        return Token("not", char, at, at + 1)
    if (field := _FIELD.match(query, at)) and (
        field[1].casefold() in FIELDS or not query[field.end() : field.end() + 1].isspace()
    ):
        return Token("field", field[1].casefold(), at, field.end())
    word = _WORD.match(query, at)
    end = word.end() if word else at + 1
    text = query[at:end]
    return Token("not" if text == "NOT" else "word", text, at, end)


def _phrase(query: str, at: int) -> Token:
    end = next((i for i in range(at + 1, len(query)) if query[i] in _QUOTES), None)
    if end is None:
        return Token("phrase", query[at + 1 :], at, len(query), is_open=True)
    return Token("phrase", query[at + 1 : end], at, end + 1)
