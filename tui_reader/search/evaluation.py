"""Which documents of a slice match a query.

The index knows which words an update holds, not where. So a part of a query gives two sets: the documents
that surely match it, and those that possibly do. `And`, `Or` and `Not` combine both; what is possible but not
sure is looked up in the library's texts at the end, by going through the query once more for that document.
"""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from itertools import pairwise
from math import prod

from tui_reader.search.entries import Texts
from tui_reader.search.folding import is_unspaced
from tui_reader.search.matching import TextMatcher
from tui_reader.search.nodes import (
    And,
    Dated,
    Everything,
    Flag,
    Fuzzy,
    Inflected,
    Leaf,
    Mark,
    Name,
    Node,
    Not,
    Or,
    Said,
    TextLeaf,
    Wording,
    Words,
    wordings_of,
)
from tui_reader.search.postings import PostingList
from tui_reader.search.slice import Slice
from tui_reader.search.terms import PREFIX_LENGTH, pair_term

_FEW = 64  # documents that are quicker looked up one by one than by reading a whole list
_SOME = 500  # documents, where the number is not known without work


@dataclass(frozen=True, slots=True)
class Scope:
    """The documents of a slice that are asked about: `low` up to `high`, and of these only `among`."""

    low: int
    high: int
    among: frozenset[int] | None = None

    def everything(self) -> frozenset[int]:
        """All documents of the scope."""
        return frozenset(range(self.low, self.high)) if self.among is None else self.among


@dataclass(frozen=True, slots=True)
class Found:
    """What a part of a query matches within a scope; `possible` holds `sure`."""

    sure: frozenset[int]
    possible: frozenset[int]


