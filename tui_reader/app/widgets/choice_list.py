"""A few things to choose from."""

from collections.abc import Sequence
from typing import ClassVar

from tui_reader.app.plain_layout import PlainLayout
from tui_reader.app.rendering.styled import Line, Run, fitted
from tui_reader.app.widgets.palette import component_classes
from tui_reader.app.widgets.row_list import RowList


class ChoiceList(RowList):
    """One row a choice, numbered by the keys that choose it at once.

    Args:
        names: what the choices are called.
    """

    PREFIX = "choice-list"
    COMPONENT_CLASSES: ClassVar[set[str]] = component_classes(
        PREFIX, ("key", "muted", "cursor", "cursor-blurred")
    )

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self._names = names

    def on_mount(self) -> None:
        """All choices."""
        self.styles.height = len(self._names) + 2  # the border above and below
        self.lay_out(PlainLayout(len(self._names)))

    def row_line(self, row: int, width: int) -> Line:
        """A choice."""
        return fitted((Run(f" {row + 1} ", ("key",)), Run(f" {self._names[row]}")), width)
