"""A page of running text under construction: margins, bars beside quotations, notes at the right edge."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from tui_reader.app import glyphs
from tui_reader.app.rendering.styled import JOINTS, Line, Mark, Run, painted, sliced, width_of
from tui_reader.app.rendering.wrapping import line_spans
from tui_reader.news.links import web_address

_MEASURE = 76  # widest line of text, in cells: beyond about 80 the eye loses the next line
_WIDE = 60  # from this pane width on there is room for margins


class Page:
    """Lines for a pane of so many cells.

    Args:
        pane_width: the cells.
        in_words: say in words what signs, bars and places at the right edge say otherwise.

    Attributes:
        lines: what is set so far.
        measure: width of the text, in cells.
    """

    def __init__(self, pane_width: int, *, in_words: bool = False) -> None:
        self._in_words = in_words
        margin = 1 if pane_width < _WIDE else 2 + min(max(pane_width - _MEASURE - 8, 0) // 4, 6)
        self._margin = " " * margin
        self.lines: list[Line] = []
        self.measure = max(min(_MEASURE, pane_width - 2 * margin - 2), 8)

    def blank(self) -> None:
        """An empty line, but never two in a row."""
        if self.lines and self.lines[-1]:
            self.lines.append(())

    def rule(self) -> None:
        """A line across the text."""
        if not self._in_words:
            self._add((Run(glyphs.RULE * self.measure, ("rule",)),))

    def sign(self, glyph: str, words: str = "") -> str:
        """A sign before a text, or the words that stand for it."""
        before = words if self._in_words else glyph
        return f"{before} " if before else ""

    def text(
        self, text: str, marks: Sequence[Mark] = (), *roles: str, first: str = "", rest: str | None = None,
        link: str | None = None,
    ) -> None:  # fmt: skip
        """Running text, wrapped.

        Args:
            text: what to set; a new line where it has one.
            marks: roles over parts of it.
            roles: roles of all of it.
            first: what stands before the first line.
            rest: what stands before the other lines; spaces as wide as `first` by default.
            link: the address that all of it leads to.
        """
        rest = " " * width_of((Run(first),)) if rest is None else rest
        room = self.measure - max(width_of((Run(first),)), width_of((Run(rest),)))
        prefix = first
        spans, address = line_spans(text, room), web_address(link) or ""
        for line, joint in zip(sliced(painted(text, marks, *roles), spans), _joints(spans), strict=True):
            before = (Run(prefix, ("furniture",)),) if prefix else ()
            linked = (run._replace(link=address) for run in line)
            self._add((*before, *linked, *joint), is_boxed=bool(rest.strip()))
            prefix = rest

    def note(self, text: str, role: str, marks: Sequence[Mark] = ()) -> None:
        """A note at the right edge: on the last line where it has room, else on lines of its own."""
        if self._in_words:
            self._said(text, role)
            return
        last = self.lines[-1] if self.lines else ()
        free = self.measure - (width_of(last) - len(self._margin) - 2)
        own = line_spans(text, self.measure)
        if len(own) == 1 and free >= width_of((Run(text),)) + 3:
            self.lines[-1] = (*last, Run(" " * (free - width_of((Run(text),)))), *painted(text, marks, role))
            return
        for line in sliced(painted(text, marks, role), own):
            self._add((Run(" " * (self.measure - width_of(line))), *line))

    def _said(self, text: str, role: str) -> None:
        """A note in words, on lines of its own."""
        names = text.removeprefix(f"{glyphs.DASH} ")
        said = text if names == text else f"Quotation: {names}"
        for line in sliced((Run(said, (role,)),), line_spans(said, self.measure)):
            self._add(line)

    def _add(self, line: Line, *, is_boxed: bool = False) -> None:
        roles = {role for run in line for role in run.roles}
        if self._in_words:
            gutter = Run("")
        elif "quotation-cursor" in roles:
            gutter = Run(f"{glyphs.QUOTATION_CURSOR} ", ("quotation-cursor-bar",))
        elif "quotation" in roles and not is_boxed:
            gutter = Run(f"{glyphs.MARGIN_BAR} ", ("quotation-bar",))
        else:
            gutter = Run("  ")
        self.lines.append((Run(self._margin), gutter, *line))


def _joints(spans: Sequence[tuple[int, int]]) -> Iterator[Line]:
    """What is to stand at the end of each line of a text, so that it is known how the text goes on."""
    after_space, without_space = JOINTS
    for (_, end), (start, _) in pairwise(spans):
        yield (after_space if start > end else without_space,)
    if spans:
        yield ()