class Marks:
    """The user's marks, asked for once a search."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._known: dict[str, Container[int]] = {}

    def __getitem__(self, mark: str) -> Container[int]:
        if mark not in self._known:
            self._known[mark] = self._texts.marked(mark)
        return self._known[mark]


class Evaluation:
    """One pass over a scope of a slice; remembers what each leaf matched, to settle single documents."""

    def __init__(self, part: Slice, marks: Marks) -> None:
        self._slice = part
        self._marks = marks
        self._leaves: dict[int, Found] = {}

    def find(self, root: Node, low: int, high: int) -> Found:
        """The documents from `low` up to `high` that match; deleted ones are left out."""
        found = self._find(root, Scope(low, high))
        deleted = self._slice.deleted
        return Found(found.sure - deleted, found.possible - deleted) if deleted else found

    def settles(self, node: Node, document: int, text: TextMatcher) -> bool:
        """Whether a possible document matches, by its text."""
        if isinstance(node, And):
            return all(self.settles(part, document, text) for part in node.parts)
        if isinstance(node, Or):
            return any(self.settles(part, document, text) for part in node.parts)
        if isinstance(node, Not):
            return not self.settles(node.part, document, text)
        found = self._leaves.get(id(node))
        if found is None or document not in found.possible:
            return False  # left out, because another part of an `And` had already failed
        if document in found.sure or not isinstance(node, TextLeaf):
            return document in found.sure
        return text.matches(node)

    def _find(self, node: Node, scope: Scope) -> Found:
        if isinstance(node, And):
            return self._find_all(node, scope)
        if isinstance(node, Or):
            parts = [self._find(part, scope) for part in node.parts]
            return Found(_union(part.sure for part in parts), _union(part.possible for part in parts))
        if isinstance(node, Not):
            found = self._find(node.part, scope)
            whole = scope.everything()
            return Found(whole - found.possible, whole - found.sure)
        found = self._leaves[id(node)] = self._find_leaf(node, scope)
        return found

    def _find_all(self, node: And, scope: Scope) -> Found:
        sure: frozenset[int] | None = None
        for part in sorted(node.parts, key=self.estimate):
            found = self._find(part, scope)
            sure = found.sure if sure is None else sure & found.sure
            among = found.possible if scope.among is None else scope.among & found.possible
            scope = Scope(scope.low, scope.high, among)
            if not among:
                break
        return Found(sure or frozenset(), scope.everything())

    def estimate(self, node: Node) -> int:
        """How many documents match, roughly: the smallest is found first."""
        if isinstance(node, And):
            return self._estimate_all(node)
        if isinstance(node, Or):
            return sum(map(self.estimate, node.parts))
        if isinstance(node, Dated):
            return -1  # costs nothing
        if isinstance(node, TextLeaf):
            return min(map(self._estimate_wording, wordings_of(node)))
        if isinstance(node, Flag):
            return self._slice.document_frequency("flag", node.name)
        return _SOME if isinstance(node, Name) else self._slice.count + isinstance(node, Not)

    def _estimate_all(self, node: And) -> int:
        """As if the parts had nothing to do with each other."""
        count = max(1, self._slice.count)
        estimates = (self.estimate(part) for part in node.parts)
        return int(count * prod(min(1.0, found / count) for found in estimates if found >= 0))

    def _estimate_wording(self, wording: Wording) -> int:
        if isinstance(wording, Fuzzy):
            return _SOME
        if isinstance(wording, Inflected):
            frequency = self._slice.document_frequency
            return sum(frequency("text", term) for term in self._slice.inflections(wording.word))
        known = [self._slice.document_frequency(*term) for term in self._whole_terms("text", wording)]
        if wording.is_prefix and len(wording.words[-1]) <= PREFIX_LENGTH:
            known.append(self._slice.document_frequency("prefix", wording.words[-1]))
        return min(known, default=_SOME)

    def _find_leaf(self, leaf: Leaf, scope: Scope) -> Found:
        if isinstance(leaf, TextLeaf):
            return self._find_text(leaf, scope)
        sure = self._find_sure(leaf, scope)
        return Found(sure, sure)

    def _find_sure(self, leaf: Name | Flag | Mark | Dated | Everything, scope: Scope) -> frozenset[int]:
        part = self._slice
        if isinstance(leaf, Name):
            return _within(part.named(leaf), scope)
        if isinstance(leaf, Flag):
            return _within(part.postings("flag", leaf.name), scope)
        if isinstance(leaf, Mark):
            marked, numbers = self._marks[leaf.filter], part.numbers
            return frozenset(document for document in scope.everything() if numbers[document] in marked)
        if isinstance(leaf, Dated):
            dated = part.dated(leaf)
            return _narrowed(scope, dated).everything() - frozenset(part.undated)
        return scope.everything()

    def _find_text(self, leaf: TextLeaf, scope: Scope) -> Found:
        if isinstance(leaf, Wording):
            return self._find_wording("text", leaf, scope)
        if isinstance(leaf, Said):
            is_older = self._slice.is_older
            found = self._find_wording("text" if is_older else "said", leaf.wording, scope)
            return Found(frozenset(), found.possible) if leaf.speakers or is_older else found
        possible = [self._find_wording("text", wording, scope).possible for wording in wordings_of(leaf)]
        return Found(frozenset(), frozenset.intersection(*possible))

    def _whole_terms(self, field: str, wording: Words) -> list[tuple[str, str]]:
        """The terms, with their fields, that all must be there; a prefix is left to the caller.

        Neighbours of unspaced scripts are one term and need not be looked for one by one.
        """
        whole = wording.words[: len(wording.words) - wording.is_prefix]
        terms: list[tuple[str, str]] = []
        covered: set[str] = set()
        for first, second in pairwise(whole):
            if is_unspaced(first) and is_unspaced(second):
                terms.append((field, first + second))
                covered |= {first, second}
            elif not self._slice.is_older:
                terms.append(("pair", pair_term(first, second)))
        terms += ((field, word) for word in whole if word not in covered)
        return list(dict.fromkeys(terms))

    def _find_wording(self, field: str, wording: Wording, scope: Scope) -> Found:
        part = self._slice
        if isinstance(wording, Fuzzy):
            sure = _within(part.similar(field, wording.word), scope)
            return Found(sure, sure)
        if isinstance(wording, Inflected):
            sure = _within(part.inflected(field, wording.word), scope)
            return Found(sure, sure)
        terms = self._whole_terms(field, wording)
        terms.sort(key=lambda term: part.document_frequency(*term))
        lists = [part.postings(*term) for term in terms]
        is_sure = len(wording.words) == 1 or terms == [(field, "".join(wording.words))]
        if wording.is_prefix:
            last = wording.words[-1]
            if field != "text" and len(last) <= PREFIX_LENGTH:  # too many words to unite, so a wider net
                field, is_sure = "text", False
            lists.append(part.prefixed(field, last))
        for found in lists:
            scope = Scope(scope.low, scope.high, _within(found, scope))
        possible = scope.everything()
        return Found(possible if is_sure else frozenset(), possible)


def _narrowed(scope: Scope, documents: range) -> Scope:
    low, high = max(scope.low, documents.start), min(scope.high, documents.stop)
    among = None if scope.among is None else frozenset(d for d in scope.among if low <= d < high)
    return Scope(low, max(low, high), among)


def _within(found: PostingList, scope: Scope) -> frozenset[int]:
    if scope.among is None:
        return frozenset(found.between(scope.low, scope.high))
    if len(scope.among) <= _FEW:
        return frozenset(found.among(sorted(scope.among)))
    return scope.among.intersection(found.between(scope.low, scope.high))


def _union(sets: Iterable[frozenset[int]]) -> frozenset[int]:
    return frozenset[int]().union(*sets)
