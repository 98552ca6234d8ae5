"""Where quotations begin and end: spans of quoted words, nested, by their marks alone, in one pass."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tui_reader.quoting.marks import ONLY_OPEN, SENTENCE_END, Mark, marks_in

MAX_DEPTH = 6
"""Deepest nesting that is followed; marks deeper down are read as plain text."""


class Marked(NamedTuple):
    """Words between marks: `text[start:end]`, with their marks `text[outer_start:outer_end]`.

    Attributes:
        parent: index of the span this one is nested in, None at the top.
        family: the kind of mark that opens it.
        is_opened: it has its opening mark, and does not just go on from the paragraph before.
        is_closed: it has its closing mark, and does not just end with the paragraph.
    """

    outer_start: int
    start: int
    end: int
    outer_end: int
    family: str
    parent: int | None = None
    is_opened: bool = True
    is_closed: bool = True


@dataclass(slots=True)
class _Open:
    """A span under way: from which offset, with which marks, and the spans it holds so far."""

    at: int
    char: str
    family: str
    inner: "list[_Node]"
    is_opened: bool = True


class _Node(NamedTuple):
    opening: _Open
    end: int
    outer_end: int
    is_closed: bool


def scan_paragraphs(paragraphs: Sequence[str]) -> list[list[Marked]]:
    """The quoted spans of each of the consecutive paragraphs, in reading order, a parent before its children.

    A quotation that runs on is a span in each paragraph: one that is never closed ends with its paragraph,
    and a paragraph that first of all closes what the one before left open begins quoted. An unclosed single
    mark counts only where the next paragraph opens with one again.
    """
    marks = [marks_in(text) for text in paragraphs]
    found: list[list[Marked]] = []
    left_open: str | None = None
    for at, (text, own) in enumerate(zip(paragraphs, marks, strict=True)):
        if not own:
            found.append([])
            left_open = None
            continue
        following = marks[at + 1] if at + 1 < len(marks) else []
        runs_on = following[0].family if following and _opens(paragraphs[at + 1], following[0]) else None
        spans = _scan(text, own, left_open, runs_on)
        left_open = spans[-1].family if _last_is_open(spans) else None
        found.append(spans)
    return found


def scan(text: str) -> list[Marked]:
    """The quoted spans of one paragraph on its own; see `scan_paragraphs`."""
    return scan_paragraphs([text])[0]


def _opens(text: str, mark: Mark) -> bool:
    return mark.role == "open" and not text[: mark.at].strip()


def _last_is_open(spans: Sequence[Marked]) -> bool:
    tops = [span for span in spans if span.parent is None]
    return bool(tops) and not tops[-1].is_closed


def _scan(text: str, marks: Sequence[Mark], left_open: str | None, runs_on: str | None) -> list[Marked]:
    if not any(mark.family != "single" or mark.role == "open" for mark in marks) and left_open is None:
        return []  # nothing but apostrophes
    if _are_plain_pairs(marks):
        nodes = [
            _Node(_Open(mark.at, mark.char, mark.family, []), closing.at, closing.at + 1, is_closed=True)
            for mark, closing in zip(marks[::2], marks[1::2], strict=True)
        ]
        return _flatten(text, nodes)
    stack = _Stack(text, marks, left_open)
    for index in range(len(marks)):
        stack.take(index)
    return _flatten(text, stack.finish(runs_on))


def _are_plain_pairs(marks: Sequence[Mark]) -> bool:
    """Whether marks of one family open and close in turn, so that nothing needs to be weighed."""
    family = marks[0].family
    return len(marks) % 2 == 0 and all(
        mark.role == ("close" if number % 2 else "open")
        and mark.family == family
        and not mark.may_be_possessive
        for number, mark in enumerate(marks)
    )


class _Stack:
    """The spans under way while the marks of one paragraph are read from left to right."""

    def __init__(self, text: str, marks: Sequence[Mark], left_open: str | None) -> None:
        self._text = text
        self._marks = marks
        self._left_open = left_open
        self._open: list[_Open] = []
        self._done: list[_Node] = []
        self._next_in_family = _next_in_family(marks)
        self._closes_later = _closes_later(marks)

    def take(self, index: int) -> None:
        mark = self._marks[index]
        match mark.role:
            case "open":
                self._start(index)
            case "close":
                self._close(index)
            case "either":
                if self._partner(mark) is None:
                    self._start(index)
                else:
                    self._close(index)

    def finish(self, runs_on: str | None) -> list[_Node]:
        """All spans, once the paragraph is over; an unclosed one that the marks make likely ends with it."""
        if self._open:
            first = self._open[0]
            before = self._text[: first.at].rstrip()[-1:]
            begins = not before or before in SENTENCE_END or before in ":："
            is_certain = first.family != "single" or (runs_on == "single" and begins)
            end = len(self._text)
            self._abandon(1)
            self._open.pop()
            self._done += [_Node(first, end, end, is_closed=False)] if is_certain else first.inner
        return self._done

    def _start(self, index: int) -> None:
        mark = self._marks[index]
        same = next((n for n, o in enumerate(self._open) if o.family == mark.family), None)
        if same is not None and not self._is_nested(index):
            self._cut(same, mark.at)
        if len(self._open) < MAX_DEPTH:
            self._open.append(_Open(mark.at, mark.char, mark.family, []))

    def _is_nested(self, index: int) -> bool:
        """Whether two closing marks of the family follow, for this span and for the one around it."""
        first = self._next_in_family[index]
        second = self._next_in_family[first] if first is not None else None
        return all(n is not None and self._marks[n].role == "close" for n in (first, second))

    def _cut(self, level: int, at: int) -> None:
        """End the span of that level unclosed, since its family opens anew."""
        self._abandon(level + 1)
        span = self._open.pop()
        if span.family == "single":
            self._home().extend(span.inner)
        else:
            self._home().append(_Node(span, at, at, is_closed=False))

    def _close(self, index: int) -> None:
        mark = self._marks[index]
        level = self._partner(mark)
        if level is None:
            self._close_what_was_left_open(mark)
        elif not (mark.may_be_possessive and self._closes_later[index]):
            self._abandon(level + 1)
            span = self._open.pop()
            self._home().append(_Node(span, mark.at, mark.at + 1, is_closed=True))

    def _partner(self, mark: Mark) -> int | None:
        """The innermost level that this mark can close."""
        for level in range(len(self._open) - 1, -1, -1):
            span = self._open[level]
            if span.family == mark.family and not (mark.char == span.char and mark.char in ONLY_OPEN):
                return level
        return None

    def _close_what_was_left_open(self, mark: Mark) -> None:
        """A closing mark without its opening one: the paragraph began quoted, if that is likely."""
        if self._open or self._done or (mark.family == "single" and self._left_open != "single"):
            return
        if self._left_open == mark.family or self._text[mark.at - 1 : mark.at] in SENTENCE_END:
            start = _Open(0, mark.char, mark.family, [], is_opened=False)
            self._done.append(_Node(start, mark.at, mark.at + 1, is_closed=True))

    def _abandon(self, level: int) -> None:
        """Forget the open spans from that level on; the spans within them stay."""
        while len(self._open) > level:
            span = self._open.pop()
            self._home().extend(span.inner)

    def _home(self) -> list[_Node]:
        return self._open[-1].inner if self._open else self._done


def _next_in_family(marks: Sequence[Mark]) -> list[int | None]:
    last: dict[str, int] = {}
    following: list[int | None] = [None] * len(marks)
    for index in range(len(marks) - 1, -1, -1):
        following[index] = last.get(marks[index].family)
        last[marks[index].family] = index
    return following


def _closes_later(marks: Sequence[Mark]) -> list[bool]:
    """For each mark, whether the next ones are single marks that close, the last of them for certain."""
    closes = [False] * len(marks)
    for index in range(len(marks) - 2, -1, -1):
        following = marks[index + 1]
        if following.family == "single" and following.role == "close":
            closes[index] = not following.may_be_possessive or closes[index + 1]
    return closes


def _flatten(text: str, nodes: Sequence[_Node]) -> list[Marked]:
    """The tree of spans as a list, parents first; spans without a letter or digit are no quotations."""
    found: list[Marked] = []
    waiting: list[tuple[_Node, int | None]] = [(node, None) for node in reversed(nodes)]
    while waiting:
        node, parent = waiting.pop()
        span = _trimmed(text, node, parent)
        if span is not None:
            parent = len(found)
            found.append(span)
        waiting += [(inner, parent) for inner in reversed(node.opening.inner)]
    return found


def _trimmed(text: str, node: _Node, parent: int | None) -> Marked | None:
    opening = node.opening
    start, end = opening.at + (1 if opening.is_opened else 0), node.end
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if not any(char.isalnum() for char in text[start:end]):
        return None
    outer_end = node.outer_end if node.is_closed else end
    return Marked(
        opening.at, start, end, outer_end, opening.family, parent, opening.is_opened, node.is_closed
    )
