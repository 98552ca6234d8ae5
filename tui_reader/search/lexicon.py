"""Words that differ by one letter, found in a sorted list of all words."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

_LAST = "\U0010ffff"


def within_one_edit(terms: Sequence[str], word: str) -> list[str]:
    """Which of the sorted terms are the word, or have one letter added, dropped, changed or swapped.

    Needs no alphabet: at each place of the word it steps through the letters that the terms really have
    there, one binary search a letter.
    """
    wanted = {word}
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        if tail:
            wanted.add(head + tail[1:])
        if len(tail) > 1:
            wanted.add(head + tail[1] + tail[0] + tail[2:])
        for letter in _next_letters(terms, head):
            wanted.add(head + letter + tail)
            if tail:
                wanted.add(head + letter + tail[1:])
    return sorted(term for term in wanted if _holds(terms, term))


def _holds(terms: Sequence[str], term: str) -> bool:
    at = bisect_left(terms, term)
    return at < len(terms) and terms[at] == term


def _next_letters(terms: Sequence[str], head: str) -> Iterator[str]:
    """The letters that follow `head` in the terms."""
    at = bisect_left(terms, head)
    stop = bisect_left(terms, head + _LAST, at)
    if at < stop and terms[at] == head:
        at += 1
    while at < stop:
        letter = terms[at][len(head)]
        yield letter
        at = bisect_left(terms, head + letter + _LAST, at, stop)
