"""All words of a slice, sorted: which begin so, and which differ by one letter."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from sys import intern

_LAST = "\U0010ffff"


class Lexicon:
    """Sorted words, kept as in the file: a word a line, in UTF-8, which sorts as the words do."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    @cached_property
    def words(self) -> list[str]:
        """All words; slices share most of them, so that each is kept once for all."""
        return list(map(intern, self._data.decode().split()))

    def starting(self, prefix: str) -> list[str]:
        """The words that begin so, without reading the others."""
        start = prefix.encode()
        first, stop = self._line_from(start), self._line_from(start + b"\xff")
        return self._data[first:stop].decode().split()

    def _line_from(self, wanted: bytes) -> int:
        """The offset of the first line that is not before the wanted one."""
        data = self._data
        low, high = 0, len(data)  # both begin a line
        while low < high:
            middle = (low + high) // 2
            start = max(low, data.rfind(b"\n", low, middle) + 1)
            end = data.find(b"\n", middle)
            end = len(data) if end < 0 else end
            if data[start:end] < wanted:
                low = min(end + 1, len(data))
            else:
                high = start
        return low


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
