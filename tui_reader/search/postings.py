"""The documents that hold a term, in ascending order."""

import pickle
import struct
import zlib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Protocol, TypeAlias

from tui_reader.search.terms import SAID


class CorruptIndex(Exception):  # noqa: N818 - a state of the files, no fault of the caller's
    """The files of the index are not what was written."""


DAMAGE = (CorruptIndex, pickle.UnpicklingError, zlib.error, struct.error, EOFError)
"""What reading a damaged index raises, where the damage shows at all."""


Weighted: TypeAlias = tuple[Sequence[int], Sequence[float]]
"""Documents, and the weight of each."""


class PostingList(Protocol):
    """The documents that hold a term, in ascending order."""

    def between(self, low: int, high: int) -> list[int]:
        """The documents from `low` up to, but not including, `high`."""
        ...

    def among(self, documents: Sequence[int]) -> list[int]:
        """Which of some ascending documents are in the list."""
        ...

    def weighted(self, low: int = 0, high: int | None = None) -> Iterator[Weighted]:
        """All documents and the weight of each, block by block.

        With `low` and `high` blocks are left out that hold no document from `low` up to `high`.
        """
        ...


class ListedPostings:
    """Documents held in memory."""

    def __init__(self, documents: Sequence[int], weights: Sequence[float] | None = None) -> None:
        self._documents = documents
        self._weights = weights or (1.0,) * len(documents)

    def between(self, low: int, high: int) -> list[int]:
        """The documents from `low` up to, but not including, `high`."""
        documents = self._documents
        return list(documents[bisect_left(documents, low) : bisect_left(documents, high)])

    def among(self, documents: Sequence[int]) -> list[int]:
        """Which of some ascending documents are in the list."""
        held = self._documents
        places = ((document, bisect_left(held, document)) for document in documents)
        return [document for document, at in places if at < len(held) and held[at] == document]

    def weighted(self, low: int = 0, high: int | None = None) -> Iterator[Weighted]:
        """All documents and the weight of each, in one block."""
        del low, high
        yield self._documents, self._weights


class SaidPostings:
    """Of the documents that hold a term, those that quote it: their weights bear the bit `SAID`."""

    def __init__(self, found: PostingList) -> None:
        self._found = found

    def between(self, low: int, high: int) -> list[int]:
        """The documents from `low` up to, but not including, `high`."""
        said = chain.from_iterable(documents for documents, _ in self.weighted(low, high))
        return [document for document in said if low <= document < high]

    def among(self, documents: Sequence[int]) -> list[int]:
        """Which of some ascending documents are in the list."""
        if not documents:
            return []
        return sorted(set(documents).intersection(self.between(documents[0], documents[-1] + 1)))

    def weighted(self, low: int = 0, high: int | None = None) -> Iterator[Weighted]:
        """The documents and the weight of each, block by block."""
        for documents, weights in self._found.weighted(low, high):
            said = [(d, w) for d, w in zip(documents, weights, strict=True) if int(w) & SAID]
            yield [document for document, _ in said], [weight for _, weight in said]


class UnitedPostings:
    """The documents that hold any of several terms; united only as far as they are asked for."""

    def __init__(self, lists: Sequence[PostingList]) -> None:
        self._lists = lists

    def between(self, low: int, high: int) -> list[int]:
        """The documents from `low` up to, but not including, `high`."""
        return sorted(set[int]().union(*(found.between(low, high) for found in self._lists)))

    def among(self, documents: Sequence[int]) -> list[int]:
        """Which of some ascending documents are in the lists."""
        return sorted(set[int]().union(*(found.among(documents) for found in self._lists)))

    def weighted(self, low: int = 0, high: int | None = None) -> Iterator[Weighted]:
        """Documents and the weight of each, list by list: a document may come several times."""
        for found in self._lists:
            yield from found.weighted(low, high)
