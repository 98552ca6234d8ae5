"""The list of what one speaker said, grouped by day, in order of time."""

from typing import ClassVar

from tui_reader.app.group_layout import GroupLayout
from tui_reader.app.pages import Pages
from tui_reader.app.rendering.moments import counted, long_date
from tui_reader.app.rendering.said import statement_line
from tui_reader.app.rendering.styled import Line, Run, fitted
from tui_reader.app.widgets.palette import component_classes
from tui_reader.app.widgets.row_list import RowList
from tui_reader.news import Day
from tui_reader.news.statement import Statement, Statements


class StatementList(RowList):
    """Statements under the headings of their days, fetched as they are looked at."""

    PREFIX = "statement-list"
    COMPONENT_CLASSES: ClassVar[set[str]] = component_classes(
        PREFIX, ("heading", "words", "muted", "cursor", "cursor-blurred")
    )

    def __init__(self) -> None:
        super().__init__()
        self._days: GroupLayout[Day] = GroupLayout(())
        self._pages: Pages[Statement] = Pages(lambda _start, _stop: ())
        self._has_times = False

    def show(self, statements: Statements, at: int = 0) -> None:
        """Show other statements, with the cursor on a row."""
        self._days = GroupLayout(statements.days)
        self._pages = Pages(statements.rows)
        first = (self._pages.row(index) for index in range(min(len(statements), 64)))
        self._has_times = any(statement and statement.source.published for statement in first)
        self.lay_out(self._days, at, "Nothing said here any more")

    @property
    def statement(self) -> Statement | None:
        """The statement at the cursor."""
        return self._pages.row(self._cursor) if self.count else None

    def row_line(self, row: int, width: int) -> Line:
        """A statement."""
        statement = self._pages.row(row)
        return statement_line(statement, width, with_time=self._has_times) if statement else ()

    def heading_line(self, line: int, width: int) -> Line:
        """A day."""
        day = self._days.groups[self._days.group_of_line(line)]
        name = long_date(day.date) if day.date else "Date unknown"
        text = f" {name} - {counted(day.count, 'statement')}"
        return fitted((Run(text, ("heading",)),), width, ("heading",))
