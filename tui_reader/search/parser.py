"""How a query becomes a tree: recursive descent over its tokens."""

import datetime
import re
from typing import NoReturn

from tui_reader.errors import QueryError
from tui_reader.search.dates import DateError, Span, day_number, is_plain_date, read_span
from tui_reader.search.folding import is_unspaced, words
from tui_reader.search.inflection import is_english
from tui_reader.search.nodes import (
    And,
    Dated,
    Everything,
    Flag,
    Fuzzy,
    Inflected,
    InHeadline,
    Leaf,
    Mark,
    Name,
    NameField,
    Near,
    Node,
    Not,
    Or,
    Order,
    Said,
    Wording,
    Words,
)
from tui_reader.search.tokens import FIELDS, Token, tokens

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
ORDERS: tuple[Order, ...] = ("newest", "oldest", "relevance")

_NAME_FIELDS: dict[str, NameField] = {"speaker": "speaker", "blog": "blog", "source": "source"}
_DATE_FIELDS = ("on", "since", "before")
_NEAR = re.compile(r"NEAR(?:/(\d{1,9}))?")
_DATE_WORDS = 3


class Parser:
    """Understands one query; the recursion is bounded by MAX_DEPTH, the work by the length of the query.

    Attributes:
        order: that the query asks for, once it is parsed.
    """

    def __init__(self, text: str, today: datetime.date, *, as_you_type: bool, inflected: bool) -> None:
        self.order: Order = ORDERS[0]
        self._text = text
        self._today = today
        self._as_you_type = as_you_type
        self._inflected = inflected
        self._tokens = tokens(text)
        self._at = 0
        self._depth = 0
        self._terms = 0

    def parse(self) -> Node:
        """What the query asks for.

        Raises:
            QueryError: it cannot be understood.
        """
        root = self._alternatives()
        if token := self._peek():
            self._fail(token, "this parenthesis closes nothing")
        return Everything() if root is None else root

    # Groups. Each returns None for what was only begun at the end of an unfinished query.

    def _alternatives(self) -> Node | None:
        latest = self._sequence()
        parts = [latest]
        while operator := self._take("word", "OR"):
            if latest is None:
                self._fail(operator, "nothing stands before OR")
            latest = self._sequence()
            if latest is None and not self._is_unfinished():
                self._fail(operator, "nothing stands after OR")
            parts.append(latest)
        known = [part for part in parts if part is not None]
        return None if not known else known[0] if len(known) == 1 else Or(tuple(known))

    def _sequence(self) -> Node | None:
        parts: list[Node] = []
        while (token := self._peek()) and token.kind != "close" and not self._is_word(token, "OR"):
            if self._is_word(token, "AND"):
                self._conjunction(token, bool(parts))
            elif (part := self._near()) is not None:
                parts.append(part)
        return _all_of(parts)

    def _conjunction(self, token: Token, has_left: bool) -> None:
        self._at += 1
        follows = self._peek()
        has_right = follows is not None and follows.kind != "close" and follows.text not in ("OR", "AND")
        if not has_left or not (has_right or self._is_unfinished()):
            self._fail(token, f"nothing stands {'after' if has_left else 'before'} AND")

    def _near(self) -> Node | None:
        token = self._peek()
        left = self._negation()
        parts: list[Node] = []
        while (
            (operator := self._peek())
            and operator.kind == "word"
            and (match := _NEAR.fullmatch(operator.text))
        ):
            self._at += 1
            distance = int(match[1] or 5)
            if not 1 <= distance <= MAX_DISTANCE:
                self._fail(operator, f"NEAR reaches 1 to {MAX_DISTANCE} words")
            right = self._negation() if self._peek() else None
            if right is None and self._is_unfinished():
                break
            if not isinstance(left, Wording) or not isinstance(right, Wording):
                self._fail(operator, "NEAR stands between two words or phrases")
            parts.append(Near(left, right, distance))
            left = right
        if token and left is None and parts:
            self._fail(token, "NEAR stands between two words or phrases")
        return _all_of(parts) if parts else left

    def _negation(self) -> Node | None:
        is_negated = False
        while operator := self._take("not"):
            is_negated = not is_negated
            if self._is_unfinished():
                return None
            self._check_left_out(operator)
        part = self._primary()
        return Not(part) if is_negated and part is not None else part

    def _check_left_out(self, operator: Token) -> None:
        """Refuse to leave out what cannot be: nothing, or an order, which finds nothing itself."""
        token = self._peek()
        if token is None or token.kind == "close" or token.text in ("OR", "AND"):
            self._fail(operator, "nothing follows to leave out")
        if token.kind == "field" and token.text == "order":
            self._fail(operator, "an order cannot be left out")

    def _primary(self) -> Node | None:
        token = self._tokens[self._at]
        self._at += 1
        if token.kind == "open":
            return self._group(token)
        if token.kind == "field":
            return self._field(token)
        if token.kind == "word" and (token.text in ("OR", "AND") or _NEAR.fullmatch(token.text)):
            self._fail(token, f"nothing stands before {token.text}")
        if token.kind == "word" and is_plain_date(token.text):
            return self._dated("on", token)
        return self._wording(token)

    def _group(self, opening: Token) -> Node | None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            self._fail(opening, f"more than {MAX_DEPTH} parentheses inside each other")
        inner = self._alternatives()
        self._depth -= 1
        if not self._take("close") and not self._as_you_type:
            self._fail(opening, "this parenthesis is never closed")
        if inner is None and not self._is_unfinished():
            self._fail(opening, "nothing stands between the parentheses")
        return inner

    # Leaves.

    def _field(self, name: Token) -> Node | None:
        if name.text not in FIELDS:
            self._fail(name, f"fields are {' '.join(FIELDS)}")  # 80 columns have room for no more
        value = self._peek()
        if value is None or value.start != name.end or value.kind not in ("word", "phrase"):
            if value is None and self._as_you_type:
                return None
            self._fail(name, f"nothing follows {name.text}:", at_end=True)
        self._at += 1
        if name.text in _DATE_FIELDS:
            return self._dated(name.text, value)
        if name.text in ("is", "has", "tag"):
            return self._filter(name.text, value)
        if name.text == "order":
            self._set_order(value)
            return None
        return self._worded(name, value)

    def _worded(self, name: Token, value: Token) -> Leaf | None:
        """A field whose value is a wording."""
        wording = self._wording(value, is_name=name.text in _NAME_FIELDS)
        if wording is None:
            return None
        if name.text in _NAME_FIELDS:
            if not isinstance(wording, Words):
                self._fail(value, "names take no ~")
            return Name(_NAME_FIELDS[name.text], wording)
        return InHeadline(wording) if name.text == "headline" else Said(wording)

    def _wording(self, token: Token, *, is_name: bool = False) -> Wording | None:
        """The words of a word or phrase token, with `*` and `~`; a single word with its inflections."""
        text, ending = token.text, ""
        if token.kind == "phrase":
            if token.is_open and not self._as_you_type:
                self._fail(token, "this quotation mark is never closed")
        else:
            text, ending = self._without_ending(token)
        found = tuple(words(text))
        if not found:
            if self._is_unfinished():
                return None
            self._fail(token, "no letter or digit to search for")
        self._count(token, len(found))
        if ending == "~":
            return self._fuzzy(token, found)
        is_whole = token.kind == "word" and len(found) == 1 and not ending and not self._is_being_typed(token)
        if is_whole and self._inflected and not is_name and is_english(found[0]):
            return Inflected(found[0])
        goes_on = ending == "*" or (self._is_being_typed(token) and text[-1:].isalnum())
        return Words(found, is_prefix=goes_on and not is_unspaced(found[-1]))

    def _fuzzy(self, token: Token, found: tuple[str, ...]) -> Wording:
        if len(found) > 1:
            self._fail(token, "~ follows a single word")
        return Fuzzy(found[0]) if len(found[0]) >= MIN_FUZZY else Words(found)

    def _without_ending(self, token: Token) -> tuple[str, str]:
        text = token.text
        ending = text[-1] if text[-1] in "*~" and len(text) > 1 else ""
        text = text.removesuffix(ending)
        for char, reason in (("*", "* only ends a word"), ("~", "~ only ends a word")):
            if char in text:
                at = token.start + text.index(char)
                raise QueryError(self._text, at, at + 1, reason)
        return text, ending

    def _set_order(self, value: Token) -> None:
        """Note the order that is asked for, which is no part of what is searched for."""
        wanted = value.text.strip().casefold()
        order = next((order for order in ORDERS if order == wanted), None)
        if order is not None:
            self.order = order
        elif not (self._is_being_typed(value) and any(order.startswith(wanted) for order in ORDERS)):
            self._fail(value, f"order: takes {', '.join(ORDERS[:-1])} or {ORDERS[-1]}")

    def _filter(self, field: str, value: Token) -> Leaf | None:
        self._count(value, 1)
        wanted = value.text.strip().casefold()
        if field == "tag":
            if not wanted:
                self._fail(value, "nothing follows tag:")
            return Mark(f"tag:{wanted}")
        known = IS_VALUES if field == "is" else HAS_VALUES
        if wanted not in known:
            if self._is_being_typed(value) and any(name.startswith(wanted) for name in known):
                return None
            self._fail(value, f"{field}: takes {', '.join(known[:-1])} or {known[-1]}")
        is_mark = wanted in ("unread", "read", "bookmarked", "note")
        return Mark(f"{field}:{wanted}") if is_mark else Flag(wanted)

    def _dated(self, field: str, value: Token) -> Leaf | None:
        self._count(value, 1)
        try:
            span = self._longest_date(value)
        except DateError as error:
            if self._is_being_typed(value):
                return None
            self._fail(value, str(error))
        if span is None:
            if self._is_unfinished():
                return None
            self._fail(value, "no date; write 2022-02-15, feb 15, yesterday, 3 days ago or 2022-02-14..16")
        first, last = (day_number(day) if day else None for day in span)
        if field == "since":
            return Dated(first, None)
        if field == "before":
            return Dated(None, first - 1 if first is not None else last)
        return Dated(first, last)

    def _longest_date(self, value: Token) -> Span | None:
        """The date that begins with this token: `since:3 days ago` needs no quotation marks."""
        if value.kind == "word":
            for count in range(_DATE_WORDS, 0, -1):
                following = self._tokens[self._at : self._at + count - 1]
                if len(following) < count - 1 or any(token.kind != "word" for token in following):
                    continue
                if span := read_span(" ".join(token.text for token in (value, *following)), self._today):
                    self._at += count - 1
                    return span
            return None
        return read_span(value.text, self._today)

    # The token stream.

    def _peek(self) -> Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _take(self, kind: str, text: str | None = None) -> Token | None:
        token = self._peek()
        if token is None or token.kind != kind or (text is not None and token.text != text):
            return None
        self._at += 1
        return token

    @staticmethod
    def _is_word(token: Token, text: str) -> bool:
        return token.kind == "word" and token.text == text

    def _is_unfinished(self) -> bool:
        """Whether the query may still go on here."""
        return self._as_you_type and self._peek() is None

    def _is_being_typed(self, token: Token) -> bool:
        return self._as_you_type and token.end == len(self._text) and (token.kind == "word" or token.is_open)

    def _count(self, token: Token, terms: int) -> None:
        self._terms += terms
        if self._terms > MAX_TERMS:
            self._fail(token, f"more than {MAX_TERMS} words")

    def _fail(self, token: Token, reason: str, *, at_end: bool = False) -> NoReturn:
        raise QueryError(self._text, token.end if at_end else token.start, token.end, reason)


def _all_of(parts: list[Node]) -> Node | None:
    """All of the parts; what is said: belongs to the speakers named beside it."""
    speakers = tuple(part for part in parts if isinstance(part, Name) and part.field == "speaker")
    if speakers:
        parts = [Said(part.wording, speakers) if isinstance(part, Said) else part for part in parts]
    return None if not parts else parts[0] if len(parts) == 1 else And(tuple(parts))
