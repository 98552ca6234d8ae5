"""Whether a text matches: what the index, which knows no word's place, leaves to be looked up in the text."""

from collections.abc import Iterator
from functools import cached_property

from tui_reader.search.entries import SearchText
from tui_reader.search.folding import lines
from tui_reader.search.inflection import is_inflected
from tui_reader.search.nodes import Fuzzy, Inflected, InHeadline, Name, Near, Said, TextLeaf, Wording

Place = tuple[int, int]
"""The first and the last word of a wording, counted from the start of its line."""


class FoldedText:
    """A text folded once, however many wordings are looked for in it."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def lines(self) -> list[list[str]]:
        """The words of each line."""
        return lines(self._text)

    @cached_property
    def _joined(self) -> str:
        return "\n".join(f" {' '.join(line)} " for line in self.lines)

    def holds(self, wording: Wording) -> bool:
        """Whether the wording stands in one of the lines."""
        if isinstance(wording, Fuzzy):
            return any(is_one_letter_off(word, wording.word) for line in self.lines for word in line)
        if isinstance(wording, Inflected):
            return any(is_inflected(word, wording.word) for line in self.lines for word in line)
        return f" {' '.join(wording.words)}{'' if wording.is_prefix else ' '}" in self._joined

    def holds_near(self, near: Near) -> bool:
        """Whether both wordings stand in one line, close enough."""
        return any(True for line in self.lines for _ in places_near(near, line))


class TextMatcher:
    """Answers for one update what only its text can answer."""

    def __init__(self, text: SearchText) -> None:
        self._headline = FoldedText(text.headline)
        self._body = FoldedText(text.body)
        self._statements = [(speaker, FoldedText(said)) for speaker, said in text.statements]

    def matches(self, leaf: TextLeaf) -> bool:
        """Whether the update matches the leaf."""
        if isinstance(leaf, InHeadline):
            return self._headline.holds(leaf.wording)
        if isinstance(leaf, Said):
            return any(
                said.holds(leaf.wording) and _bears(speaker, leaf.speakers)
                for speaker, said in self._statements
            )
        if isinstance(leaf, Near):
            return self._headline.holds_near(leaf) or self._body.holds_near(leaf)
        return self._headline.holds(leaf) or self._body.holds(leaf)


def _bears(speaker: str | None, names: tuple[Name, ...]) -> bool:
    if not names:
        return True
    return speaker is not None and all(FoldedText(speaker).holds(name.words) for name in names)


def places(wording: Wording, line: list[str]) -> Iterator[Place]:
    """Where the wording stands in a line."""
    if isinstance(wording, Fuzzy):
        yield from ((at, at) for at, word in enumerate(line) if is_one_letter_off(word, wording.word))
        return
    if isinstance(wording, Inflected):
        yield from ((at, at) for at, word in enumerate(line) if is_inflected(word, wording.word))
        return
    *whole, last = wording.words
    for start in range(len(line) - len(whole)):
        end = start + len(whole)
        is_last = line[end].startswith(last) if wording.is_prefix else line[end] == last
        if is_last and line[start:end] == whole:
            yield start, end


def places_near(near: Near, line: list[str]) -> Iterator[tuple[Place, Place]]:
    """Where two wordings stand close enough to each other in a line."""
    seconds = list(places(near.second, line))
    for first in places(near.first, line):
        for second in seconds:
            if first != second and _distance(first, second) <= near.distance:
                yield first, second


def _distance(first: Place, second: Place) -> int:
    """How many words the later one begins after the earlier one's end; 0 where they overlap."""
    return max(second[0] - first[1], first[0] - second[1], 0)


def is_one_letter_off(word: str, wanted: str) -> bool:
    """Whether the words are equal but for one letter added, dropped, changed or swapped with the next."""
    if word == wanted:
        return True
    if len(word) > len(wanted):
        word, wanted = wanted, word
    extra = len(wanted) - len(word)
    if extra > 1:
        return False
    at = next((i for i, char in enumerate(word) if char != wanted[i]), len(word))
    if extra:
        return word[at:] == wanted[at + 1 :]
    if word[at + 1 :] == wanted[at + 1 :]:
        return True
    return word[at : at + 2] == wanted[at : at + 2][::-1] and word[at + 2 :] == wanted[at + 2 :]
