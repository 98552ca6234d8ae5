"""Running text put together from the pieces of a tree, with exact offsets of its links."""

from tui_reader.clean import clean, clean_line
from tui_reader.news import Link
from tui_reader.reading.markup.tree import BREAKS, NOT_READ, Node, Walk


class RunningText:
    """One paragraph in the making: every piece is cleaned and its white space folded before places count."""

    def __init__(self) -> None:
        self._url: str | None = None
        self._link_start: int | None = None
        self._links: list[Link] = []
        self._pieces: list[str] = []
        self._length = 0
        self._space_waits = False

    def add(self, text: str) -> None:
        """Append text as it stands in the source."""
        text = clean(text)
        words = text.split()
        if not words:
            self._space_waits = self._space_waits or bool(text)
            return
        if self._length and (self._space_waits or text[0].isspace()):
            self._append(" ")
        if self._url and self._link_start is None:
            self._link_start = self._length
        self._append(" ".join(words))
        self._space_waits = text[-1].isspace()

    def open_link(self, url: str | None) -> None:
        """From here on the text belongs to a link; None for an anchor that leads nowhere."""
        self.close_link()
        self._url = url

    def close_link(self) -> None:
        """The link ends here."""
        self._end_link()
        self._url = None

    def take(self) -> tuple[str, tuple[Link, ...]]:
        """The text so far with its links; what follows starts afresh, inside a link that is still open."""
        self._end_link()
        self._space_waits = False
        if not self._pieces:
            return "", ()
        text, links = "".join(self._pieces), tuple(self._links)
        self._links, self._pieces, self._length = [], [], 0
        cleaned = clean_line(text)
        return (text, links) if cleaned == text else (cleaned, ())

    def _append(self, piece: str) -> None:
        self._pieces.append(piece)
        self._length += len(piece)

    def _end_link(self) -> None:
        if self._url and self._link_start is not None:
            self._links.append(Link(self._link_start, self._length, self._url))
        self._link_start = None


def text_of(node: Node) -> str:
    """What an element says, on one line."""
    running = RunningText()
    walk = Walk(node)
    for inner, enters in walk:
        if inner.is_text_node:
            if enters:
                running.add(inner.text_content or "")
        elif inner.tag in NOT_READ:
            walk.skip()
        elif inner.tag in BREAKS:
            running.add(" ")
    return running.take()[0]
