"""The terms by which an update is found: its words, pairs of neighbours, names and properties."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from operator import xor
from zlib import crc32

from tui_reader.search.entries import IndexedUpdate
from tui_reader.search.folding import pairs, words

PREFIX_LENGTH = 3
"""Beginnings of words up to this length are terms of their own, because so many words share them."""

_PAIR_TERMS = 32_768  # an update has about 100 pairs, so by chance one term in 300
_HEADLINE_WEIGHT = 3  # beside the 1 of a word of the body
_MAX_NAME = 200  # characters
_MAX_NAME_WORDS = 12
_SEPARATOR = "\x1f"  # cannot occur in clean text


def text_terms(headline: Iterable[list[str]], body: Iterable[list[str]]) -> list[str]:
    """The terms of an update's folded lines, each as often as it weighs."""
    return in_lines(headline) * _HEADLINE_WEIGHT + in_lines(body)


def in_lines(found: Iterable[list[str]]) -> list[str]:
    """The words, and every two neighbours of unspaced scripts."""
    terms: list[str] = []
    for line in found:
        terms += line
        if not "".join(line).isascii():
            terms += pairs(line)
    return terms


class Pairs:
    """The terms of every two words that follow each other in a line.

    A pair shares its term with others: it narrows phrases down, and the index stays small.
    """

    def __init__(self) -> None:
        self._firsts = _Hashes(shift=0)
        self._seconds = _Hashes(shift=16)

    def hashes(self, found: Iterable[list[str]]) -> list[int]:
        """The hashes of all pairs; an update has a hundred of them, therefore no loop in Python."""
        hashes: list[int] = []
        for line in found:
            firsts, seconds = map(self._firsts.__getitem__, line), map(self._seconds.__getitem__, line[1:])
            hashes += map(xor, firsts, seconds)
        return hashes

    def term(self, first: str, second: str) -> str:
        """The term of one pair: its hash in decimal digits."""
        return str(self._firsts[first] ^ self._seconds[second])


class _Hashes(dict[str, int]):
    """Half of a pair's hash, remembered for each word."""

    def __init__(self, shift: int) -> None:
        super().__init__()
        self._shift = shift

    def __missing__(self, word: str) -> int:
        self[word] = found = (crc32(word.encode()) >> self._shift) % _PAIR_TERMS
        return found


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
