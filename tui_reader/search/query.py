"""The query language, the same for the app, the command line and saved searches.

    gas transit            all the words        "gas transit"   next to each other
    trans*                 how a word begins    sholz~          one letter off
    gas OR oil             either; AND binds tighter than OR, and is what a space means
    -nato, NOT nato        without              (gas OR oil) transit
    gas NEAR/5 transit     at most five words apart, in any order
    headline:gas           in the headline
    speaker:scholz         quoted in it         said:gas        inside a quotation
    speaker:scholz said:gas                     that speaker said that
    blog:ukraine source:"the herald"            title of the live blog, publisher
    is:unread is:read is:bookmarked is:key is:edited
    has:quote has:picture has:embed has:link has:interactive has:note
    tag:energy             the user's own tag
    on:2022-02-15 since:yesterday before:"feb 15" on:2022-02-14..16 2022-02-14..16

Case, diacritics, apostrophes and punctuation make no difference. `parse` is bounded in length, depth and
number of terms, and raises nothing but `QueryError`.
"""

import datetime
import re
from dataclasses import dataclass
from typing import NoReturn

from tui_reader.errors import QueryError
from tui_reader.search.dates import DateError, Span, day_number, is_plain_date, read_span
from tui_reader.search.folding import is_unspaced, words
from tui_reader.search.nodes import (
    And,
    Dated,
    Everything,
    Flag,
    Fuzzy,
    InHeadline,
    Leaf,
    Mark,
    Name,
    NameField,
    Near,
    Node,
    Not,
    Or,
    Said,
    Wording,
    Words,
)
from tui_reader.search.tokens import FIELDS, Token, tokens

MAX_LENGTH = 500
"""Longest query, in characters."""
MAX_TERMS = 40
"""Most words, names, dates and filters in one query."""
MAX_DEPTH = 20
"""Most parentheses inside each other."""
MAX_DISTANCE = 50
"""Farthest that `NEAR` reaches, in words."""

MIN_FUZZY = 4
"""Shortest word, in letters, that `~` widens: a shorter one is a letter off from too many others."""

IS_VALUES = ("unread", "read", "bookmarked", "key", "edited")
HAS_VALUES = ("quote", "picture", "embed", "link", "interactive", "note")

_NAME_FIELDS: dict[str, NameField] = {"speaker": "speaker", "blog": "blog", "source": "source"}
_DATE_FIELDS = ("on", "since", "before")
_NEAR = re.compile(r"NEAR(?:/(\d{1,9}))?")
_DATE_WORDS = 3


@dataclass(frozen=True, slots=True)
class Query:
    """A query that was understood.

    Attributes:
        text: as typed.
        root: what it asks for.
    """

    text: str
    root: Node


def parse(text: str, today: datetime.date, *, as_you_type: bool = False) -> Query:
    """Understand a query.

    Args:
        text: the query as typed; nothing but white space asks for everything.
        today: the day that `yesterday` and days without a year are counted from.
        as_you_type: the text may be unfinished. A word at its very end may go on, and what is only begun
            there (a quotation mark, a parenthesis, an operator, a field's name or value) is no error yet.

    Raises:
        QueryError: it cannot be understood; says why and where.
    """
    if len(text) > MAX_LENGTH:
        reason = f"longer than {MAX_LENGTH} characters"
        raise QueryError(text, MAX_LENGTH, len(text), reason)
    return Query(text, _Parser(text, today, as_you_type).parse())


