"""Hits in order of relevance: BM25 over the words of the query, headline words counting more.

Okapi BM25 as in Robertson and Zaragoza, "The Probabilistic Relevance Framework" (2009), with the usual
constants. A word that only begins or resembles what was typed counts once, however often it occurs; an
inflection of what was typed counts half.
"""

import heapq
import time
from array import array
from collections.abc import Iterable, Iterator, Sequence
from math import log

from tui_reader.search.entries import Hits
from tui_reader.search.nodes import (
    Fuzzy,
    Inflected,
    Node,
    TextLeaf,
    Wording,
    Words,
    wanted_leaves,
    wordings_of,
)
from tui_reader.search.postings import PostingList
from tui_reader.search.scan import Scan, SearchCancelled
from tui_reader.search.slice import Slice
from tui_reader.search.terms import SAID

_SATURATION = 1.2  # k1: how soon more occurrences stop counting
_LENGTH = 0.75  # b: how much long texts are held back
_PIECE = 4096  # documents ranked between two looks at the clock: some 3 ms for a common word
_INFLECTED = 0.5  # beside the 1 of the word as it was typed

Scored = tuple[float, int, int]
"""Score, order key and number; the later of two equals comes first."""


class Ranking:
    """Ranks what a scan finds."""

    def __init__(self, slices: Sequence[Slice], root: Node) -> None:
        self._slices = sorted(slices, key=lambda part: part.order_keys[-1] if part.count else 0, reverse=True)
        self._count = sum(part.count for part in slices)
        self._average = max(slices, key=lambda part: part.count).average_length if slices else 1.0
        self._wordings = _wordings(root)
        self._rarity = {wording: self._rarity_of(wording) for wording in self._wordings}

    def best(self, scan: Scan, limit: int | None, seconds: float | None, share: float = 0.0) -> Hits:
        """The most relevant hits, all of them where `limit` is None; none below a share of the best score.

        Slices are gone through from the newest to the oldest, piece by piece where time is short; when it is
        up, the hits are the best of those looked at, and not complete.
        """
        until = None if seconds is None else time.monotonic() + seconds
        found: list[Scored] = []
        total, is_complete = 0, True
        try:
            for part, documents in self._pieces(scan, is_hurried=until is not None):
                total += len(documents)
                scored = self._scored(part, documents)
                found = heapq.nlargest(limit, [*found, *scored]) if limit is not None else [*found, *scored]
                if until is not None and total and time.monotonic() > until:
                    is_complete = False
                    break
        except SearchCancelled:
            is_complete = False
        found.sort(reverse=True)
        found = [one for one in found if one[0] >= share * found[0][0]]
        return Hits(
            array("I", (number for _, _, number in found)),
            array("q", (key for _, key, _ in found)),
            is_complete and len(found) == total,
            total if is_complete else None,
        )

    def _pieces(self, scan: Scan, *, is_hurried: bool) -> Iterator[tuple[Slice, list[int]]]:
        """What the scan finds, with the slice that it is in."""
        for part in self._slices:
            for documents in scan.pieces(part, _PIECE if is_hurried else max(1, part.count)):
                yield part, documents

    def _scored(self, part: Slice, documents: Sequence[int]) -> Iterable[Scored]:
        scores = dict.fromkeys(documents, 0.0)
        for wording in self._wordings:
            if scores:
                self._add(part, wording, scores)
        keys, numbers = part.order_keys, part.numbers
        return ((score, keys[document], numbers[document]) for document, score in scores.items())

    def _add(self, part: Slice, wording: Wording, scores: dict[int, float]) -> None:
        """Add what a wording is worth to the score of each document that has it."""
        rarity = self._rarity[wording]
        if _is_loose(wording):
            for document in _loose(part, wording).among(sorted(scores)):
                scores[document] += rarity
            return
        base = _SATURATION * (1 - _LENGTH)
        slope = _SATURATION * _LENGTH / self._average
        low, high = min(scores), max(scores) + 1
        lengths = part.lengths
        for term, share in _terms(part, wording):
            worth = rarity * (_SATURATION + 1) * share
            for documents, weights in part.postings("text", term).weighted(low, high):
                for document, marked in zip(documents, weights, strict=True):
                    if document in scores:
                        weight = int(marked) & ~SAID
                        scores[document] += worth * weight / (weight + base + slope * lengths[document])

    def _rarity_of(self, wording: Wording) -> float:
        """The weight of a wording: the rarer, the higher (idf)."""
        if _is_loose(wording):
            return 1.0
        word = wording.word if isinstance(wording, Inflected | Fuzzy) else wording.words[0]
        holding = sum(part.document_frequency("text", word) for part in self._slices)
        return log(1 + (self._count - holding + 0.5) / (holding + 0.5))


def _is_loose(wording: Wording) -> bool:
    """Whether it is not known how often it occurs in a document."""
    return isinstance(wording, Fuzzy) or (isinstance(wording, Words) and wording.is_prefix)


def _loose(part: Slice, wording: Wording) -> PostingList:
    if isinstance(wording, Words):
        return part.prefixed("text", wording.words[-1])
    return part.similar("text", wording.word)


def _terms(part: Slice, wording: Wording) -> list[tuple[str, float]]:
    """The terms of a wording and how much of its worth each has."""
    if isinstance(wording, Words):
        return [(wording.words[0], 1)]
    word = wording.word
    return [(term, 1 if term == word else _INFLECTED) for term in {word, *part.inflections(word)}]


def _wordings(root: Node) -> list[Wording]:
    """What the query wants, word by word."""
    found: dict[Wording, None] = {}
    for leaf in wanted_leaves(root):
        for wording in wordings_of(leaf) if isinstance(leaf, TextLeaf) else ():
            found |= dict.fromkeys(_single(wording))
    return list(found)


def _single(wording: Wording) -> list[Wording]:
    if isinstance(wording, Fuzzy | Inflected):
        return [wording]
    *whole, last = wording.words
    return [*(Words((word,)) for word in whole), Words((last,), wording.is_prefix)]
