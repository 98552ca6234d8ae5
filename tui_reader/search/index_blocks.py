"""Postings many at a time: the one place that relies on how Whoosh works inside.

Whoosh's own writers and matchers handle one posting at a time, which is too slow for a search on every
keystroke. What is used here beyond Whoosh's documented interface:

- the layout of a block of postings (`_Blocks`), to read a block at once, and only those that are needed;
- `W3PostingsWriter._write_block` and its buffers (`_BlockWriter`), to write a block at once.

Where Whoosh is built otherwise, or the environment variable TUI_READER_PLAIN_WHOOSH is set, the documented
calls do the same, one posting at a time (`block_access`). Reading unpickles: `index_folder` makes sure that
the files are our own.
"""

import io
import os
import pickle
import struct
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from operator import sub
from typing import Any

from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3PostingsWriter

from tui_reader.search.postings import CorruptIndex, ListedPostings, PostingList

_BLOCK = 512  # postings: few enough to decode the end of a list quickly, enough to compress well


class _BlockWriter(W3PostingsWriter):  # type: ignore[misc]
    """Writes postings a block at a time."""

    def add_all(self, documents: "array[int]", weights: Sequence[int] | None) -> None:
        """Write a term's postings, which are complete."""
        for start in range(0, len(documents), self._blocklimit):
            block = documents[start : start + self._blocklimit]
            heavy = weights[start : start + self._blocklimit] if weights else None
            self._ids = block
            self._weights = array("f", heavy) if heavy else array("f", (1.0,)) * len(block)
            self._maxweight = max(heavy) if heavy else 1
            self._minlength, self._maxlength = None, 0
            if start + self._blocklimit < len(documents):
                self._write_block()

    def _mini_ids(self) -> tuple[int, ...]:
        documents: array[int] = self._ids
        return (documents[0], *map(sub, documents[1:], documents))

    def _mini_weights(self) -> tuple[float, ...] | float | None:
        weights: array[float] = self._weights
        if weights.count(weights[0]) == len(weights):
            return None if weights[0] == 1.0 else weights[0]
        return tuple(weights)


class _FieldWriter(W3FieldWriter):  # type: ignore[misc]
    def add_all(self, documents: "array[int]", weights: Sequence[int] | None) -> None:
        if block_access():
            self._postwriter.add_all(documents, weights)
            return
        for document, weight in zip(documents, weights or bytes([1]) * len(documents), strict=True):
            self.add(document, float(weight), b"", None)


class SliceCodec(W3Codec):  # type: ignore[misc]
    """Whoosh's codec with writers that take many postings at once; pickled with every slice."""

    def __init__(self) -> None:
        super().__init__(blocklimit=_BLOCK, compression=1)

    def field_writer(self, storage: Any, segment: Any) -> _FieldWriter:
        """A writer of a slice's terms."""
        return _FieldWriter(self, storage, segment)

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> _BlockWriter:
        """A writer of one field's postings."""
        return _BlockWriter(dbfile, blocklimit=_BLOCK, byteids=byteids, compression=1)


@lru_cache(maxsize=1)
def block_access() -> bool:
    """Whether this Whoosh lays out blocks as this module reads and writes them."""
    if os.environ.get("TUI_READER_PLAIN_WHOOSH"):
        return False
    writer = W3PostingsWriter(None, _BLOCK)
    names = ("_ids", "_weights", "_maxweight", "_minlength", "_maxlength", "_blocklimit", "_values")
    writer._new_block()  # noqa: SLF001
    return all(hasattr(writer, name) for name in names) and callable(getattr(writer, "_write_block", None))


def read_postings(info: Any, file: Any, matcher: Callable[[], Any]) -> PostingList:
    """A term's postings.

    Args:
        info: Whoosh's `TermInfo` of the term.
        file: the postings file.
        matcher: opens Whoosh's own matcher, for where blocks cannot be read.
    """
    if not block_access() or info.is_inlined():
        return _from_matcher(matcher())
    offset, length = info.extent()
    size = length[0] if isinstance(length, tuple) else length  # Whoosh forgets to unpack it
    return _Blocks(file.get(offset, size))


_INT = struct.Struct("!i")


def _from_matcher(matcher: Any) -> ListedPostings:
    """Postings through Whoosh's own matcher."""
    documents: list[int] = []
    weights: list[float] = []
    while matcher.is_active():
        documents.append(matcher.id())
        weights.append(matcher.weight())
        matcher.next()
    return ListedPostings(documents, weights)


class _Blocks:
    """Postings read from the file a block at a time.

    A posting list is the tag "W3Bl" and blocks; a block is its length (negative in the last one), a pickled
    tuple (count, last document, highest weight, compression, shortest and longest field), and a pickled tuple
    (gaps between documents, weights, values), which may be compressed with zlib.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        if self._data[:4] != b"W3Bl":
            raise CorruptIndex("no postings where the term points")
        self._ends: list[int] = []
        self._places: list[tuple[int, int, int, int]] = []  # count, compression, start, stop
        stream = io.BytesIO(self._data)
        stop, is_last = 4, False
        while not is_last:
            (size,) = _INT.unpack_from(self._data, stop)
            is_last = size < 0
            stream.seek(stop + _INT.size)
            stop += _INT.size + abs(size)
            count, last, _, compression, _, _ = pickle.load(stream)  # noqa: S301 - our own private files
            self._ends.append(last)
            self._places.append((count, compression, stream.tell(), stop))

    def _block(self, at: int) -> tuple[list[int], Sequence[float]]:
        count, compression, start, stop = self._places[at]
        data = self._data[start:stop]
        gaps, weights, _ = pickle.loads(zlib.decompress(data) if compression else data)  # noqa: S301
        if weights is None or isinstance(weights, float):
            weights = (weights or 1.0,) * count
        return list(accumulate(gaps)), weights

    def between(self, low: int, high: int) -> list[int]:
        """The documents from `low` up to, but not including, `high`."""
        first = bisect_left(self._ends, low)
        found: list[int] = []
        for at in range(first, len(self._ends)):
            found += self._block(at)[0]
            if self._ends[at] >= high:
                break
        start, stop = bisect_left(found, low), bisect_left(found, high)
        return found if stop - start == len(found) else found[start:stop]

    def among(self, documents: Sequence[int]) -> list[int]:
        """Which of some ascending documents are in the list."""
        found: list[int] = []
        at, held, last = -1, set[int](), -1
        for document in documents:
            if document > last:
                at = bisect_left(self._ends, document)
                if at == len(self._ends):
                    break
                held, last = set(self._block(at)[0]), self._ends[at]
            if document in held:
                found.append(document)
        return found

    def weighted(self) -> Iterator[tuple[Sequence[int], Sequence[float]]]:
        """All documents and the weight of each, block by block."""
        for at in range(len(self._ends)):
            yield self._block(at)
