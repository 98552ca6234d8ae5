"""Where on the screen one reads: there the terminal's cursor stands in the linear mode.

A screen reader or a braille display follows that cursor, and so shows the line that matters.
"""

from rich.cells import cell_len
from textual.geometry import Offset
from textual.screen import Screen
from textual.widgets import Input

from tui_reader.app.widgets.line_pane import LinePane
from tui_reader.app.widgets.row_list import RowList
from tui_reader.app.widgets.selection_bar import SelectionBar
from tui_reader.app.widgets.update_detail import UpdateDetail


def reading_place(screen: Screen[object]) -> Offset:
    """The row at the cursor, the line that is read, or the place where text is typed or selected."""
    match screen.focused:
        case Input() as field:
            typed = cell_len(field.value[: field.cursor_position])
            return field.content_region.offset + Offset(typed - int(field.scroll_offset.x), 0)
        case SelectionBar():
            detail = screen.query_one(UpdateDetail)
            return detail.content_region.offset + Offset(detail.current_cell, detail.current_line)
        case (RowList() | LinePane()) as pane:
            return pane.content_region.offset + Offset(0, pane.current_line)
    return Offset(0, 0)
