"""Which names match what is typed."""

from collections.abc import Iterable
from functools import lru_cache

from tui_reader.search.folding import Word, located


class NameFilter:
    """Matches names that have, for each word of a text, a word that begins so; in any case, without accents.

    Attributes:
        text: what is typed.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._beginnings = [word.text for word in located(text)]

    def matches(self, name: str) -> bool:
        """Whether every word of the text begins a word of the name."""
        words = _words(name)
        return all(any(word.text.startswith(start) for word in words) for start in self._beginnings)

    def spans(self, name: str) -> list[tuple[int, int]]:
        """Where the words that match stand in the name, in order."""
        return [
            (word.start, word.end)
            for word in _words(name)
            if any(word.text.startswith(start) for start in self._beginnings)
        ]


def learn(names: Iterable[str]) -> None:
    """Prepare for names, which takes a while for thousands: in a thread, before keys wait for it."""
    for name in names:
        _words(name)


@lru_cache(maxsize=1 << 16)
def _words(name: str) -> tuple[Word, ...]:
    return tuple(located(name))
