"""Everything on the screen in ASCII, for terminals and locales that know no more.

Each character gives way to as many as it takes cells, so that nothing moves: our own signs to signs of their
own, letters to their base letters, whatever else to question marks.
"""

import unicodedata
from functools import lru_cache

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from tui_reader.app import glyphs

_SIGNS = str.maketrans(
    {
        glyphs.UNREAD: "*",
        glyphs.BOOKMARK: "#",
        glyphs.KEY_EVENT: "!",
        glyphs.QUOTATION_CURSOR: ">",
        glyphs.PICTURE: "o",
        glyphs.GRAPHIC: "%",
        glyphs.POINTER: ">",
        glyphs.BAR: "=",
        "·": "-",
        "…": "~",  # as long as what it stands for: one cell
        **dict.fromkeys("–—―‐‑", "-"),
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‘’‚‛‹›′", "'"),
        **dict(zip(glyphs.EIGHTHS[1:], ".,:-=+*#", strict=True)),
        **dict(zip("ßæœøđłıÆŒØĐŁ€£", "saoodliAOODLEL", strict=True)),
        "\u00a0": " ",
    }
)
_BOXES = range(0x2500, 0x2580)
_ACROSS, _DOWN = "─━╌╍┄┅┈┉═╴╶╸╺╼╾", "│┃╎╏┆┇┊┋║╵╷╹╻╽╿"


class AsciiFilter(LineFilter):
    """Lets through nothing but ASCII."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """The segments in as many cells."""
        if all(text.isascii() for text, _, _ in segments):
            return segments
        return [Segment(in_ascii(text), style, control) for text, style, control in segments]


def in_ascii(text: str) -> str:
    """The text in ASCII, in as many cells as it takes."""
    if text.isascii():
        return text
    return "".join(map(_sign, text.translate(_SIGNS)))


@lru_cache(maxsize=1 << 14)
def _sign(character: str) -> str:
    if character.isascii():
        return character
    if ord(character) in _BOXES:
        return "-" if character in _ACROSS else "|" if character in _DOWN else "+"
    cells = cell_len(character)
    base = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
    return base if cells and len(base) == cells else "?" * cells
