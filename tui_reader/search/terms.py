"""The terms by which an update is found: its words, pairs of neighbours, names and properties."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TypeVar
from zlib import crc32

from tui_reader.search.entries import IndexedUpdate
from tui_reader.search.folding import pairs, words

T = TypeVar("T")

PREFIX_LENGTH = 3
"""Beginnings of words up to this length are terms of their own, because so many words share them."""

SAID = 128
"""The bit in a word's weight that tells that it is quoted; the bits below are how much the word weighs."""

_PAIR_TERMS = 16_384  # of each word's half; an update has about 100 pairs, so by chance one term in 250
PAIR_TERMS = 2 * _PAIR_TERMS
"""How many terms there are for pairs of neighbours, which are numbered: pairs share them."""

_HEADLINE_WEIGHT = 3  # beside the 1 of a word of the body
_MAX_NAME = 200  # characters
_MAX_NAME_WORDS = 12
_SEPARATOR = "\x1f"  # cannot occur in clean text


def in_line(line: list[str]) -> list[str]:
    """The words, then every two neighbours of unspaced scripts."""
    return line if "".join(line).isascii() else [*line, *pairs(line)]


def in_lines(found: Iterable[list[str]]) -> list[str]:
    """The terms of several lines."""
    return [term for line in found for term in in_line(line)]


def weighed(headline: list[T], body: list[T], said: Iterable[T] = ()) -> tuple[Mapping[T, int], int]:
    """The terms of an update and what each weighs, with `SAID` where it is quoted.

    Also gives what all weigh together. A quoted word that is not in the text, because it was cut out of a
    longer one there, is taken for one of the text.
    """
    terms = headline * _HEADLINE_WEIGHT + body
    weights = Counter(terms)
    if len(terms) >= SAID:  # only then may one weigh too much
        weights = Counter({term: min(weight, SAID - 1) for term, weight in weights.items()})
    for term in set(said):
        weights[term] = (weights[term] or 1) | SAID
    return weights, len(terms)


def pair_half(word: str) -> int:
    """What a word contributes to the number of a pair."""
    return crc32(word.encode()) % _PAIR_TERMS


def pair_term(first: str, second: str) -> str:
    """The term of two words that follow each other in a line: the difference of their halves.

    A pair shares its term with others: it narrows phrases down, and the index stays small.
    """
    return str((pair_half(first) - pair_half(second)) % PAIR_TERMS)


def name_terms(update: IndexedUpdate) -> list[str]:
    """The terms of all names: one for each word of a name, going on to the name's end."""
    names = [("speaker", speaker) for speaker in update.speakers]
    names += [("blog", update.live_blog), ("source", update.publisher or "")]
    return [term for field, name in names for term in _terms_of_name(field, name[:_MAX_NAME])]


@lru_cache(maxsize=1024)
def _terms_of_name(field: str, name: str) -> tuple[str, ...]:
    found = words(name)[:_MAX_NAME_WORDS]
    return tuple(_SEPARATOR.join((field, " ".join(found[at:]), name)) for at in range(len(found)))


def name_prefix(field: str, folded: str) -> str:
    """How the terms begin of the names in which these folded words follow each other."""
    return f"{field}{_SEPARATOR}{folded}"


def is_whole_word(term: str, prefix: str) -> bool:
    """Whether the last word of the prefix is a whole word of the name."""
    return term[len(prefix)] in (" ", _SEPARATOR)


def name_of(term: str) -> str:
    """The name as written."""
    return term.rsplit(_SEPARATOR, 1)[1]


def flag_terms(update: IndexedUpdate) -> Iterator[str]:
    """What `is:` and `has:` ask the index for."""
    yield from sorted(update.kinds)
    if update.is_key_event:
        yield "key"
    if update.is_edited:
        yield "edited"