class _Parser:
    """Recursive descent; the recursion is bounded by MAX_DEPTH."""

    def __init__(self, text: str, today: datetime.date, as_you_type: bool) -> None:
        self.text = text
        self.today = today
        self.as_you_type = as_you_type
        self.tokens = tokens(text)
        self.at = 0
        self.depth = 0
        self.terms = 0

    def parse(self) -> Node:
        root = self.alternatives()
        if token := self.peek():
            self.fail(token, "this parenthesis closes nothing")
        return Everything() if root is None else root

    # Groups. Each returns None for what was only begun at the end of an unfinished query.

    def alternatives(self) -> Node | None:
        latest = self.sequence()
        parts = [latest]
        while operator := self.take("word", "OR"):
            if latest is None:
                self.fail(operator, "nothing stands before OR")
            latest = self.sequence()
            if latest is None and not self.is_unfinished():
                self.fail(operator, "nothing stands after OR")
            parts.append(latest)
        known = [part for part in parts if part is not None]
        return None if not known else known[0] if len(known) == 1 else Or(tuple(known))

    def sequence(self) -> Node | None:
        parts: list[Node] = []
        while (token := self.peek()) and token.kind != "close" and not self.is_word(token, "OR"):
            if self.is_word(token, "AND"):
                self.conjunction(token, bool(parts))
            elif (part := self.near()) is not None:
                parts.append(part)
        return _all_of(parts)

    def conjunction(self, token: Token, has_left: bool) -> None:
        self.at += 1
        follows = self.peek()
        has_right = follows is not None and follows.kind != "close" and follows.text not in ("OR", "AND")
        if not has_left or not (has_right or self.is_unfinished()):
            self.fail(token, f"nothing stands {'after' if has_left else 'before'} AND")

    def near(self) -> Node | None:
        token = self.peek()
        left = self.negation()
        parts: list[Node] = []
        while (
            (operator := self.peek())
            and operator.kind == "word"
            and (match := _NEAR.fullmatch(operator.text))
        ):
            self.at += 1
            distance = int(match[1] or 5)
            if not 1 <= distance <= MAX_DISTANCE:
                self.fail(operator, f"NEAR reaches 1 to {MAX_DISTANCE} words")
            right = self.negation() if self.peek() else None
            if right is None and self.is_unfinished():
                break
            if not isinstance(left, Words | Fuzzy) or not isinstance(right, Words | Fuzzy):
                self.fail(operator, "NEAR stands between two words or phrases")
            parts.append(Near(left, right, distance))
            left = right
        if token and left is None and parts:
            self.fail(token, "NEAR stands between two words or phrases")
        return _all_of(parts) if parts else left

    def negation(self) -> Node | None:
        is_negated = False
        while operator := self.take("not"):
            is_negated = not is_negated
            token = self.peek()
            if token is None or token.kind == "close" or token.text in ("OR", "AND"):
                if token is None and self.as_you_type:
                    return None
                self.fail(operator, "nothing follows to leave out")
        part = self.primary()
        return Not(part) if is_negated and part is not None else part

    def primary(self) -> Node | None:
        token = self.tokens[self.at]
        self.at += 1
        if token.kind == "open":
            return self.group(token)
        if token.kind == "field":
            return self.field(token)
        if token.kind == "word" and (token.text in ("OR", "AND") or _NEAR.fullmatch(token.text)):
            self.fail(token, f"nothing stands before {token.text}")
        if token.kind == "word" and is_plain_date(token.text):
            return self.dated("on", token)
        return self.wording(token)

    def group(self, opening: Token) -> Node | None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            self.fail(opening, f"more than {MAX_DEPTH} parentheses inside each other")
        inner = self.alternatives()
        self.depth -= 1
        if not self.take("close") and not self.as_you_type:
            self.fail(opening, "this parenthesis is never closed")
        if inner is None and not self.is_unfinished():
            self.fail(opening, "nothing stands between the parentheses")
        return inner

    # Leaves.

    def field(self, name: Token) -> Node | None:
        if name.text not in FIELDS:
            self.fail(name, f'no field "{name.text}"; put it in quotation marks to search for the words')
        value = self.peek()
        if value is None or value.start != name.end or value.kind not in ("word", "phrase"):
            if value is None and self.as_you_type:
                return None
            self.fail(name, f"nothing follows {name.text}:", at_end=True)
        self.at += 1
        if name.text in _DATE_FIELDS:
            return self.dated(name.text, value)
        if name.text in ("is", "has", "tag"):
            return self.filter(name.text, value)
        return self.worded(name, value)

    def worded(self, name: Token, value: Token) -> Leaf | None:
        """A field whose value is a wording."""
        wording = self.wording(value)
        if wording is None:
            return None
        if name.text in _NAME_FIELDS:
            if isinstance(wording, Fuzzy):
                self.fail(value, "names take no ~")
            return Name(_NAME_FIELDS[name.text], wording)
        return InHeadline(wording) if name.text == "headline" else Said(wording)

    def wording(self, token: Token) -> Wording | None:
        """The words of a word or phrase token, with `*` and `~`."""
        text, ending = token.text, ""
        if token.kind == "phrase":
            if token.is_open and not self.as_you_type:
                self.fail(token, "this quotation mark is never closed")
        else:
            text, ending = self.without_ending(token)
        found = tuple(words(text))
        if not found:
            if self.is_unfinished():
                return None
            self.fail(token, "no letter or digit to search for")
        self.count(token, len(found))
        if ending == "~":
            if len(found) > 1:
                self.fail(token, "~ follows a single word")
            return Fuzzy(found[0]) if len(found[0]) >= MIN_FUZZY else Words(found)
        goes_on = ending == "*" or (self.is_being_typed(token) and text[-1:].isalnum())
        return Words(found, is_prefix=goes_on and not is_unspaced(found[-1]))

    def without_ending(self, token: Token) -> tuple[str, str]:
        text = token.text
        ending = text[-1] if text[-1] in "*~" and len(text) > 1 else ""
        text = text.removesuffix(ending)
        for char, reason in (("*", "* only ends a word"), ("~", "~ only ends a word")):
            if char in text:
                at = token.start + text.index(char)
                raise QueryError(self.text, at, at + 1, reason)
        return text, ending

    def filter(self, field: str, value: Token) -> Leaf | None:
        self.count(value, 1)
        wanted = value.text.strip().casefold()
        if field == "tag":
            if not wanted:
                self.fail(value, "nothing follows tag:")
            return Mark(f"tag:{wanted}")
        known = IS_VALUES if field == "is" else HAS_VALUES
        if wanted not in known:
            if self.is_being_typed(value) and any(name.startswith(wanted) for name in known):
                return None
            self.fail(value, f"{field}: takes {', '.join(known[:-1])} or {known[-1]}")
        is_mark = wanted in ("unread", "read", "bookmarked", "note")
        return Mark(f"{field}:{wanted}") if is_mark else Flag(wanted)

    def dated(self, field: str, value: Token) -> Leaf | None:
        self.count(value, 1)
        try:
            span = self.longest_date(value)
        except DateError as error:
            if self.is_being_typed(value):
                return None
            self.fail(value, str(error))
        if span is None:
            if self.is_unfinished():
                return None
            self.fail(value, "no date; write 2022-02-15, feb 15, yesterday, 3 days ago or 2022-02-14..16")
        first, last = (day_number(day) if day else None for day in span)
        if field == "since":
            return Dated(first, None)
        if field == "before":
            return Dated(None, first - 1 if first is not None else last)
        return Dated(first, last)

    def longest_date(self, value: Token) -> Span | None:
        """The date that begins with this token: `since:3 days ago` needs no quotation marks."""
        if value.kind == "word":
            for count in range(_DATE_WORDS, 0, -1):
                following = self.tokens[self.at : self.at + count - 1]
                if len(following) < count - 1 or any(token.kind != "word" for token in following):
                    continue
                if span := read_span(" ".join(token.text for token in (value, *following)), self.today):
                    self.at += count - 1
                    return span
            return None
        return read_span(value.text, self.today)

    # The token stream.

    def peek(self) -> Token | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def take(self, kind: str, text: str | None = None) -> Token | None:
        token = self.peek()
        if token is None or token.kind != kind or (text is not None and token.text != text):
            return None
        self.at += 1
        return token

    @staticmethod
    def is_word(token: Token, text: str) -> bool:
        return token.kind == "word" and token.text == text

    def is_unfinished(self) -> bool:
        """Whether the query may still go on here."""
        return self.as_you_type and self.peek() is None

    def is_being_typed(self, token: Token) -> bool:
        return self.as_you_type and token.end == len(self.text) and (token.kind == "word" or token.is_open)

    def count(self, token: Token, terms: int) -> None:
        self.terms += terms
        if self.terms > MAX_TERMS:
            self.fail(token, f"more than {MAX_TERMS} words")

    def fail(self, token: Token, reason: str, *, at_end: bool = False) -> NoReturn:
        raise QueryError(self.text, token.end if at_end else token.start, token.end, reason)


def _all_of(parts: list[Node]) -> Node | None:
    """All of the parts; what is said: belongs to the speakers named beside it."""
    speakers = tuple(part for part in parts if isinstance(part, Name) and part.field == "speaker")
    if speakers:
        parts = [Said(part.wording, speakers) if isinstance(part, Said) else part for part in parts]
    return None if not parts else parts[0] if len(parts) == 1 else And(tuple(parts))
