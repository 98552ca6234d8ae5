"""Changes taken into the index: batches become slices, a commit at a time, and small slices are merged."""

from array import array
from collections.abc import Callable, Iterable, Mapping
from math import log
from pathlib import Path

from tui_reader.search import index_folder
from tui_reader.search.entries import Change
from tui_reader.search.index_folder import Commit
from tui_reader.search.index_format import (
    Segment,
    SliceFiles,
    read_column,
    read_segments,
    write_commit,
    write_slice,
)
from tui_reader.search.index_storage import DurableStorage
from tui_reader.search.postings import PostingList
from tui_reader.search.slice_builder import KEPT_FIELDS, SliceBuilder

SLICE = 50_000
"""Updates in a full slice: few slices to ask for a rare word, few documents to sort in one."""

_FAN = 6  # slices of one size that are merged into the next
_TIER = 16  # a size is this many times the one below it
_MUCH_DELETED = 0.25


class IndexWriter:
    """Writes commits. Only to be used while holding the writer's lock."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._storage = DurableStorage(folder, is_settled=True)
        latest = index_folder.latest(folder)
        self._segments: list[Segment] = read_segments(self._storage, latest) if latest else []
        self._generation = latest.generation if latest else 0
        self.position = index_folder.position(folder, latest)
        self._numbers: dict[str, array[int]] = {}

    def catch_up(
        self, changes: Iterable[tuple[int, Change]], batch: int, committed: Callable[[int], None]
    ) -> None:
        """Take in changes in the order of the change log; those already taken in are passed over."""
        builder, touched = SliceBuilder(), set[int]()
        reached = self.position
        for sequence, change in changes:
            if sequence <= reached:
                continue
            reached = sequence
            touched.add(change.number)
            builder.drop(change.number)
            if change.update is not None:
                builder.add(change.update)
            if len(touched) >= batch:
                self._commit_batch(builder, touched, reached)
                committed(reached)
                builder, touched = SliceBuilder(), set()
        if reached > self.position:
            self._commit_batch(builder, touched, reached)
            committed(reached)

    def merge(self, cancelled: Callable[[], bool]) -> None:
        """Merge small slices and rewrite those with many deleted documents, a commit each."""
        while not cancelled() and (chosen := self._to_merge()):
            builder = SliceBuilder()
            for segment in sorted(chosen, key=self._oldest_key):
                self._take_in(segment, builder)
            kept = [segment for segment in self._segments if segment not in chosen]
            self._commit(kept, builder, self.position)

    def _to_merge(self) -> list[Segment]:
        """The slices to merge next: several of one size, or one with many deleted documents."""
        tiers: dict[int, list[Segment]] = {}
        for segment in self._segments:
            if segment.deleted_count() > _MUCH_DELETED * _size(segment):
                return [segment]
            if _size(segment) < SLICE // 2:
                tiers.setdefault(int(log(_size(segment), _TIER)), []).append(segment)
        for _, chosen in sorted(tiers.items()):
            if len(chosen) >= _FAN:
                return _within_a_slice(chosen)
        return []

    def _commit_batch(self, builder: SliceBuilder, touched: set[int], reached: int) -> None:
        for segment in self._segments:
            numbers = self._numbers_of(segment)
            if not touched.isdisjoint(numbers):
                for document, number in enumerate(numbers):
                    if number in touched:
                        segment.delete_document(document)
        kept = [segment for segment in self._segments if segment.deleted_count() < segment.doc_count_all()]
        self._commit(kept, builder, reached)

    def _commit(self, kept: list[Segment], builder: SliceBuilder, reached: int) -> None:
        """Make the slices that are kept, and what was built, the index."""
        commit = Commit(index_folder.INDEX_NAME, self._generation + 1)
        with self._storage.tidy():
            columns, fields = builder.finish()
            new = [write_slice(self._storage, columns, fields)] if columns["number"] else []
            index_folder.write_position(self._folder, commit, reached)
            write_commit(self._storage, [*kept, *new], commit)
        index_folder.remove_leftovers(self._folder, commit)
        self._generation = commit.generation
        self._segments, self.position = [*kept, *new], reached

    def _numbers_of(self, segment: Segment) -> "array[int]":
        name: str = segment.segment_id()
        if name not in self._numbers:
            self._numbers[name] = read_column(self._storage, segment, "number")
        return self._numbers[name]

    def _oldest_key(self, segment: Segment) -> int:
        return read_column(self._storage, segment, "order")[0]

    def _take_in(self, segment: Segment, builder: SliceBuilder) -> None:
        """Add a slice's documents, less the deleted ones, to the builder."""
        deleted = set(segment.deleted_docs())
        names = ("number", "order", "length")
        columns = zip(*(read_column(self._storage, segment, name) for name in names), strict=True)
        places = {
            document: builder.add_document(*values)
            for document, values in enumerate(columns)
            if document not in deleted
        }
        files = SliceFiles(self._storage, segment)
        try:
            for field in KEPT_FIELDS:
                for term in files.terms_from(field, ""):
                    if found := files.postings(field, term):
                        _move(builder, field, term, found, places)
        finally:
            files.close()


def _move(
    builder: SliceBuilder, field: str, term: str, found: PostingList, places: Mapping[int, int]
) -> None:
    """Add a term's documents under their new numbers; those without one are left out."""
    for documents, weights in found.weighted():
        kept = [(places[d], w) for d, w in zip(documents, weights, strict=True) if d in places]
        if kept:
            moved, heavy = zip(*kept, strict=True)
            builder.add_postings(field, term, moved, map(int, heavy))


def _size(segment: Segment) -> int:
    count: int = segment.doc_count_all()
    return count


def _within_a_slice(segments: list[Segment]) -> list[Segment]:
    """As many of them as fit into one slice, at least two."""
    chosen: list[Segment] = []
    total = 0
    for segment in segments:
        total += segment.doc_count_all()
        if len(chosen) >= 2 and total > SLICE:
            break
        chosen.append(segment)
    return chosen
