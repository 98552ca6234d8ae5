"""Changes taken into the index: batches become slices, a commit at a time, and small slices are merged."""

from array import array
from collections.abc import Callable, Iterable
from pathlib import Path

from tui_reader.search import index_folder
from tui_reader.search.entries import Change
from tui_reader.search.index_format import (
    Segment,
    SliceFiles,
    open_storage,
    read_column,
    read_segments,
    write_commit,
    write_slice,
)
from tui_reader.search.slice_builder import TERM_FIELDS, SliceBuilder

SLICE = 50_000
"""Updates in a full slice: few slices to ask for a rare word, few documents to sort in one."""

_FAN = 6  # slices of one size that are merged into the next
_TIER = 16  # a size is this many times the one below it
_MUCH_DELETED = 0.25


class IndexWriter:
    """Writes commits. Only to be used while holding the writer's lock."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._storage = open_storage(folder)
        self._generation = index_folder.generation(folder) or 0
        self._segments: list[Segment] = (
            read_segments(self._storage, self._generation) if self._generation else []
        )
        self.position = index_folder.position(folder, self._generation)
        self._numbers: dict[str, array[int]] = {}

    def catch_up(
        self, changes: Iterable[tuple[int, Change]], batch: int, committed: Callable[[int], None]
    ) -> None:
        """Take in changes in the order of the change log; those already taken in are passed over."""
        builder = SliceBuilder()
        touched: set[int] = set()
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
        while not cancelled() and (chosen := _to_merge(self._segments)):
            builder = SliceBuilder()
            for segment in sorted(chosen, key=self._oldest_key):
                self._take_in(segment, builder)
            kept = [segment for segment in self._segments if segment not in chosen]
            self._commit([*kept, *self._written(builder)], self.position)

    def _commit_batch(self, builder: SliceBuilder, touched: set[int], reached: int) -> None:
        for segment in self._segments:
            numbers = self._numbers_of(segment)
            if not touched.isdisjoint(numbers):
                for document, number in enumerate(numbers):
                    if number in touched:
                        segment.delete_document(document)
        kept = [segment for segment in self._segments if segment.deleted_count() < segment.doc_count_all()]
        self._commit([*kept, *self._written(builder)], reached)

    def _written(self, builder: SliceBuilder) -> list[Segment]:
        columns, fields = builder.finish()
        return [write_slice(self._storage, columns, fields)] if columns["number"] else []

    def _commit(self, segments: list[Segment], reached: int) -> None:
        self._generation += 1
        index_folder.write_position(self._folder, self._generation, reached)
        write_commit(self._storage, segments, self._generation)
        index_folder.remove_leftovers(self._folder, self._generation)
        self._segments, self.position = segments, reached

    def _numbers_of(self, segment: Segment) -> "array[int]":
        name: str = segment.segment_id()
        if name not in self._numbers:
            self._numbers[name] = read_column(self._storage, segment, "number")
        return self._numbers[name]

    def _oldest_key(self, segment: Segment) -> int:
        return read_column(self._storage, segment, "order")[0]

    def _take_in(self, segment: Segment, builder: SliceBuilder) -> None:
        """Add a slice's documents, less the deleted ones, to the builder."""
        files = SliceFiles(self._storage, segment)
        deleted = set(segment.deleted_docs())
        columns = zip(*(files.column(name) for name in ("number", "order", "length")), strict=True)
        places = {
            document: builder.add_document(*values)
            for document, values in enumerate(columns)
            if document not in deleted
        }
        for field in TERM_FIELDS:
            for term in files.terms_from(field, ""):
                found = files.postings(field, term)
                for documents, weights in found.weighted() if found else ():
                    kept = [(places[d], w) for d, w in zip(documents, weights, strict=True) if d in places]
                    if kept:
                        heavy = (int(w) for _, w in kept) if field == "text" else None
                        builder.add_postings(field, term, (d for d, _ in kept), heavy)
        files.close()


def _to_merge(segments: list[Segment]) -> list[Segment]:
    """The slices to merge next: several of one size, or one with many deleted documents."""
    for segment in segments:
        if segment.deleted_count() > _MUCH_DELETED * segment.doc_count_all():
            return [segment]
    sizes: dict[int, list[Segment]] = {}
    for segment in segments:
        size = segment.doc_count_all()
        if size < SLICE // 2:
            tier = 0
            while size >= _TIER:
                size //= _TIER
                tier += 1
            sizes.setdefault(tier, []).append(segment)
    for _, chosen in sorted(sizes.items()):
        if len(chosen) >= _FAN:
            return _within_a_slice(chosen)
    return []


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
