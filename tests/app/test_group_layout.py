from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tui_reader.app.group_layout import GroupLayout
from tui_reader.news import Day

COUNTS = st.lists(st.integers(0, 9), max_size=12)


def layout_of(counts: list[int]) -> GroupLayout[Day]:
    return GroupLayout([Day(date(2031, 5, 3) - timedelta(days=n), count) for n, count in enumerate(counts)])


@given(COUNTS)
def test_lines_are_those_of_a_list_written_out(counts: list[int]) -> None:
    written: list[int | None] = []
    row = 0
    days = []
    for count in counts:
        if count:
            days.append(row)
            written += [None, *range(row, row + count)]
            row += count
    layout = layout_of(counts)
    assert (layout.rows, layout.lines) == (row, len(written))
    assert [layout.row_of_line(line) for line in range(len(written))] == written
    assert layout.row_of_line(-1) is None
    assert layout.row_of_line(len(written)) is None
    for number, first in enumerate(days):
        assert layout.first_row(number) == first
    for line, found in enumerate(written):
        if found is not None:
            assert layout.line_of_row(found) == line
            assert layout.group_of_row(found) == layout.group_of_line(line)
            assert layout.nearest_row(line) == found


@given(COUNTS.filter(any), st.integers(-5, 200))
def test_the_nearest_row_is_a_row(counts: list[int], line: int) -> None:
    layout = layout_of(counts)
    assert 0 <= layout.nearest_row(line) < layout.rows


def test_ten_million_rows_cost_nothing() -> None:
    layout = GroupLayout([Day(date(2031, 5, 3) - timedelta(days=n), 1_000) for n in range(10_000)])
    assert layout.line_of_row(9_999_999) == layout.lines - 1
    assert layout.row_of_line(layout.lines - 1) == 9_999_999
