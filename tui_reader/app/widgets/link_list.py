"""The links of an update to choose from."""

from collections.abc import Sequence
from typing import ClassVar

from tui_reader.app.plain_layout import PlainLayout
from tui_reader.app.rendering.styled import Line, Run, fitted, shortened, width_of
from tui_reader.app.widgets.palette import component_classes
from tui_reader.app.widgets.row_list import RowList
from tui_reader.news.links import LinkOut

_DIGITS = 9  # rows with a key of their own


class LinkList(RowList):
    """One row a link: the digit that opens it, what it leads to, its address.

    Args:
        links: the links.
    """

    PREFIX = "link-list"
    COMPONENT_CLASSES: ClassVar[set[str]] = component_classes(
        PREFIX, ("key", "muted", "cursor", "cursor-blurred")
    )

    def __init__(self, links: Sequence[LinkOut]) -> None:
        super().__init__()
        self._links = links

    def on_mount(self) -> None:
        """All links."""
        self.lay_out(PlainLayout(len(self._links)))

    @property
    def link(self) -> LinkOut:
        """The link at the cursor."""
        return self._links[self._cursor]

    def row_line(self, row: int, width: int) -> Line:
        """A link; the address has what the title leaves, but half of the room at the least."""
        link = self._links[row]
        number = Run(f" {row + 1 if row < _DIGITS else ' '} ", ("key",))
        address = link.url.partition("//")[2].rstrip("/")
        room = max(width - width_of((number,)) - 2, 0)
        title = shortened(link.title, max(room // 2, room - len(address)))
        return fitted((number, Run(title), Run(f"  {address}", ("muted",))), width)
