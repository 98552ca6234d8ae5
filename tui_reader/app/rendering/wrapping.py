"""Where running text is broken into lines of so many cells."""

import re

from rich.cells import cell_len, split_graphemes

_WORD = re.compile(r"\S+")


def line_spans(text: str, width: int) -> list[tuple[int, int]]:
    """The (start, end) of each line of the text in at most `width` cells; spaces at the breaks are left out.

    Lines break at spaces. A word wider than a line, and text in a script of wide characters, which has no
    spaces, breaks between any two characters. Greedy and linear in the length of the text.
    """
    lines = _Lines(max(width, 2))
    for word in _WORD.finditer(text):
        cells = cell_len(word[0])
        if cells > lines.width or cells > len(word[0]) > 1:
            lines.fold(word[0], word.start())
        else:
            lines.add(word.start(), word.end(), cells)
    return lines.finished()


class _Lines:
    """Lines under construction: the finished ones, and the one that still grows."""

    def __init__(self, width: int) -> None:
        self.width = width
        self._spans: list[tuple[int, int]] = []
        self._start: int | None = None  # of the growing line, None before its first word
        self._end = self._used = 0

    def add(self, start: int, end: int, cells: int) -> None:
        """Put what must stay whole on this line, or on the next where this one has no room for it."""
        gap = start - self._end
        if self._start is not None and self._used + gap + cells > self.width:
            self._close()
        if self._start is None:
            self._start, self._used, gap = start, 0, 0
        self._end = end
        self._used += gap + cells

    def fold(self, word: str, offset: int) -> None:
        """Put a word on as many lines as it needs, broken between any two characters."""
        for start, end, cells in split_graphemes(word)[0]:
            self.add(offset + start, offset + end, cells)

    def finished(self) -> list[tuple[int, int]]:
        """All lines, the last one included."""
        self._close()
        return self._spans

    def _close(self) -> None:
        if self._start is not None:
            self._spans.append((self._start, self._end))
            self._start = None
