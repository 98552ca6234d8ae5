"""English words and their inflections: protest, protests, protesting, protester.

Two words belong together when Porter's second stemmer ("Snowball", Porter 2001) gives both the same stem and
what follows the stem is one of the endings below: that keeps *university* apart from *universe*. A word with
a letter other than a to z has no inflections here, so that other languages are left alone.
"""

from collections.abc import Iterable
from functools import lru_cache

_SHORTEST = 3  # letters
_ENDINGS = frozenset(
    """ e s es ed d ing ings er ers or ors ly y i ie ies ied ier iest ily able al ally ment ments
    eing eer eers est""".split()  # noqa: SIM905 - a list of words reads better
) | {""}


def is_english(word: str) -> bool:
    """Whether inflections of the folded word are looked for."""
    return len(word) >= _SHORTEST and word.isascii() and word.isalpha()


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """The stem of a folded word."""
    from whoosh.lang.porter2 import stem as porter2  # noqa: PLC0415 - the first paint must not wait for Whoosh

    found: str = porter2(word)
    return found


@lru_cache(maxsize=4096)
def beginning(word: str) -> str:
    """What all inflections of the word begin with.

    It is the stem, or the word itself where more than an inflection parts it from its stem (*university*); a
    last letter that an ending may replace is left out.
    """
    found = _less_last(stem(word))
    return found if _ending(word, len(found)) in _ENDINGS else _less_last(word)


def _less_last(word: str) -> str:
    return word[:-1] if word[-1:] in "eiy" and len(word) > 2 else word


def inflections(word: str, candidates: Iterable[str]) -> list[str]:
    """Which of the candidates, which all begin with `beginning(word)`, are the word or inflections of it."""
    start, wanted = len(beginning(word)), stem(word)
    return [
        other
        for other in candidates
        if other == word
        or (_ending(other, start) in _ENDINGS and is_english(other) and stem(other) == wanted)
    ]


def is_inflected(word: str, wanted: str) -> bool:
    """Whether a folded word is another one or an inflection of it."""
    return word == wanted or (word.startswith(beginning(wanted)) and bool(inflections(wanted, (word,))))


def _ending(word: str, start: int) -> str:
    """What follows the stem; a consonant that is doubled before an ending belongs to the stem."""
    is_doubled = start and word[start - 1 : start] == word[start : start + 1]
    return word[start + 1 :] if is_doubled else word[start:]
