"""A search over the slices of the index, newest or oldest first, that stops when the page is full."""

import heapq
from array import array
from collections.abc import Callable, Iterator, Sequence

from tui_reader.search.entries import Hits, Texts
from tui_reader.search.evaluation import Evaluation, Found, Marks
from tui_reader.search.matching import TextMatcher
from tui_reader.search.nodes import And, Dated, Inflected, Node, Words
from tui_reader.search.slice import Slice
from tui_reader.search.terms import PREFIX_LENGTH

Cancelled = Callable[[], bool]

_WINDOW = 1024  # documents looked at together at least: less costs more calls than it saves
_TEXTS = 32  # texts asked for together at first; doubled as long as few of them match


class SearchCancelled(Exception):  # noqa: N818 - no error
    """The caller lost interest."""


class Scan:
    """One search."""

    def __init__(self, slices: Sequence[Slice], root: Node, texts: Texts, cancelled: Cancelled) -> None:
        self._slices = slices
        self._root = root
        self._texts = texts
        self._marks = Marks(texts)
        self._cancelled = cancelled

    def first(self, limit: int, *, newest: bool) -> Hits:
        """The first hits: slice by slice from the one that begins with them, each only as far as needed.

        Hits of slices that overlap in time are merged: a slice is opened when its outermost document is next.
        """
        sign = -1 if newest else 1
        heap: list[tuple[int, int, int, bool]] = []  # order key, number, slice, whether it is a hit
        for at, part in enumerate(self._slices):
            if part.count:
                heap.append((*self._place(at, part.count - 1 if newest else 0, sign), at, False))
        heapq.heapify(heap)
        streams: dict[int, Iterator[int]] = {}
        numbers, keys = array("I"), array("q")
        try:
            while heap:
                key, number, at, is_hit = heapq.heappop(heap)
                if is_hit:
                    if len(numbers) == limit:
                        return Hits(numbers, keys, is_complete=False, count=self._count_at_once())
                    numbers.append(sign * number)
                    keys.append(sign * key)
                else:
                    streams[at] = self.documents(self._slices[at], limit, newest=newest)
                if (document := next(streams[at], None)) is not None:
                    heapq.heappush(heap, (*self._place(at, document, sign), at, True))
        except SearchCancelled:
            return Hits(numbers, keys, is_complete=False, count=None)
        return Hits(numbers, keys, is_complete=True, count=len(numbers))

    def _place(self, at: int, document: int, sign: int) -> tuple[int, int]:
        """Where a document stands among all; smaller comes first."""
        part = self._slices[at]
        return sign * part.order_keys[document], sign * part.numbers[document]

    def all(self, *, newest: bool) -> Hits:
        """Every hit.

        Slices hardly ever overlap in time, so that one after the other gives the hits in order.
        """
        numbers, keys = array("I"), array("q")
        is_complete, is_ordered = True, True
        try:
            for part in sorted(self._slices, key=_oldest_key):
                documents = list(self.documents(part, None, newest=False))
                if keys and documents and part.order_keys[documents[0]] <= keys[-1]:
                    is_ordered = False
                numbers.extend(map(part.numbers.__getitem__, documents))
                keys.extend(map(part.order_keys.__getitem__, documents))
        except SearchCancelled:
            is_complete = False
        if not is_ordered:
            found = sorted(zip(keys, numbers, strict=True))
            numbers, keys = array("I", (number for _, number in found)), array("q", (key for key, _ in found))
        if newest:
            numbers.reverse()
            keys.reverse()
        return Hits(numbers, keys, is_complete, len(numbers) if is_complete else None)

    def _count_at_once(self) -> int | None:
        """How many hits there are in all, where no document need be looked at: those of a single term."""
        if any(part.deleted for part in self._slices):
            return None
        terms = [_single_term(part, self._root) for part in self._slices]
        found = [
            part.document_frequency(*term) for part, term in zip(self._slices, terms, strict=True) if term
        ]
        return sum(found) if len(found) == len(terms) else None

    def documents(self, part: Slice, limit: int | None, *, newest: bool) -> Iterator[int]:
        """The documents of a slice that match, in order.

        Raises:
            SearchCancelled: the caller lost interest.
        """
        evaluation = Evaluation(part, self._marks)
        for window in _windows(self._span(part), evaluation.estimate(self._root), limit, newest=newest):
            yield from self._within(part, window, newest=newest)

    def pieces(self, part: Slice, size: int) -> Iterator[list[int]]:
        """The documents of a slice that match, so many documents looked at together, newer pieces first.

        Raises:
            SearchCancelled: the caller lost interest.
        """
        span = self._span(part)
        for stop in range(span.stop, span.start, -size):
            yield list(self._within(part, range(max(span.start, stop - size), stop), newest=False))

    def _within(self, part: Slice, window: range, *, newest: bool) -> Iterator[int]:
        """The documents of a window of a slice that match, in order."""
        if self._cancelled():
            raise SearchCancelled
        evaluation = Evaluation(part, self._marks)
        found = evaluation.find(self._root, window.start, window.stop)
        ordered = sorted(found.possible, reverse=newest)
        if len(found.sure) == len(found.possible):
            yield from ordered
        else:
            yield from self._settled(part, evaluation, found, ordered)

    def _settled(
        self, part: Slice, evaluation: Evaluation, found: Found, ordered: Sequence[int]
    ) -> Iterator[int]:
        """Those of the possible documents whose texts match."""
        start, size = 0, _TEXTS
        while start < len(ordered):
            if self._cancelled():
                raise SearchCancelled
            chunk = ordered[start : start + size]
            unsure = [part.numbers[document] for document in chunk if document not in found.sure]
            texts = self._texts.texts(unsure)
            for document in chunk:
                text = texts.get(part.numbers[document])
                if document in found.sure or (
                    text is not None and evaluation.settles(self._root, document, TextMatcher(text))
                ):
                    yield document
            start += size
            size = min(size * 2, _WINDOW)

    def _span(self, part: Slice) -> range:
        """The documents that the dates in the query leave over."""
        parts = self._root.parts if isinstance(self._root, And) else (self._root,)
        span = range(part.count)
        for node in parts:
            if isinstance(node, Dated):
                dated = part.dated(node)
                span = range(max(span.start, dated.start), min(span.stop, dated.stop))
        return span


def _single_term(part: Slice, root: Node) -> tuple[str, str] | None:
    """The one term, with its field, whose documents are the hits in a slice; None where there is no such."""
    if isinstance(root, Inflected):
        return ("text", root.word) if {root.word, *part.inflections(root.word)} == {root.word} else None
    if not isinstance(root, Words) or len(root.words) > 1:
        return None
    (word,) = root.words
    if root.is_prefix:
        return ("prefix", word) if len(word) <= PREFIX_LENGTH else None
    return "text", word


def _oldest_key(part: Slice) -> int:
    return part.order_keys[0] if part.count else 0


def _windows(span: range, estimate: int, limit: int | None, *, newest: bool) -> Iterator[range]:
    """The span in pieces that grow: the first should hold a page of hits."""
    size = len(span)
    if limit is not None and estimate > 4 * limit:
        size = max(_WINDOW, 4 * limit * len(span) // estimate)
    while len(span):
        if newest:
            window = range(max(span.start, span.stop - size), span.stop)
            span = range(span.start, window.start)
        else:
            window = range(span.start, min(span.stop, span.start + size))
            span = range(window.stop, span.stop)
        yield window
        size *= 4
