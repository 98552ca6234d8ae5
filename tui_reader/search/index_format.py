"""The index on disk: segments, here called slices, and the commits that name them.

A slice holds the terms of up to 50,000 updates, its documents numbered from the oldest to the newest,
whatever order they came in. Whoosh's codec reads and writes the files; this module drives the codec itself,
because Whoosh's `SegmentWriter` and `Searcher` handle one posting at a time (see `index_blocks`).
"""

import sys
from array import array
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from whoosh.codec.whoosh3 import W3Codec
from whoosh.columns import NumericColumn
from whoosh.fields import COLUMN, ID, Schema
from whoosh.index import TOC, clean_files
from whoosh.reading import TermNotFound

from tui_reader.search import index_folder
from tui_reader.search.index_blocks import SliceCodec, read_postings
from tui_reader.search.index_folder import Commit
from tui_reader.search.index_storage import DurableStorage
from tui_reader.search.lexicon import Lexicon
from tui_reader.search.postings import PostingList
from tui_reader.search.slice_builder import TERM_FIELDS

COLUMNS = {"number": "I", "order": "q", "length": "H"}
_LEXICON = ".words"  # all terms of the text in one piece: Whoosh gives them one by one

_KEPT_INFOS = 256  # terms of a slice whose place in the files is remembered

Segment = Any  # a whoosh.codec.base.Segment


def schema() -> Any:
    """The fields: terms without positions, and numeric columns."""
    columns = {name: COLUMN(NumericColumn(code)) for name, code in COLUMNS.items()}
    return Schema(**{name: ID() for name in TERM_FIELDS}, **columns)


def read_segments(storage: DurableStorage, commit: Commit) -> list[Segment]:
    """The slices of a commit."""
    with storage.reading():
        toc = TOC.read(storage, commit.name, gen=commit.generation, schema=schema())
        segments: list[Segment] = toc.segments
    return segments


def write_commit(storage: DurableStorage, segments: list[Segment], commit: Commit) -> None:
    """Make these slices the index: from now on, or after a crash not at all."""
    TOC(schema(), segments, commit.generation).write(storage, commit.name)
    clean_files(storage, commit.name, commit.generation, segments)


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
    segment = codec.new_segment(storage, index_folder.INDEX_NAME)
    count = len(columns["number"])
    _write_columns(codec.per_document_writer(storage, segment), columns, count)
    writer = codec.field_writer(storage, segment)
    kinds = schema()
    for field in TERM_FIELDS:
        terms = fields.get(field, {})
        writer.start_field(field, kinds[field])
        for key, term in sorted((term.encode(), term) for term in terms):
            writer.add_term(key, *terms[term])
        writer.finish_field()
    writer.close()
    with storage.create_file(segment.make_filename(_LEXICON)) as file:
        file.write("\n".join(sorted(fields.get("text", ()))).encode())
    storage.temp_storage(f"{index_folder.INDEX_NAME}.tmp").destroy()
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
        is_older: written by an earlier version, which may have made other terms of pairs and names.
    """

    def __init__(self, storage: DurableStorage, segment: Segment) -> None:
        self._segment = segment
        self._storage = storage
        self.is_older: bool = segment.indexname != index_folder.INDEX_NAME
        codec = segment.codec()
        self.numbers = read_column(storage, segment, "number")
        self.order_keys = read_column(storage, segment, "order")
        with storage.reading():
            self._terms = codec.terms_reader(storage, segment)
            self._postings = segment.open_file(storage, W3Codec.POSTS_EXT)
            self._lengths = storage.open_file(W3Codec.column_filename(segment, "length"))
            self._lexicon = storage.open_file(segment.make_filename(_LEXICON))
        self._kinds = schema()
        self._infos: dict[tuple[str, str], Any] = {}

    def close(self) -> None:
        """Close the files."""
        for file in (self._terms, self._postings, self._lengths, self._lexicon):
            file.close()

    def lengths(self) -> "array[int]":
        """How much all words of each document weigh; to be read once."""
        with self._storage.reading():
            return _column(self._lengths, self._segment, "length")

    def lexicon(self) -> Lexicon:
        """All terms of the text; to be read once."""
        with self._storage.reading():
            data: bytes = self._lexicon.read()
        return Lexicon(data)

    def document_frequency(self, field: str, term: str) -> int:
        """How many documents hold the term, deleted ones included."""
        info = self._info(field, term)
        return 0 if info is None else int(info.doc_frequency())

    def _info(self, field: str, term: str) -> Any:
        """Whoosh's `TermInfo`, None when the slice does not have the term; a search asks several times."""
        key = field, term
        if key not in self._infos:
            if len(self._infos) >= _KEPT_INFOS:
                self._infos.clear()
            try:
                self._infos[key] = self._terms.term_info(field, term.encode())
            except (KeyError, TermNotFound):
                self._infos[key] = None
        return self._infos[key]

    def terms_from(self, field: str, prefix: str) -> Iterator[str]:
        """The terms that begin with the prefix, in code point order."""
        start = prefix.encode()
        for name, term in self._terms.terms_from(field, start):
            if name != field or not term.startswith(start):
                return
            yield term.decode()

    def postings(self, field: str, term: str) -> PostingList | None:
        """A term's postings, None when the slice does not have it."""
        info = self._info(field, term)
        if info is None:
            return None
        matcher = partial(self._terms.matcher, field, term.encode(), self._kinds[field].format)
        return read_postings(info, self._postings, matcher)
