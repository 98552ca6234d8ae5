"""Updates turned into the columns and postings of one slice."""

from array import array
from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from itertools import repeat
from operator import add, and_, lshift, or_, rshift, sub

from tui_reader.search.entries import IndexedUpdate
from tui_reader.search.folding import lines
from tui_reader.search.terms import (
    PAIR_TERMS,
    PREFIX_LENGTH,
    flag_terms,
    in_line,
    name_terms,
    pair_half,
    weighed,
)

KEPT_FIELDS = ("flag", "name", "pair", "text")
"""The fields whose terms are taken from updates."""
TERM_FIELDS = (*KEPT_FIELDS, "prefix")
"""The fields of a slice that hold terms; the last one follows from the text."""

_WEIGHT_BITS = 8
_MAX_LENGTH = 65_535

Columns = dict[str, "array[int]"]
FieldTerms = dict[str, tuple["array[int]", Sequence[int] | None]]
"""The documents that hold each term, ascending, and what it weighs in each; None where always 1."""


class _Numbers(dict[str, int]):
    """Terms numbered as they first occur: a number is quicker to count and to look up than a word."""

    def __init__(self) -> None:
        super().__init__()
        self.postings: list[array[int]] = []
        self.halves: list[int] = []

    def __missing__(self, term: str) -> int:
        self[term] = number = len(self)
        self.postings.append(array("I"))
        self.halves.append(pair_half(term))
        return number


class _TextPostings:
    """The documents that hold each term of the text, with its weight, and each pair of neighbours.

    An update has some 200 of them, therefore no loops in Python here.
    """

    def __init__(self) -> None:
        self._numbers = _Numbers()
        self._pairs = [array("I") for _ in range(PAIR_TERMS)]

    def add(self, document: int, headline: str, body: str, said: str) -> int:
        """Let a document hold the terms of its text; gives what they weigh together."""
        pairs: set[int] = set()
        weights, length = weighed(
            self._numbered(headline, pairs), self._numbered(body, pairs), self._numbered(said, set())
        )
        packed = map(add, weights.values(), repeat(document << _WEIGHT_BITS))
        _append(self._numbers.postings, weights, packed)
        _append(self._pairs, pairs, repeat(document))
        return length

    def _numbered(self, text: str, pairs: set[int]) -> list[int]:
        """The terms of a text by their numbers; adds the pairs."""
        numbers = self._numbers
        found: list[int] = []
        for line in lines(text):
            terms = list(map(numbers.__getitem__, in_line(line)))
            halves = list(map(numbers.halves.__getitem__, terms[: len(line)]))
            pairs.update(map(sub, halves, halves[1:]))  # negative ones count from the end of the list
            found += terms
        return found

    def extend(self, term: str, documents: Iterable[int], weights: Iterable[int]) -> None:
        """Let more documents hold a term."""
        packed = map(or_, map(lshift, documents, repeat(_WEIGHT_BITS)), weights)
        self._numbers.postings[self._numbers[term]].extend(packed)

    def extend_pair(self, term: str, documents: Iterable[int]) -> None:
        """Let more documents hold a pair."""
        self._pairs[int(term)].extend(documents)

    def renumber(self, places: Sequence[int]) -> None:
        """Give the documents other numbers; those that get -1 are left out."""
        self._pairs = [_moved(documents, places) for documents in self._pairs]
        for number, packed in enumerate(self._numbers.postings):
            moved = map(places.__getitem__, _documents(packed))
            ordered = sorted(map(or_, map(lshift, moved, repeat(_WEIGHT_BITS)), _weights(packed)))
            self._numbers.postings[number] = array("I", ordered[bisect_left(ordered, 0) :])

    def text(self) -> FieldTerms:
        """The terms of the text."""
        postings = self._numbers.postings
        return {
            term: (array("I", _documents(packed)), bytes(_weights(packed)))
            for term, number in self._numbers.items()
            if (packed := postings[number])
        }

    def pairs(self) -> FieldTerms:
        """The pairs of neighbours."""
        return {str(pair): (documents, None) for pair, documents in enumerate(self._pairs) if documents}


