"""The forms of citations to choose from."""

from typing import ClassVar

from tui_reader.app.cited import FORM_NAMES
from tui_reader.app.plain_layout import PlainLayout
from tui_reader.app.rendering.styled import Line, Run, fitted
from tui_reader.app.widgets.palette import component_classes
from tui_reader.app.widgets.row_list import RowList
from tui_reader.news.citation import FORMS, Form


class FormList(RowList):
    """One row a form, numbered by the keys that choose it at once."""

    PREFIX = "form-list"
    COMPONENT_CLASSES: ClassVar[set[str]] = component_classes(
        PREFIX, ("key", "muted", "cursor", "cursor-blurred")
    )

    def on_mount(self) -> None:
        """All forms."""
        self.lay_out(PlainLayout(len(FORMS)))

    @property
    def form(self) -> Form:
        """The form at the cursor."""
        return FORMS[self._cursor]

    def row_line(self, row: int, width: int) -> Line:
        """A form."""
        return fitted((Run(f" {row + 1} ", ("key",)), Run(f" {FORM_NAMES[FORMS[row]]}")), width)
