"""Updates turned into the columns and postings of one slice."""

from array import array
from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Sequence
from itertools import chain, repeat

from tui_reader.search.entries import IndexedUpdate
from tui_reader.search.folding import lines
from tui_reader.search.terms import PREFIX_LENGTH, Pairs, flag_terms, in_lines, name_terms, text_terms

KEPT_FIELDS = ("flag", "name", "pair", "said", "text")
"""The fields whose terms are taken from updates."""
TERM_FIELDS = (*KEPT_FIELDS, "prefix")
"""The fields of a slice that hold terms; the last one follows from the text."""

_MAX_WEIGHT = 255
_MAX_LENGTH = 65_535

Columns = dict[str, "array[int]"]
FieldTerms = dict[str, tuple["array[int]", Sequence[int] | None]]
"""The documents that hold each term, ascending, and what it weighs in each; None where always 1."""


class _Occurrences(dict[str | int, "array[int]"]):
    """The documents that hold each term, ascending, a document once for each time the term occurs in it."""

    def __missing__(self, term: str | int) -> "array[int]":
        self[term] = documents = array("I")
        return documents

    def add(self, terms: Iterable[str | int], document: int) -> None:
        """Let a document hold terms; an update has some 300, therefore no loop in Python."""
        deque(map(array.append, map(self.__getitem__, terms), repeat(document)), maxlen=0)

    def renumber(self, places: Sequence[int]) -> None:
        """Give the documents other numbers; those that get -1 are left out."""
        for term, documents in self.items():
            moved = sorted(map(places.__getitem__, documents))
            self[term] = array("I", moved[bisect_left(moved, 0) :])

    def held(self) -> FieldTerms:
        """Each document once."""
        return {str(term): (array("I", dict.fromkeys(found)), None) for term, found in self.items() if found}

    def weighted(self) -> FieldTerms:
        """Each document once, and how often it was there."""
        terms: FieldTerms = {}
        for term, found in self.items():
            counts = Counter(found)
            if counts:
                is_plain = len(counts) == len(found)
                weights = None if is_plain else bytes(map(min, counts.values(), repeat(_MAX_WEIGHT)))
                terms[str(term)] = array("I", counts), weights
        return terms


class SliceBuilder:
    """Takes in updates in any order, in memory; gives them out from the oldest to the newest."""

    def __init__(self) -> None:
        self._columns = {"number": array("I"), "order": array("q"), "length": array("H")}
        self._fields = {field: _Occurrences() for field in KEPT_FIELDS}
        self._pairs = Pairs()
        self._document_of: dict[int, int] = {}

    def drop(self, number: int) -> None:
        """Forget an update, if it was taken in."""
        self._document_of.pop(number, None)

    def add(self, update: IndexedUpdate) -> None:
        """Take in an update."""
        headline, body = lines(update.headline), lines(update.body)
        text = text_terms(headline, body)
        document = self.add_document(update.number, update.order_key, min(len(text), _MAX_LENGTH))
        fields = self._fields
        fields["text"].add(text, document)
        fields["pair"].add(self._pairs.hashes([*headline, *body]), document)
        fields["said"].add(in_lines(lines(update.said)), document)
        fields["name"].add(name_terms(update), document)
        fields["flag"].add(flag_terms(update), document)

    def add_document(self, number: int, order_key: int, length: int) -> int:
        """Begin a document and give its provisional number, one higher than the last."""
        self._document_of[number] = document = len(self._columns["number"])
        for column, value in zip(self._columns.values(), (number, order_key, length), strict=True):
            column.append(value)
        return document

    def add_postings(
        self, field: str, term: str, documents: Iterable[int], weights: Iterable[int] | None = None
    ) -> None:
        """Let more documents hold a term; documents come in ascending order."""
        occurrences = documents if weights is None else chain.from_iterable(map(repeat, documents, weights))
        self._fields[field][int(term) if field == "pair" else term].extend(occurrences)

    def finish(self) -> tuple[Columns, dict[str, FieldTerms]]:
        """The columns and the postings, documents renumbered from the oldest to the newest."""
        keys, numbers = self._columns["order"], self._columns["number"]
        order = sorted(self._document_of.values(), key=lambda old: (keys[old], numbers[old]))
        if order != list(range(len(numbers))):
            self._renumber(order)
        fields = {field: found.held() for field, found in self._fields.items() if field != "text"}
        text = fields["text"] = self._fields["text"].weighted()
        fields["prefix"] = _prefixes(text)
        return self._columns, fields

    def _renumber(self, order: Sequence[int]) -> None:
        places = array("q", [-1]) * len(self._columns["number"])
        for new, old in enumerate(order):
            places[old] = new
        for occurrences in self._fields.values():
            occurrences.renumber(places)
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
