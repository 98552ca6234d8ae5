"""What searching gives, and what can search: without the search package, which the first search loads."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from tui_reader.news import Listing


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


class SearchEngine(Protocol):
    """The index of a library; `archive.searching.LibrarySearch` is it."""

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
    ) -> SearchResult:
        """The updates that a query finds; raises `QueryError`."""
        ...

    def numbers(self, query: str, *, as_you_type: bool) -> Sequence[int]:
        """The numbers of the updates that a query finds; raises `QueryError`."""
        ...

    def names(self, name: str) -> set[str]:
        """The speakers who bear every word of a name."""
        ...
