"""Postings many at a time: the one place that relies on how Whoosh works inside.

Whoosh's own writers and matchers handle one posting at a time, which is too slow for a search on every
keystroke. What is used here beyond Whoosh's documented interface:

- the layout of a block of postings, to read and to write a block at once (`_Blocks`, `_written`);
- where `W3FieldWriter` keeps its files, to write a term at once (`TermWriter`).

Before any of it is used, this Whoosh and this module read each other's postings (`block_access`). Where they
cannot, or the environment variable TUI_READER_PLAIN_WHOOSH is set, the documented calls do the same, one
posting at a time. Reading unpickles: `index_folder` makes sure that the files are our own.
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
from itertools import accumulate, chain, repeat
from operator import sub
from typing import Any

from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3TermInfo
from whoosh.fields import ID
from whoosh.filedb.filestore import RamStorage

from tui_reader.search.postings import CorruptIndex, ListedPostings, PostingList, Weighted

_BLOCK = 512  # postings: few enough to decode the end of a list quickly, enough to compress well
_WORTH_COMPRESSING = 400  # bytes: less saves little, and zlib takes a while to get ready
_TAG = b"W3Bl"
_INT = struct.Struct("!i")
_FIELD = struct.Struct("!H")
_PICKLE = 2  # the protocol that Whoosh uses


class TermWriter(W3FieldWriter):  # type: ignore[misc]
    """Writes a term with all its postings at once."""

    def add_term(self, term: bytes, documents: "array[int]", weights: Sequence[int] | None) -> None:
        """Write a term's postings, which are complete; without weights each weighs 1."""
        add = self.add_at_once if block_access() else self.add_one_by_one
        add(term, documents, weights)

    def add_at_once(self, term: bytes, documents: "array[int]", weights: Sequence[int] | None) -> None:
        """Write a term as Whoosh would."""
        total, highest = (sum(weights), max(weights)) if weights else (len(documents), 1)
        info = W3TermInfo(total, len(documents), None, 0, highest, documents[0], documents[-1])
        postings = _written(documents, weights)
        info.set_extent(self._postfile.tell(), len(postings))
        self._postfile.write(postings)
        self._tindex.add(_FIELD.pack(self._fieldid) + term, info.to_bytes())

    def add_one_by_one(self, term: bytes, documents: "array[int]", weights: Sequence[int] | None) -> None:
        """Let Whoosh write a term."""
        self.start_term(term)
        for document, weight in zip(documents, weights or repeat(1), strict=False):
            self.add(document, float(weight), b"", None)
        self.finish_term()


class SliceCodec(W3Codec):  # type: ignore[misc]
    """Whoosh's codec with writers that take many postings at once; pickled with every slice."""

    def __init__(self) -> None:
        super().__init__(blocklimit=_BLOCK, compression=1)

    def field_writer(self, storage: Any, segment: Any) -> TermWriter:
        """A writer of a slice's terms."""
        return TermWriter(self, storage, segment)


@lru_cache(maxsize=1)
def block_access() -> bool:
    """Whether this Whoosh and this module read what the other has written."""
    if os.environ.get("TUI_READER_PLAIN_WHOOSH"):
        return False
    try:
        return _read_each_other()
    except Exception:  # a Whoosh built otherwise may fail in any way
        return False


def _read_each_other() -> bool:
    """Write two blocks and one more posting both ways, and read them both ways."""
    count = 2 * _BLOCK + 1
    written = array("I", range(7, 300 * count, 300)), bytes(1 + at % 5 for at in range(count))
    storage, kind = RamStorage(), ID()
    codec = SliceCodec()
    segment = codec.new_segment(storage, "probe")
    writer = codec.field_writer(storage, segment)
    writer.start_field("probe", kind)
    writer.add_at_once(b"ours", *written)
    writer.add_one_by_one(b"theirs", *written)
    writer.finish_field()
    writer.close()
    terms, file = codec.terms_reader(storage, segment), segment.open_file(storage, W3Codec.POSTS_EXT)
    for term in (b"ours", b"theirs"):
        ways = (
            _from_matcher(terms.matcher("probe", term, kind.format)),
            _at(terms.term_info("probe", term), file),
        )
        for found in ways:
            documents, weights = zip(*found.weighted(), strict=True)
            if list(chain(*documents)) != list(written[0]) or bytes(map(int, chain(*weights))) != written[1]:
                return False
    return True


def _written(documents: "array[int]", weights: Sequence[int] | None) -> bytes:
    """A posting list as it is in the file, see `_Blocks`."""
    if len(documents) <= _BLOCK:  # nearly all of them are short
        return _TAG + _block(documents, weights, is_last=True)
    parts = [_TAG]
    for start in range(0, len(documents), _BLOCK):
        stop = start + _BLOCK
        heavy = weights[start:stop] if weights else None
        parts.append(_block(documents[start:stop], heavy, is_last=stop >= len(documents)))
    return b"".join(parts)


def _block(documents: "array[int]", weights: Sequence[int] | None, *, is_last: bool) -> bytes:
    gaps = (documents[0], *map(sub, documents[1:], documents))
    data = pickle.dumps((gaps, tuple(weights) if weights else None, None), _PICKLE)
    compression = int(len(data) >= _WORTH_COMPRESSING)
    if compression:
        data = zlib.compress(data, compression)
    about = (len(documents), documents[-1], max(weights) if weights else 1, compression, 0, 0)
    header = pickle.dumps(about, _PICKLE)
    size = len(header) + len(data)
    return _INT.pack(-size if is_last else size) + header + data


def read_postings(info: Any, file: Any, matcher: Callable[[], Any]) -> PostingList:
    """A term's postings.

    Args:
        info: Whoosh's `TermInfo` of the term.
        file: the postings file.
        matcher: opens Whoosh's own matcher, for where blocks cannot be read.
    """
    if not block_access() or info.is_inlined():
        return _from_matcher(matcher())
    return _at(info, file)


def _at(info: Any, file: Any) -> "_Blocks":
    offset, length = info.extent()
    size = length[0] if isinstance(length, tuple) else length  # Whoosh forgets to unpack it
    return _Blocks(file.get(offset, size))


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
        if self._data[:4] != _TAG:
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
        if weights is None or isinstance(weights, float):  # all the same
            weights = (weights or 1,) * count
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

    def weighted(self, low: int = 0, high: int | None = None) -> Iterator[Weighted]:
        """All documents and the weight of each, block by block, from `low`'s to that of `high`."""
        for at in range(bisect_left(self._ends, low), len(self._ends)):
            yield self._block(at)
            if high is not None and self._ends[at] >= high:
                break
