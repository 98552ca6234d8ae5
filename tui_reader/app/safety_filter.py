"""The last defence of the terminal: no control character leaves the app inside a line of text or a link."""

import re

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from tui_reader.app.hyperlinks import SAFE_ADDRESS

# Controls, ESC and C1 included, and what reorders or hides text; none of them takes a cell.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


class SafetyFilter(LineFilter):
    """Takes out what should have been cleaned away before.

    Attributes:
        hits: how many runs of text it had to mend; anything but 0 is a defect elsewhere.
    """

    def __init__(self) -> None:
        super().__init__()
        self.hits = 0

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """The segments, harmless."""
        if not any(map(_is_unsafe, segments)):
            return segments
        self.hits += sum(map(_is_unsafe, segments))
        return [
            Segment(
                _UNSAFE.sub("", text), style.update_link(None) if style and _links_elsewhere(style) else style
            )
            for text, style, _ in segments
        ]


def _is_unsafe(segment: Segment) -> bool:
    text, style, control = segment
    return bool(control or _UNSAFE.search(text) or (style and _links_elsewhere(style)))


def _links_elsewhere(style: Style) -> bool:
    """Whether a style has a link that is none to the web."""
    return bool(style.link and not SAFE_ADDRESS.fullmatch(style.link))
