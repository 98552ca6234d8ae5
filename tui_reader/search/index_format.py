"""The index on disk: the one place that relies on how Whoosh works inside.

An index is a list of segments, here called slices. A slice holds the postings of up to `SLICE` updates, its
documents numbered from the oldest to the newest, whatever order they came in. Whoosh's codec reads and writes
the files; this module drives the codec itself, because Whoosh's `SegmentWriter` and `Searcher` handle one
posting at a time. What is used beyond Whoosh's documented interface:

- the layout of a postings block (`_Blocks`) and of a numeric column (`column`), to read many at once;
- `W3PostingsWriter._write_block` and its buffers (`_BlockWriter`), to write many at once.

Both are checked once by `block_access`; where Whoosh is built otherwise, the documented calls, one posting at
a time, do the same more slowly. Reading unpickles: `index_folder` makes sure that the files are our own.
"""

import io
import os
import pickle
import struct
import sys
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache
from itertools import accumulate
from operator import sub
from pathlib import Path
from typing import Any

from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3PostingsWriter
from whoosh.columns import NumericColumn
from whoosh.fields import COLUMN, ID, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile
from whoosh.index import TOC, clean_files
from whoosh.reading import TermNotFound

from tui_reader.search.index_folder import INDEX_NAME
from tui_reader.search.postings import CorruptIndex, ListedPostings, PostingList
from tui_reader.search.slice_builder import TERM_FIELDS

COLUMNS = {"number": "I", "order": "q", "length": "H"}
_LEXICON = ".words"  # all terms of the text in one piece: Whoosh gives them one by one
_BLOCK = 512  # postings: few enough to decode the end of a list quickly, enough to compress well

Segment = Any  # a whoosh.codec.base.Segment


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

    def field_writer(self, storage: Any, segment: Segment) -> _FieldWriter:
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


