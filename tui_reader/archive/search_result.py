"""What searching gives, and what can search: without the index, which the first search loads."""

from array import array
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Protocol, Self

from tui_reader.news import Listing
from tui_reader.search.completion import Completion


class Highlighter(Protocol):
    """Finds a query's words in any text."""

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Offsets of the hits, in order, not overlapping."""
        ...

    def snippet(self, headline: str, body: str, width: int) -> tuple[str, list[tuple[int, int]]] | None:
        """The first hit in a body with the words around it, and the offsets of the hits in that.

        About `width` characters; None where the headline shows a hit itself, and where the body has none.
        """
        ...


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What a search found.

    Attributes:
        listing: the updates, newest first.
        count: how many there are.
        is_complete: these are all; otherwise only as many as were asked for.
        seconds: how long it took.
        hits: finds the query's words in a text.
    """

    listing: Listing
    count: int
    is_complete: bool
    seconds: float
    hits: Highlighter


@dataclass(frozen=True, slots=True)
class Matches:
    """The updates that a query finds, as plain values.

    Attributes:
        numbers: the numbers that the library has for them, in the order asked for.
        days: the days that they are listed under, as days since 1970-01-01, and how many on each.
        is_complete: these are all; otherwise only as many as were asked for.
    """

    numbers: "array[int]"
    days: Sequence[tuple[int, int]]
    is_complete: bool

    def among(self, chosen: Container[int]) -> Self:
        """Those of the updates whose numbers are among the chosen ones, in the same order."""
        rest = iter(self.numbers)
        kept = [(day, [n for n in islice(rest, count) if n in chosen]) for day, count in self.days]
        numbers = array("I", (number for _, some in kept for number in some))
        return replace(self, numbers=numbers, days=[(day, len(some)) for day, some in kept if some])


class SearchEngine(Protocol):
    """The index of a library: `archive.searching.LibrarySearch`, or a process that has one."""

    def prepare(self) -> None:
        """Have everything ready for a first search."""
        ...

    def close(self) -> None:
        """Close the files that searches keep open."""
        ...

    def lag(self) -> int:
        """How many changes the index is behind the library; negative where the library is an older copy."""
        ...

    def discard(self) -> None:
        """Have the next catching up build the index anew."""
        ...

    def catch_up(self, on_progress: Callable[[int, int], None], cancelled: Callable[[], bool]) -> bool:
        """Bring the index up to the library's newest change; False while another program is doing so."""
        ...

    def merge(self, cancelled: Callable[[], bool]) -> None:
        """Merge what many small catchings up left behind."""
        ...

    def search(
        self, query: str, *, as_you_type: bool, limit: int | None, cancelled: Callable[[], bool]
    ) -> Matches:
        """The updates that a query finds; raises `QueryError`."""
        ...

    def numbers(self, query: str, *, as_you_type: bool) -> "array[int]":
        """The numbers of the updates that a query finds; raises `QueryError`."""
        ...

    def hours(self, query: str, *, as_you_type: bool, cancelled: Callable[[], bool]) -> "array[int]":
        """When what a query finds was published; raises `QueryError`.

        Hours since 1970-01-01 by the updates' order keys, each followed by how many fall on it.
        """
        ...

    def related(self, update_id: str, limit: int) -> Matches:
        """The updates most like one, without it, the most alike first."""
        ...

    def complete(self, query: str, cursor: int) -> list[Completion]:
        """How a query that is being typed may go on at the cursor, best first."""
        ...

    def did_you_mean(self, query: str) -> str | None:
        """A query like one that finds nothing, with words that some update holds; None without any."""
        ...

    def names(self, name: str) -> set[str]:
        """The speakers who bear every word of a name."""
        ...
