"""Where the hits of a query stand in a text, to be shown there."""

from collections.abc import Iterator

from tui_reader.search.folding import located, words
from tui_reader.search.matching import Place, places, places_near
from tui_reader.search.nodes import InHeadline, Near, Said, TextLeaf, wanted_leaves
from tui_reader.search.query import Query

_ELLIPSIS = "…"

Span = tuple[int, int]
"""Start and end offsets of a run of characters."""


class Highlighter:
    """Finds what a query wants in any number of texts."""

    def __init__(self, query: Query) -> None:
        self._leaves = [leaf for leaf in wanted_leaves(query.root) if isinstance(leaf, TextLeaf)]

    def spans(self, text: str, *, is_headline: bool = False) -> list[Span]:
        """The runs of the text that match, in order and apart from each other.

        Offsets are those of the text as it is, not of its folded form. A word found by its beginning is
        marked whole, a phrase from its first word to its last.
        """
        found: list[Span] = []
        start = 0
        for line in text.split("\n") if self._leaves else ():
            found += ((start + first, start + last) for first, last in self._in_line(line, is_headline))
            start += len(line) + 1
        return _united(sorted(found))

    def snippet(self, headline: str, body: str, width: int) -> tuple[str, list[Span]] | None:
        """What a row may show below its headline: the first hit in the body and the words around it.

        About `width` characters of one line, with an ellipsis where the line goes on, and the hits in them.
        None where the headline shows a hit itself, and where the body has none.
        """
        if not self._leaves or self.spans(headline, is_headline=True):
            return None
        for line in body.split("\n"):
            if found := _united(sorted(self._in_line(line, is_headline=False))):
                return _cut(line, found, width)
        return None

    def _in_line(self, line: str, is_headline: bool) -> Iterator[Span]:
        leaves = [leaf for leaf in self._leaves if is_headline or not isinstance(leaf, InHeadline)]
        folded = words(line)
        runs = [run for leaf in leaves for run in _runs(folded, leaf)]
        if runs:  # only then it is worth finding out where in the line each word stands
            found = located(line)
            yield from ((found[first].start, found[last].end) for first, last in runs)


def _runs(folded: list[str], leaf: TextLeaf) -> Iterator[Place]:
    """The first and last word of each run that the leaf wants."""
    if isinstance(leaf, InHeadline | Said):
        leaf = leaf.wording
    if isinstance(leaf, Near):
        return (place for pair in places_near(leaf, folded) for place in pair)
    return places(leaf, folded)


def _united(spans: list[Span]) -> list[Span]:
    """The spans, overlapping ones as one."""
    found: list[Span] = []
    for start, end in spans:
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _cut(line: str, spans: list[Span], width: int) -> tuple[str, list[Span]]:
    """The part of a line around its first span, and the spans within it."""
    first, last = spans[0]
    start = 0 if last <= width else line.rfind(" ", 0, max(0, first - width // 4)) + 1
    end = _word_end(line, max(start + width, last))
    before, after = _ELLIPSIS if start else "", _ELLIPSIS if end < len(line) else ""
    shift = len(before) - start
    kept = [(low + shift, high + shift) for low, high in spans if high <= end]
    return f"{before}{line[start:end]}{after}", kept


def _word_end(text: str, end: int) -> int:
    """The last end of a word at or before `end`."""
    if end >= len(text):
        return len(text)
    space = text.rfind(" ", 0, end + 1)
    return space if space > 0 else end
