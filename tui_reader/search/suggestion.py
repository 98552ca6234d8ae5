"""What the words of the index suggest: a corrected query, and which words tell an update from others."""

import heapq
from collections import Counter
from collections.abc import Sequence
from math import log

from tui_reader.search.entries import SearchText
from tui_reader.search.folding import lines, words
from tui_reader.search.lexicon import within_one_edit
from tui_reader.search.nodes import Everything, Node, Not, Or, Words
from tui_reader.search.parser import MIN_FUZZY
from tui_reader.search.slice import Slice
from tui_reader.search.terms import in_lines, weighed
from tui_reader.search.tokens import tokens

_TELLING = 12  # words of an update that others are compared by
_TOO_COMMON = 0.01  # of all updates


def corrected(query: str, slices: Sequence[Slice]) -> str | None:
    """The query with each unknown word replaced by the most frequent one a letter off; None without any."""
    parts: list[str] = []
    at = 0
    before = None
    for token in tokens(query):
        is_name = before is not None and before.kind == "field" and before.text not in ("headline", "said")
        found = words(token.text) if token.kind == "word" and not is_name else []
        if len(found) == 1 and (better := _better(found[0], slices)):
            parts += [query[at : token.start], better]
            at = token.end
        before = token
    return "".join((*parts, query[at:])) if parts else None


def _better(word: str, slices: Sequence[Slice]) -> str | None:
    if len(word) < MIN_FUZZY or _held(word, slices):
        return None
    counts: Counter[str] = Counter()
    for part in slices:
        for term in within_one_edit(part.lexicon.words, word):
            counts[term] += part.document_frequency("text", term)
    return max(counts, key=lambda term: (counts[term], term), default=None)


def telling_words(update: SearchText, slices: Sequence[Slice]) -> Node:
    """Any of the words that occur more in this update than in most others."""
    total = sum(part.count for part in slices)
    weights, _ = weighed(in_lines(lines(update.headline)), in_lines(lines(update.body)))
    scores: dict[str, float] = {}
    for term, weight in weights.items():
        holding = _held(term, slices)
        if 1 < holding <= max(10, _TOO_COMMON * total):
            scores[term] = weight * log(total / holding)
    chosen = heapq.nlargest(_TELLING, scores, key=lambda term: (scores[term], term))
    return Or(tuple(Words((term,)) for term in chosen)) if chosen else Not(Everything())


def _held(word: str, slices: Sequence[Slice]) -> int:
    """How many updates hold the word."""
    return sum(part.document_frequency("text", word) for part in slices)
