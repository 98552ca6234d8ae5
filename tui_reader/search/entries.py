"""The plain values that pass between the library and the search index."""

from array import array
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

Statement: TypeAlias = tuple[str | None, str]
"""Who said it, None when unattributed, and the quoted words."""


@dataclass(frozen=True, slots=True)
class IndexedUpdate:
    """What the index takes in of one update.

    Attributes:
        number: the library's row number, unique, above 0 and below 2**32.
        order_key: signed 64-bit place in time: newest first is descending. `day_of` gives its day.
        headline: empty where the update has none.
        body: the text of all blocks, joined by line breaks.
        speakers: the full names of who is quoted.
        said: the quoted words, one statement a line.
        live_blog: title of the live blog it belongs to, empty when unknown.
        publisher: None when unknown.
        kinds: what it holds, for `has:`: "quote", "picture", "embed", "link", "interactive".
        is_key_event: the publisher marks it as a key event.
        is_edited: the publisher changed it after it was first imported.
    """

    number: int
    order_key: int
    headline: str
    body: str
    speakers: tuple[str, ...] = ()
    said: str = ""
    live_blog: str = ""
    publisher: str | None = None
    kinds: frozenset[str] = frozenset()
    is_key_event: bool = False
    is_edited: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """A line of the library's change log: the update as it is now, None when it was removed."""

    number: int
    update: IndexedUpdate | None


@dataclass(frozen=True, slots=True)
class SearchText:
    """An update's text as the library holds it, for what the index cannot decide alone."""

    headline: str
    body: str
    statements: tuple[Statement, ...] = ()


class Texts(Protocol):
    """What the library answers during a search."""

    def texts(self, numbers: Sequence[int]) -> Mapping[int, SearchText]:
        """The texts of these updates; numbers that the library no longer holds are left out."""
        ...

    def marked(self, mark: str) -> Container[int]:
        """The numbers that bear the mark: "is:unread", "is:read", "is:bookmarked", "has:note" or "tag:x"."""
        ...


@dataclass(frozen=True, slots=True)
class Hits:
    """The updates a query matches, in the order asked for.

    Attributes:
        numbers: the library's row numbers.
        order_keys: the order key of each.
        is_complete: these are all the hits; otherwise the page is full, the time ran out or the caller
            cancelled.
        count: how many hits there are in all, None when that is not known yet.
    """

    numbers: "array[int]" = field(default_factory=lambda: array("I"))
    order_keys: "array[int]" = field(default_factory=lambda: array("q"))
    is_complete: bool = True
    count: int | None = 0


_DAY_BITS = 26


def day_of(order_key: int) -> int:
    """Days since 1970-01-01 of an order key; 0 when the date is unknown."""
    return (order_key >> _DAY_BITS) // 86_400


def first_key_of(day: int) -> int:
    """The smallest order key of a day."""
    return (day * 86_400) << _DAY_BITS


def count_days(order_keys: Iterable[int]) -> dict[int, int]:
    """How many updates fall on each day, by days since 1970-01-01; 0 counts those of unknown date."""
    return Counter(map(day_of, order_keys))
