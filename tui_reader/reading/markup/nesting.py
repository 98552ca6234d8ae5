"""Keeps an HTML parser's work linear, whatever the page.

Parsers that follow the HTML standard look through the stack of open elements, the list of open formatting
elements and the attributes of a tag one by one. Pages that nest or repeat these tens of thousands of times
make that quadratic. One pass over the tags finds such pages; they are rewritten so that every element is
closed in order and none is nested deeper than `MAX_DEPTH`. All other pages, nearly all, stay as they are.

Tags are found as the standard's tokenizer finds them (https://html.spec.whatwg.org/#tokenization).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from tui_reader.reading.markup.names import names

MAX_DEPTH = 256
"""Elements may be nested this deeply; the tags of deeper ones are left out, their text stays."""

_MAX_MISMATCHES = (
    64  # careless pages have some; many more and the parser's tree may differ from the stack kept here
)
_MAX_ATTRIBUTES = 256

_TAG = re.compile(
    r"<(/?)([a-zA-Z][^\s/>]*+)"
    r"""((?:[\s/]++|[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?)?)*+)>"""
)
_ATTRIBUTE = re.compile(r"""[^\s/>=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+')?)?""")
_COMMENT_END = re.compile("--!?>")
_RAW_END = {
    name: re.compile(f"</{name}(?=[\\s/>])", re.IGNORECASE)
    for name in ("script", "style", "title", "textarea", "iframe", "xmp", "noembed", "noframes")
}
_VOID = names(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr"
)
_CLOSED_BY_THE_NEXT = names("p li dd dt tr td th thead tbody tfoot colgroup html head body")
_FOREIGN = frozenset(("svg", "math"))
_ENDS_FOREIGN = names("b big blockquote center code div em font i p pre ruby small span strong table ul ol")


class _Tag(NamedTuple):
    name: str
    is_closing: bool
    attributes: str
    start: int
    end: int


def bound_nesting(html: str) -> str:
    """The page itself, or, where it would cost its parser too much, the same text in bounded nesting."""
    scan = _Scan()
    stop = len(html)
    for tag in _tags(html, scan):
        stop = tag.end
        scan.take(tag)
    return html if scan.is_sound else scan.repaired(html, stop)


def _tags(html: str, scan: "_Scan") -> Iterator[_Tag]:
    """The tags of a page; comments, declarations and the content of raw text elements are passed over."""
    at = html.find("<")
    while at >= 0:
        end = at + 1
        match = _TAG.match(html, at)
        if match:
            tag = _Tag(match[2].lower(), bool(match[1]), match[3], at, match.end())
            end = tag.end
            yield tag
            if not tag.is_closing and tag.name in _RAW_END and not scan.is_foreign:
                end = _end_of(_RAW_END[tag.name], html, end)
        elif html.startswith("<!--", at):
            closing = _COMMENT_END.search(html, at + 2)
            end = closing.end() if closing else len(html)
        elif html[end : end + 1] in ("!", "?", "/") or html[end : end + 1].isalpha():
            end = html.find(">", at) + 1 or len(html)
        at = html.find("<", end)


def _end_of(pattern: re.Pattern[str], html: str, start: int) -> int:
    match = pattern.search(html, start)
    return match.start() if match else len(html)


class _Scan:
    """The open elements at a place in the page, and the edits that would keep them bounded."""

    def __init__(self) -> None:
        self._open: list[str] = []
        self._foreign = 0
        self._mismatches = 0
        self._must_repair = False
        self._edits: list[tuple[int, int, str]] = []

    @property
    def is_foreign(self) -> bool:
        """Whether the place is inside SVG or MathML, where no element's content is raw text."""
        return self._foreign > 0

    @property
    def is_sound(self) -> bool:
        """Whether the page may be parsed as it is."""
        return not self._must_repair and self._mismatches <= _MAX_MISMATCHES

    def take(self, tag: _Tag) -> None:
        """Account for the next tag."""
        if tag.name in _VOID or tag.name in _CLOSED_BY_THE_NEXT:
            self._bound_attributes(tag)
        elif tag.is_closing:
            self._close(tag)
        else:
            self._enter(tag)

    def repaired(self, html: str, stop: int) -> str:
        """The page with the edits made; what follows its last tag is kept only if it is text."""
        pieces: list[str] = []
        at = 0
        for start, end, replacement in self._edits:
            pieces += (html[at:start], replacement)
            at = end
        tail = html[max(at, stop) :]
        return "".join((*pieces, html[at : max(at, stop)], tail if "<" not in tail else ""))

    def _enter(self, tag: _Tag) -> None:
        if self._foreign:
            if tag.attributes.endswith("/") and tag.name not in _ENDS_FOREIGN:
                return
            self._mismatches += tag.name in _ENDS_FOREIGN
        self._foreign += tag.name in _FOREIGN
        if len(self._open) >= MAX_DEPTH:
            self._must_repair = True
            self._edits.append((tag.start, tag.end, " "))
        else:
            self._bound_attributes(tag)
        self._open.append(tag.name)

    def _bound_attributes(self, tag: _Tag) -> None:
        if (
            len(tag.attributes) > 2 * _MAX_ATTRIBUTES
            and len(_ATTRIBUTE.findall(tag.attributes)) > _MAX_ATTRIBUTES
        ):
            self._must_repair = True
            self._edits.append((tag.start, tag.end, f"<{tag.name}>"))

    def _close(self, tag: _Tag) -> None:
        level = len(self._open) - 1
        if level >= 0 and self._open[level] == tag.name:
            if level >= MAX_DEPTH:
                self._edits.append((tag.start, tag.end, " "))
        else:
            self._mismatches += 1
            level = self._level_of(tag.name)
            closed = self._open[level:MAX_DEPTH]
            self._edits.append((tag.start, tag.end, "".join(f"</{name}>" for name in reversed(closed))))
        self._foreign -= sum(name in _FOREIGN for name in self._open[level:])
        del self._open[level:]

    def _level_of(self, name: str) -> int:
        """How deep the innermost open element of that name is; past the end when none of the last is."""
        for level in range(len(self._open) - 1, max(len(self._open) - 65, -1), -1):
            if self._open[level] == name:
                return level
        return len(self._open)