class DurableStorage(FileStorage):  # type: ignore[misc]
    """Files that only their owner can read and that have reached the disk when they are closed."""

    def __init__(self, folder: str, *, is_settled: bool) -> None:
        super().__init__(folder)
        self._is_settled = is_settled
        self._opened: list[Any] = []

    def open_file(self, name: str, **options: Any) -> Any:
        """An existing file, for reading."""
        file = super().open_file(name, **options)
        self._opened.append(file)
        return file

    @contextmanager
    def tidy(self) -> Iterator[None]:
        """Close what is opened inside when that fails: Whoosh leaves it open."""
        self._opened.clear()
        try:
            yield
        except BaseException:
            for file in self._opened:
                if not file.is_closed:
                    file.onclose = None  # what could not be written cannot be brought to the disk either
                    with suppress(OSError):
                        file.close()
            raise
        finally:
            self._opened.clear()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Read files of the index inside.

        Raises:
            CorruptIndex: for whatever Whoosh stumbles over in a damaged file.
        """
        try:
            with self.tidy():
                yield
        except FileNotFoundError as error:
            if self._is_settled:
                raise CorruptIndex("a file is missing") from error
            raise
        except OSError:
            raise
        except Exception as error:
            raise CorruptIndex("the files are damaged") from error

    def create_file(self, name: str, **_: Any) -> Any:
        """A new file, private from its first byte on."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW
        file = os.fdopen(os.open(Path(self.folder) / name, flags, 0o600), "wb")
        created = StructFile(file, name=name, onclose=_to_disk)
        self._opened.append(created)
        return created

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        """Give a file its final name, for good."""
        super().rename_file(oldname, newname, safe=safe)
        folder = os.open(self.folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _to_disk(file: Any) -> None:
    file.flush()
    os.fsync(file.fileno())


def schema() -> Any:
    """The fields: terms without positions, and numeric columns."""
    columns = {name: COLUMN(NumericColumn(code)) for name, code in COLUMNS.items()}
    return Schema(**{name: ID() for name in TERM_FIELDS}, **columns)


def open_storage(folder: Path, *, is_settled: bool = False) -> DurableStorage:
    """The index's files; settled where no other process can change them meanwhile."""
    return DurableStorage(str(folder), is_settled=is_settled)


def read_segments(storage: DurableStorage, generation: int) -> list[Segment]:
    """The slices of a commit."""
    with storage.reading():
        segments: list[Segment] = TOC.read(storage, INDEX_NAME, gen=generation, schema=schema()).segments
    return segments


def write_commit(storage: DurableStorage, segments: list[Segment], generation: int) -> None:
    """Make these slices the index: from now on, or after a crash not at all."""
    TOC(schema(), segments, generation).write(storage, INDEX_NAME)
    clean_files(storage, INDEX_NAME, generation, segments)


def write_slice(
    storage: DurableStorage,
    columns: Mapping[str, Sequence[int]],
    fields: Mapping[str, Mapping[str, tuple["array[int]", Sequence[int] | None]]],
) -> Segment:
    """Write a new slice; it belongs to the index once a commit names it.

    Args:
        storage: the index's files.
        columns: the values of each column, by document number.
        fields: for each field and term the documents and weights.
    """
    codec = SliceCodec()
    segment = codec.new_segment(storage, INDEX_NAME)
    count = len(columns["number"])
    _write_columns(codec.per_document_writer(storage, segment), columns, count)
    writer = codec.field_writer(storage, segment)
    kinds = schema()
    for field in TERM_FIELDS:
        terms = fields.get(field, {})
        writer.start_field(field, kinds[field])
        for key, term in sorted((term.encode(), term) for term in terms):
            writer.start_term(key)
            writer.add_all(*terms[term])
            writer.finish_term()
        writer.finish_field()
    writer.close()
    with storage.create_file(segment.make_filename(_LEXICON)) as file:
        file.write("\n".join(sorted(fields.get("text", ()))).encode())
    storage.temp_storage(f"{INDEX_NAME}.tmp").destroy()
    segment.set_doc_count(count)
    return segment


def _write_columns(writer: Any, columns: Mapping[str, Sequence[int]], count: int) -> None:
    kinds = {name: NumericColumn(code) for name, code in COLUMNS.items()}
    for document in range(count):
        writer.start_doc(document)
        for name, values in columns.items():
            writer.add_column_value(name, kinds[name], values[document])
        writer.finish_doc()
    writer.close()


def read_column(storage: DurableStorage, segment: Segment, name: str) -> "array[int]":
    """All values of a column, by document number."""
    with storage.reading(), storage.open_file(W3Codec.column_filename(segment, name)) as file:
        return _column(file, segment, name)


def _column(file: Any, segment: Segment, name: str) -> "array[int]":
    """A column's values: big-endian numbers; zeros at its end are not stored."""
    values = array(COLUMNS[name])
    values.frombytes(file.read())
    if sys.byteorder == "little":
        values.byteswap()
    values.extend([0] * (segment.doc_count_all() - len(values)))
    return values


class SliceFiles:
    """A slice's open files, which a merge may remove meanwhile. Not to be shared between threads.

    Attributes:
        numbers: the row number of each document.
        order_keys: the order key of each.
    """

    def __init__(self, storage: DurableStorage, segment: Segment) -> None:
        self._segment = segment
        self._storage = storage
        codec = segment.codec()
        self.numbers = read_column(storage, segment, "number")
        self.order_keys = read_column(storage, segment, "order")
        with storage.reading():
            self._terms = codec.terms_reader(storage, segment)
            self._postings = segment.open_file(storage, W3Codec.POSTS_EXT)
            self._lengths = storage.open_file(W3Codec.column_filename(segment, "length"))
            self._lexicon = storage.open_file(segment.make_filename(_LEXICON))
        self._kinds = schema()

    def close(self) -> None:
        """Close the files."""
        for file in (self._terms, self._postings, self._lengths, self._lexicon):
            file.close()

    def lengths(self) -> "array[int]":
        """How much all words of each document weigh; to be read once."""
        with self._storage.reading():
            return _column(self._lengths, self._segment, "length")

    def lexicon(self) -> list[str]:
        """All terms of the text, sorted; to be read once."""
        with self._storage.reading():
            text: str = self._lexicon.read().decode()
        return text.split("\n") if text else []

    def frequent(self, least: int) -> frozenset[str]:
        """The words of the text that at least so many documents hold."""
        found = self._terms.items_from("text", b"")
        return frozenset(
            term.decode()
            for (field, term), info in found
            if field == "text" and info.doc_frequency() >= least
        )

    def document_frequency(self, field: str, term: str) -> int:
        """How many documents hold the term, deleted ones included."""
        try:
            found: int = self._terms.doc_frequency(field, term.encode())
        except (KeyError, TermNotFound):
            return 0
        return found

    def terms_from(self, field: str, prefix: str) -> Iterator[str]:
        """The terms that begin with the prefix, in code point order."""
        start = prefix.encode()
        for name, term in self._terms.terms_from(field, start):
            if name != field or not term.startswith(start):
                return
            yield term.decode()

    def postings(self, field: str, term: str) -> PostingList | None:
        """A term's postings, None when the slice does not have it."""
        try:
            info = self._terms.term_info(field, term.encode())
        except (KeyError, TermNotFound):
            return None
        if block_access() and not info.is_inlined():
            offset, length = info.extent()
            size = length[0] if isinstance(length, tuple) else length  # Whoosh forgets to unpack it
            return _Blocks(self._postings.get(offset, size))
        return _from_matcher(self._terms.matcher(field, term.encode(), self._kinds[field].format))


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
