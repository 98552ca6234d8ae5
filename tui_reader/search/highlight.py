"""Where the hits of a query stand in a text, to be shown there."""

from collections.abc import Iterator

from tui_reader.search.folding import Word, located
from tui_reader.search.matching import places, places_near
from tui_reader.search.nodes import InHeadline, Near, Said, TextLeaf, wanted_leaves
from tui_reader.search.query import Query

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

    def excerpt(self, text: str, width: int) -> Span:
        """The part of a text, about `width` characters long, that shows its first hits; else its start."""
        first = next(iter(self.spans(text)), None)
        if first is None or first[1] <= width:
            return 0, _word_end(text, width)
        start = text.rfind(" ", 0, max(0, first[0] - width // 4)) + 1
        return start, _word_end(text, start + width)

    def _in_line(self, line: str, is_headline: bool) -> Iterator[Span]:
        words = located(line)
        folded = [word.text for word in words]
        for leaf in self._leaves:
            if is_headline or not isinstance(leaf, InHeadline):
                yield from _spans(words, folded, leaf)


def _spans(words: list[Word], folded: list[str], leaf: TextLeaf) -> Iterator[Span]:
    if isinstance(leaf, InHeadline | Said):
        leaf = leaf.wording
    if isinstance(leaf, Near):
        found = (place for pair in places_near(leaf, folded) for place in pair)
    else:
        found = (place for place in places(leaf, folded))
    for first, last in found:
        yield words[first].start, words[last].end


def _united(spans: list[Span]) -> list[Span]:
    """The spans, overlapping ones as one."""
    found: list[Span] = []
    for start, end in spans:
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _word_end(text: str, end: int) -> int:
    """The last end of a word at or before `end`."""
    if end >= len(text):
        return len(text)
    space = text.rfind(" ", 0, end + 1)
    return space if space > 0 else end
