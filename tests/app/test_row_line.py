from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from tui_reader.app.rendering.row import columns, row_line
from tui_reader.app.rendering.styled import Run, width_of
from tui_reader.news import UpdateRow

DAY = date(2031, 5, 3)
TIMED = UpdateRow(
    "1", DAY, datetime(2031, 5, 3, 9, 5, tzinfo=UTC), "Rowers set out at dawn from the pier", "Lorne Post",
    is_bookmarked=True, is_key_event=True,
)  # fmt: skip
UNTIMED = UpdateRow("2", DAY, None, "港で働く人々が夜明けに出発しました", "Lorne Post", is_read=True)


def text_of(row: UpdateRow, width: int, *, with_time: bool = True) -> str:
    return "".join(run.text for run in row_line(row, columns(width, with_time=with_time), zone=UTC))


def test_a_row_shows_marks_time_headline_and_source() -> None:
    assert text_of(TIMED, 66) == "•★◆ 09:05  Rowers set out at dawn from the pier     Lorne Post    "
    assert text_of(UNTIMED, 60).startswith("           港で働く人々が")


def test_a_list_without_times_keeps_no_cells_for_them() -> None:
    assert text_of(UNTIMED, 60, with_time=False).startswith("    港で")


def test_a_narrow_row_gives_its_cells_to_the_headline() -> None:
    assert text_of(TIMED, 40) == "•★◆ 09:05  Rowers set out at dawn from …"
    assert text_of(TIMED, 24) == "•★◆ Rowers set out at d…"


@given(st.integers(5, 200), st.booleans(), st.sampled_from([TIMED, UNTIMED]))
def test_a_row_fills_its_width(width: int, with_time: bool, row: UpdateRow) -> None:
    assert width_of(row_line(row, columns(width, with_time=with_time), zone=UTC)) == width


def test_hits_are_marked_in_the_headline() -> None:
    line = row_line(TIMED, columns(60, with_time=True), [(0, 6)], UTC)
    assert Run("Rowers", ("unread", "hit")) in line
