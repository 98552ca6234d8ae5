"""Finds words inside one text as they are typed; case, accents and kinds of quotation marks do not matter."""

import unicodedata
from collections.abc import Sequence

_SAME = str.maketrans("‘’‚“”„«»", '\'\'\'"""""')


class WordingFinder:
    """Finds every place of some characters, the space between words included.

    Args:
        wanted: the characters.
    """

    def __init__(self, wanted: str) -> None:
        self._wanted, _ = _folded(" ".join(wanted.split()))

    def spans(self, text: str) -> Sequence[tuple[int, int]]:
        """Offsets of the places in the text, in order, not overlapping."""
        if not self._wanted:
            return ()
        folded, origins = _folded(text)
        found: list[tuple[int, int]] = []
        at = folded.find(self._wanted)
        while at >= 0:
            end = at + len(self._wanted)
            found.append((origins[at], origins[end - 1] + 1))
            at = folded.find(self._wanted, end)
        return found


def _folded(text: str) -> tuple[str, list[int]]:
    """The text without case and accents, and for each of its characters where it comes from."""
    signs: list[str] = []
    origins: list[int] = []
    for at, char in enumerate(text):
        for sign in unicodedata.normalize("NFD", char).casefold().translate(_SAME):
            if not unicodedata.combining(sign):
                signs.append(sign)
                origins.append(at)
    return "".join(signs), origins
