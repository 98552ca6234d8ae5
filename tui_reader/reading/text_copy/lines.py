"""A text copy as numbered lines, with what set them apart: blank lines, bullets, Markdown's marks.

Markdown is read as far as copies use it (CommonMark's ATX headings, emphasis, links, pictures, block quotes
and thematic breaks), and only what cannot be misread: a lone asterisk stays an asterisk.
"""

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from tui_reader.clean import clean_line
from tui_reader.news import Link

Mark: TypeAlias = Literal["", "bullet", "quote", "bold", "picture", "rule"]

_HEADING = re.compile(r"(#{1,6}) (?=\S)")
_BULLET = re.compile(r"(?:[•●▪◦‣∙·]|[*–-](?=\s)) ?(?=\S)")
_QUOTE = re.compile(r"(?:> ?){1,9}(?=[^>\s])")
_RULE = re.compile(r"[-_=*~•.—–]{3,200}\Z|\* \* \*\Z|[|>#*•·-]{1,3}\Z")
_PICTURE = re.compile(r"!\[([^\[\]]{0,300})\]\([^\s()]{0,2000}\)\Z")
_LINK = re.compile(r"\[([^\[\]]{1,300})\]\(([^\s()]{1,2000})\)")
_EMPHASIS = re.compile(r"(?<![\w*_])(\*{1,3}|_{2,3})(?=[^\s*_])([^*_]{1,500})(?<=[^\s*_])\1(?![\w*_])")


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One line of the source that is not blank.

    Attributes:
        number: its number in the source, from 1.
        text: its words, cleaned, without marks.
        gap: how many blank lines are above it.
        heading: level of a Markdown heading, 0 where it is none.
        mark: what stood in front of or around the words; a "rule" only draws a line.
        links: the hyperlinks over its words.
    """

    number: int
    text: str
    gap: int = 0
    heading: int = 0
    mark: Mark = ""
    links: tuple[Link, ...] = ()


def source_lines(text: str) -> list[SourceLine]:
    """The lines of a text that hold anything."""
    found: list[SourceLine] = []
    last = 0
    for number, raw in enumerate(text.split("\n"), 1):
        words = clean_line(raw)
        if words:
            found.append(_line(number, words, number - last - 1))
            last = number
    return found


def _line(number: int, words: str, gap: int) -> SourceLine:
    if _RULE.match(words):
        return SourceLine(number, words, gap, mark="rule")
    picture = _PICTURE.match(words)
    if picture:
        return SourceLine(number, picture[1].strip() or words, gap, mark="picture")
    words, level, mark = _without_mark(words)
    words, is_bold = _without_emphasis(words)
    words, links = _without_links(words)
    return SourceLine(number, words, gap, level, "bold" if is_bold and not mark else mark, links)


def _without_mark(words: str) -> tuple[str, int, Mark]:
    heading = _HEADING.match(words)
    if heading:
        return words[heading.end() :].rstrip("# ") or words, len(heading[1]), ""
    if "(@" in words:
        return words, 0, ""  # a dash begins the signature of a post
    for pattern, mark in _MARKS:
        found = pattern.match(words)
        if found:
            return words[found.end() :], 0, mark
    return words, 0, ""


_MARKS: tuple[tuple[re.Pattern[str], Mark], ...] = ((_QUOTE, "quote"), (_BULLET, "bullet"))


def _without_emphasis(words: str) -> tuple[str, bool]:
    if "*" not in words and "__" not in words:
        return words, False
    whole = _EMPHASIS.fullmatch(words)
    return _EMPHASIS.sub(r"\2", words), whole is not None and len(whole[1]) > 1


def _without_links(words: str) -> tuple[str, tuple[Link, ...]]:
    if "](" not in words:
        return words, ()
    parts: list[str] = []
    found: list[Link] = []
    at = length = 0
    for link in _LINK.finditer(words):
        parts += [words[at : link.start()], link[1]]
        start = length + link.start() - at
        length = start + len(link[1])
        if link[2].startswith(("http://", "https://")):
            found.append(Link(start, length, link[2]))
        at = link.end()
    return "".join(parts) + words[at:], tuple(found)
