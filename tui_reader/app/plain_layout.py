"""Where the rows of a list without headings stand."""

from dataclasses import dataclass
from typing import Protocol


class Layout(Protocol):
    """Lines and rows of a list, both counted from 0; a line without a row bears a heading."""

    @property
    def rows(self) -> int:
        """How many rows there are."""
        ...

    @property
    def lines(self) -> int:
        """How many lines rows and headings take together."""
        ...

    def row_of_line(self, line: int) -> int | None:
        """The row on a line, None where a heading stands or the list is over."""
        ...

    def line_of_row(self, row: int) -> int:
        """The line that shows a row."""
        ...

    def nearest_row(self, line: int) -> int:
        """The row on a line, or the nearest one."""
        ...


@dataclass(frozen=True, slots=True)
class PlainLayout:
    """Every line a row."""

    rows: int

    @property
    def lines(self) -> int:
        """How many lines there are: as many as rows."""
        return self.rows

    def row_of_line(self, line: int) -> int | None:
        """The row on a line, None where the list is over."""
        return line if 0 <= line < self.rows else None

    def line_of_row(self, row: int) -> int:
        """The line that shows a row."""
        return row

    def nearest_row(self, line: int) -> int:
        """The row on a line, or the first or last one."""
        return min(max(line, 0), self.rows - 1)
