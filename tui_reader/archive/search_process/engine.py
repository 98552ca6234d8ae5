"""Searching through a process of its own, or without one where none can be had."""

from array import array
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from tui_reader.archive.search_process import wire
from tui_reader.archive.search_process.client import ProcessGoneError, SearchProcess
from tui_reader.archive.search_process.wire import Fields
from tui_reader.archive.search_result import Matches, SearchEngine
from tui_reader.search.completion import Completion

_Given = TypeVar("_Given")
_TRIES = 2  # a process that dies at a question twice would do so again
_TO_COMMIT = 0.5  # seconds for the index to keep what it took in; without them it takes that in again
_MOST_DEATHS = 5  # in a session; then the machine has no room for it


class SearchApart:
    """Has searches done by another process, and the index kept by a third (a `SearchEngine`).

    Args:
        folder: the data folder.
        engine: does what is too small for a process, and everything where none can be had.
    """

    def __init__(self, folder: Path, engine: SearchEngine) -> None:
        self._folder = folder
        self._engine = engine
        self._searching = SearchProcess(folder)
        self._keeping = SearchProcess(folder, patience=_TO_COMMIT)
        self._deaths = 0
        self._is_grown = False

    def prepare(self) -> None:
        """Start the process, so that the first search need not wait for it."""
        try:
            self._searching.start()
        except ProcessGoneError:
            self._deaths += 1

    def close(self) -> None:
        """End the processes, and close the files that searches keep open."""
        self._searching.close()
        self._keeping.close()
        self._engine.close()

    # --- the index

    def lag(self) -> int:
        """How many changes the index is behind the library."""
        return self._engine.lag()

    def discard(self) -> None:
        """Have the next catching up build the index anew."""
        self._engine.discard()

    def catch_up(self, on_progress: Callable[[int, int], None], cancelled: Callable[[], bool]) -> bool:
        """Bring the index up to the library's newest change; tells no progress where a process does it."""
        if not self._engine.lag():
            return True
        self._is_grown = True

        def apart() -> bool:
            fields, _ = self._keeping.ask("catch_up", cancelled)
            return bool(fields["is_done"])

        return self._apart_or_here(apart, lambda: self._engine.catch_up(on_progress, cancelled))

    def merge(self, cancelled: Callable[[], bool]) -> None:
        """Merge what catching up left behind; then the index needs no process any more."""
        if self._is_grown:
            self._apart_or_here(
                lambda: self._keeping.ask("merge", cancelled), lambda: self._engine.merge(cancelled)
            )
            self._is_grown = False
        self._keeping.close()

    # --- searching

    def search(
        self, query: str, *, as_you_type: bool, limit: int | None, cancelled: Callable[[], bool]
    ) -> Matches:
        """The updates that a query finds; raises `QueryError`."""

        def apart() -> Matches:
            return _matches(
                *self._searching.ask("search", cancelled, query=query, as_you_type=as_you_type, limit=limit)
            )

        return self._apart_or_here(
            apart,
            lambda: self._engine.search(query, as_you_type=as_you_type, limit=limit, cancelled=cancelled),
        )

    def numbers(self, query: str, *, as_you_type: bool) -> "array[int]":
        """The numbers of the updates that a query finds; raises `QueryError`."""
        return self._apart_or_here(
            lambda: self._searching.ask("numbers", query=query, as_you_type=as_you_type)[1],
            lambda: self._engine.numbers(query, as_you_type=as_you_type),
        )

    def hours(self, query: str, *, as_you_type: bool, cancelled: Callable[[], bool]) -> "array[int]":
        """When what a query finds was published, as hours with counts; raises `QueryError`."""
        return self._apart_or_here(
            lambda: self._searching.ask("hours", cancelled, query=query, as_you_type=as_you_type)[1],
            lambda: self._engine.hours(query, as_you_type=as_you_type, cancelled=cancelled),
        )

    def related(self, update_id: str, limit: int) -> Matches:
        """The updates most like one, newest first, without it."""
        return self._apart_or_here(
            lambda: _matches(*self._searching.ask("related", update_id=update_id, limit=limit)),
            lambda: self._engine.related(update_id, limit),
        )

    def complete(self, query: str, cursor: int) -> list[Completion]:
        """How a query that is being typed may go on at the cursor, best first."""

        def apart() -> list[Completion]:
            fields, _ = self._searching.ask("complete", query=query, cursor=cursor)
            places, texts = wire.pairs(fields, "places"), wire.texts(fields, "texts")
            return [Completion(*place, text) for place, text in zip(places, texts, strict=True)]

        return self._apart_or_here(apart, lambda: self._engine.complete(query, cursor))

    def did_you_mean(self, query: str) -> str | None:
        """A query like one that finds nothing, with words that some update holds."""

        def apart() -> str | None:
            better = self._searching.ask("did_you_mean", query=query)[0]["query"]
            return None if better is None else str(better)

        return self._apart_or_here(apart, lambda: self._engine.did_you_mean(query))

    def names(self, name: str) -> set[str]:
        """The speakers who bear every word of a name."""
        return self._engine.names(name)

    def _apart_or_here(self, apart: Callable[[], _Given], here: Callable[[], _Given]) -> _Given:
        for _ in range(_TRIES):
            if self._deaths >= _MOST_DEATHS:
                break
            try:
                return apart()
            except ProcessGoneError:
                self._deaths += 1
        return here()


def _matches(fields: Fields, numbers: "array[int]") -> Matches:
    return Matches(numbers, wire.pairs(fields, "days"), bool(fields["is_complete"]))
