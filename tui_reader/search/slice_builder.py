"""Updates turned into the columns and postings of one slice."""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from zlib import crc32

from tui_reader.search.entries import IndexedUpdate
from tui_reader.search.folding import lines, pairs, words

TERM_FIELDS = ("flag", "name", "pair", "prefix", "said", "text")
"""The fields of a slice that hold terms."""
PREFIX_LENGTH = 3
"""Beginnings of words up to this length are terms of their own, because so many words share them."""

_PAIR_TERMS = 8192  # an update has about 100 pairs, so by chance one term in 80
_HEADLINE_WEIGHT = 2  # beside the 1 that every word of the text counts
_MAX_WEIGHT = 255
_MAX_LENGTH = 65_535
_MAX_NAME = 200  # characters
_MAX_NAME_WORDS = 12
_SEPARATOR = "\x1f"  # cannot occur in clean text

Columns = dict[str, Sequence[int]]
FieldTerms = dict[str, tuple["array[int]", "array[int] | None"]]


class SliceBuilder:
    """Takes in updates in any order, in memory; gives them out from the oldest to the newest."""

    def __init__(self) -> None:
        self.numbers = array("I")
        self.order_keys = array("q")
        self.lengths = array("H")
        self._documents: dict[str, dict[str, array[int]]] = {field: {} for field in TERM_FIELDS}
        self._weights: dict[str, array[int]] = {}
        self._document_of: dict[int, int] = {}
        self._dropped: set[int] = set()

    def __len__(self) -> int:
        return len(self.numbers)

    def drop(self, number: int) -> None:
        """Forget an update, if it was taken in."""
        document = self._document_of.pop(number, None)
        if document is not None:
            self._dropped.add(document)

    def add(self, update: IndexedUpdate) -> None:
        """Take in an update."""
        headline, body = lines(update.headline), lines(update.body)
        weights = text_terms(headline, body)
        document = self.add_document(update.number, update.order_key, min(weights.total(), _MAX_LENGTH))
        self._add_terms("text", weights, document)
        for term, weight in weights.items():
            bounded = weight if weight < _MAX_WEIGHT else _MAX_WEIGHT
            try:
                self._weights[term].append(bounded)
            except KeyError:
                self._weights[term] = array("B", (bounded,))
        self._add_terms("prefix", prefixes(weights), document)
        self._add_terms("pair", neighbours([*headline, *body]), document)
        self._add_terms("said", set(_terms(lines(update.said))), document)
        self._add_terms("name", name_terms(update), document)
        self._add_terms("flag", flag_terms(update), document)

    def add_document(self, number: int, order_key: int, length: int) -> int:
        """Begin a document and give its provisional number, one higher than the last."""
        self.drop(number)
        self._document_of[number] = len(self.numbers)
        self.numbers.append(number)
        self.order_keys.append(order_key)
        self.lengths.append(length)
        return len(self.numbers) - 1

    def add_postings(
        self, field: str, term: str, documents: Iterable[int], weights: Iterable[int] | None = None
    ) -> None:
        """Let more documents hold a term; documents come in ascending order."""
        self._documents[field].setdefault(term, array("I")).extend(documents)
        if weights is not None:
            self._weights.setdefault(term, array("B")).extend(weights)

    def _add_terms(self, field: str, terms: Iterable[str], document: int) -> None:
        held = self._documents[field]
        for term in terms:
            try:
                held[term].append(document)
            except KeyError:
                held[term] = array("I", (document,))

    def finish(self) -> tuple[Columns, dict[str, FieldTerms]]:
        """The columns and the postings, documents renumbered from the oldest to the newest."""
        keys, numbers, lengths = self.order_keys, self.numbers, self.lengths
        order = sorted(self._document_of.values(), key=lambda old: (keys[old], numbers[old]))
        columns: Columns = {
            "number": [numbers[old] for old in order],
            "order": [keys[old] for old in order],
            "length": [lengths[old] for old in order],
        }
        places = {old: new for new, old in enumerate(order)}
        if all(old == new for old, new in places.items()) and not self._dropped:
            return columns, {field: self._in_order(field) for field in TERM_FIELDS}
        return columns, {field: self._renumbered(field, places) for field in TERM_FIELDS}

    def _in_order(self, field: str) -> FieldTerms:
        weights = self._weights if field == "text" else {}
        return {term: (documents, weights.get(term)) for term, documents in self._documents[field].items()}

    def _renumbered(self, field: str, places: Mapping[int, int]) -> FieldTerms:
        found: FieldTerms = {}
        for term, (documents, weights) in self._in_order(field).items():
            weighted = zip(documents, weights or bytes(len(documents)), strict=True)
            moved = sorted((places[old], weight) for old, weight in weighted if old in places)
            if moved:
                kept = array("I", (document for document, _ in moved))
                found[term] = (kept, array("B", (weight for _, weight in moved)) if weights else None)
        return found


def text_terms(headline: Iterable[list[str]], body: Iterable[list[str]]) -> Counter[str]:
    """The terms of an update's folded lines and how much each weighs."""
    weights = Counter(_terms(body))
    for term in _terms(headline):
        weights[term] += 1 + _HEADLINE_WEIGHT
    return weights


def _terms(found: Iterable[list[str]]) -> list[str]:
    """The words, and every two neighbours of unspaced scripts."""
    terms: list[str] = []
    for line in found:
        terms += line
        if not "".join(line).isascii():
            terms += pairs(line)
    return terms


def neighbours(found: Iterable[list[str]]) -> set[str]:
    """The terms of every two words that follow each other in a line."""
    return {pair_term(first, second) for line in found for first, second in pairwise(line)}


def pair_term(first: str, second: str) -> str:
    """The term that two neighbours share with other pairs: it narrows phrases down, and stays small."""
    return str(crc32(f"{first} {second}".encode()) % _PAIR_TERMS)


def prefixes(terms: Iterable[str]) -> set[str]:
    """The beginnings of the words, up to `PREFIX_LENGTH` letters; whole short words included."""
    return {term[:length] for length in range(1, PREFIX_LENGTH + 1) for term in terms}


def name_terms(update: IndexedUpdate) -> set[str]:
    """The terms of all names: one for each word of a name, going on to the name's end."""
    names = [("speaker", speaker) for speaker in update.speakers]
    names += [("blog", update.live_blog), ("source", update.publisher or "")]
    return {term for field, name in names for term in _terms_of_name(field, name[:_MAX_NAME])}


def _terms_of_name(field: str, name: str) -> Iterator[str]:
    found = words(name)[:_MAX_NAME_WORDS]
    for at in range(len(found)):
        yield _SEPARATOR.join((field, " ".join(found[at:]), name))


def name_prefix(field: str, folded: str) -> str:
    """How the terms begin of the names in which these folded words follow each other."""
    return f"{field}{_SEPARATOR}{folded}"


def is_whole_word(term: str, prefix: str) -> bool:
    """Whether the last word of the prefix is a whole word of the name."""
    return term[len(prefix)] in (" ", _SEPARATOR)


def name_of(term: str) -> str:
    """The name as written."""
    return term.rsplit(_SEPARATOR, 1)[1]


def flag_terms(update: IndexedUpdate) -> list[str]:
    """What `is:` and `has:` ask the index for."""
    flags = sorted(update.kinds)
    if update.is_key_event:
        flags.append("key")
    if update.is_edited:
        flags.append("edited")
    return flags