def _append(postings: "Sequence[array[int]]", numbers: Iterable[int], values: Iterable[int]) -> None:
    deque(map(array.append, map(postings.__getitem__, numbers), values), maxlen=0)


def _documents(packed: "array[int]") -> Iterable[int]:
    return map(rshift, packed, repeat(_WEIGHT_BITS))


def _weights(packed: "array[int]") -> Iterable[int]:
    return map(and_, packed, repeat((1 << _WEIGHT_BITS) - 1))


def _moved(documents: "array[int]", places: Sequence[int]) -> "array[int]":
    moved = sorted(map(places.__getitem__, documents))
    return array("I", moved[bisect_left(moved, 0) :])


class SliceBuilder:
    """Takes in updates in any order, in memory; gives them out from the oldest to the newest."""

    def __init__(self) -> None:
        self._columns = {"number": array("I"), "order": array("q"), "length": array("H")}
        self._text = _TextPostings()
        self._tags: dict[str, defaultdict[str, array[int]]] = {
            field: defaultdict(lambda: array("I")) for field in ("flag", "name")
        }
        self._document_of: dict[int, int] = {}

    def drop(self, number: int) -> None:
        """Forget an update, if it was taken in."""
        self._document_of.pop(number, None)

    def add(self, update: IndexedUpdate) -> None:
        """Take in an update."""
        document = len(self._columns["number"])
        length = self._text.add(document, update.headline, update.body, update.said)
        self.add_document(update.number, update.order_key, min(length, _MAX_LENGTH))
        for field, terms in (("name", name_terms(update)), ("flag", flag_terms(update))):
            for term in dict.fromkeys(terms):
                self._tags[field][term].append(document)

    def add_document(self, number: int, order_key: int, length: int) -> int:
        """Begin a document and give its provisional number, one higher than the last."""
        self._document_of[number] = document = len(self._columns["number"])
        for column, value in zip(self._columns.values(), (number, order_key, length), strict=True):
            column.append(value)
        return document

    def add_postings(self, field: str, term: str, documents: Iterable[int], weights: Iterable[int]) -> None:
        """Let more documents hold a term; documents come in ascending order."""
        if field == "text":
            self._text.extend(term, documents, weights)
        elif field == "pair":
            self._text.extend_pair(term, documents)
        else:
            self._tags[field][term].extend(documents)

    def finish(self) -> tuple[Columns, dict[str, FieldTerms]]:
        """The columns and the postings, documents renumbered from the oldest to the newest."""
        keys, numbers = self._columns["order"], self._columns["number"]
        order = sorted(self._document_of.values(), key=lambda old: (keys[old], numbers[old]))
        if order != list(range(len(numbers))):
            self._renumber(order)
        text = self._text.text()
        fields = {"text": text, "pair": self._text.pairs(), "prefix": _prefixes(text)}
        for field, tags in self._tags.items():
            fields[field] = {term: (documents, None) for term, documents in tags.items() if documents}
        return self._columns, fields

    def _renumber(self, order: Sequence[int]) -> None:
        places = array("q", [-1]) * len(self._columns["number"])
        for new, old in enumerate(order):
            places[old] = new
        self._text.renumber(places)
        for tags in self._tags.values():
            tags.update({term: _moved(documents, places) for term, documents in tags.items()})
        self._columns = {
            name: array(column.typecode, map(column.__getitem__, order))
            for name, column in self._columns.items()
        }


def _prefixes(text: FieldTerms) -> FieldTerms:
    """The documents with a word that begins so, from the longest prefixes to the shortest."""
    found: FieldTerms = {}
    holders = {term: documents for term, (documents, _) in text.items()}
    for length in range(PREFIX_LENGTH, 0, -1):
        sharing: defaultdict[str, list[array[int]]] = defaultdict(list)
        for term, documents in holders.items():
            sharing[term[:length]].append(documents)
        holders = {prefix: _union(lists) for prefix, lists in sharing.items()}
        found |= {prefix: (documents, None) for prefix, documents in holders.items()}
    return found


def _union(lists: list["array[int]"]) -> "array[int]":
    return lists[0] if len(lists) == 1 else array("I", sorted(set().union(*lists)))
