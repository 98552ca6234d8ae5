"""Where headings and rows of a grouped list stand: line numbers from counts, without walking the rows."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import Generic, TypeVar

from tui_reader.news.listing import Group

_Group = TypeVar("_Group", bound=Group)


class GroupLayout(Generic[_Group]):
    """A listing's rows with one heading line above each group's rows.

    Every question is answered in O(log groups), however many rows there are. Lines and rows count from 0.

    Attributes:
        groups: the groups, in list order.
        rows: how many rows there are.
        lines: how many lines rows and headings take together.
    """

    def __init__(self, groups: Sequence[_Group]) -> None:
        self.groups = [group for group in groups if group.count > 0]
        self._first_rows = [0, *accumulate(group.count for group in self.groups)]
        self._heading_lines = [first + number for number, first in enumerate(self._first_rows)]
        self.rows = self._first_rows[-1]
        self.lines = self._heading_lines[-1]

    def group_of_line(self, line: int) -> int:
        """The number of the group that a line belongs to."""
        return min(max(bisect_right(self._heading_lines, line) - 1, 0), len(self.groups) - 1)

    def row_of_line(self, line: int) -> int | None:
        """The row on a line, None where a heading stands or the list is over."""
        if not 0 <= line < self.lines:
            return None
        group = self.group_of_line(line)
        return None if line == self._heading_lines[group] else line - group - 1

    def line_of_row(self, row: int) -> int:
        """The line that shows a row."""
        return row + self.group_of_row(row) + 1

    def group_of_row(self, row: int) -> int:
        """The number of the group that a row belongs to."""
        return min(max(bisect_right(self._first_rows, row) - 1, 0), len(self.groups) - 1)

    def first_row(self, group: int) -> int:
        """The first row of a group."""
        return self._first_rows[group]

    def nearest_row(self, line: int) -> int:
        """The row on a line, or the nearest one: below a heading, or at either end."""
        line = min(max(line, 1), self.lines - 1)
        row = self.row_of_line(line)
        return self.first_row(self.group_of_line(line)) if row is None else row
