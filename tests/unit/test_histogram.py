from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.app.histogram import UNITS, Histogram, Unit, hour_of, in_unit, start_of
from tui_reader.app.rendering.bars import bar_lines, label, tick_line
from tui_reader.news import Day

FIRST = hour_of(date(2031, 1, 1))
HOURS = st.lists(st.integers(FIRST, FIRST + 24 * 400), max_size=60)


def flat(hours: Sequence[int]) -> list[int]:
    return [value for hour in sorted(set(hours)) for value in (hour, hours.count(hour))]


def days(hours: Sequence[int]) -> list[Day]:
    dates = (start_of("hour", hour).date() for hour in hours)
    return [Day(day, len(list(same))) for day, same in groupby(dates)]


@given(HOURS, st.sampled_from(UNITS), st.booleans())
def test_every_bar_leads_to_its_first_row(hours: list[int], unit: Unit, newest_first: bool) -> None:
    rows = sorted(hours, reverse=newest_first)
    if len({hour // 24 for hour in rows}) < 2:
        newest_first, rows = True, sorted(hours, reverse=True)  # a single day does not tell its order
    histogram = Histogram(flat(hours))
    bars = histogram.by(unit)
    for number in bars.numbers:
        row = histogram.row(days(rows), unit, number)
        assert row is not None
        assert in_unit(unit, rows[row]) == number
        assert row == 0 or in_unit(unit, rows[row - 1]) != number
    assert sum(bars.counts.values()) == len(hours)


@given(HOURS, st.sampled_from(UNITS))
def test_moving_visits_every_bar_and_no_empty_one(hours: list[int], unit: Unit) -> None:
    bars = Histogram(flat(hours)).by(unit)
    visited = [bars.first]
    while (number := bars.next(visited[-1], 1)) != visited[-1]:
        visited.append(number)
    assert visited == ([*bars.numbers] or [0])
    assert all(bars.nearest(number) == number for number in bars.numbers)


def test_unknown_dates_have_no_bar_and_shift_no_row() -> None:
    hour = hour_of(date(2031, 5, 1))
    histogram = Histogram([0, 3, hour, 2])
    assert histogram.by("day").counts == {hour // 24: 2}
    assert histogram.row([Day(date(2031, 5, 1), 2), Day(None, 3)], "day", hour // 24) == 0
    assert histogram.row([Day(None, 3)], "day", hour // 24) is None


@pytest.mark.parametrize(("spanned", "unit"), [(0, "hour"), (2, "hour"), (30, "day"), (700, "month")])
def test_the_finest_unit_that_has_room_is_chosen(spanned: int, unit: Unit) -> None:
    first = date(2031, 1, 1)
    hours = [hour_of(first) + 9, hour_of(first + timedelta(days=spanned))]
    assert Histogram(flat(hours)).finest(80) == unit


def test_hours_are_not_counted_where_no_time_is_known() -> None:
    midnight = hour_of(date(2031, 5, 1))
    assert Histogram([midnight, 3]).finest(80) == "day"
    some_known = Histogram([midnight, 3, midnight + 9, 1]).by("hour")
    assert label(some_known, midnight) == "Thursday 1 May 2031, 00:00 or no time: 3 updates"
    assert label(some_known, midnight + 9) == "Thursday 1 May 2031, 09:00: 1 update"


def test_bars_are_as_high_as_their_counts_and_ticked_where_bookmarked() -> None:
    day = hour_of(date(2031, 5, 1)) // 24
    bars = Histogram([day * 24, 8, (day + 1) * 24, 4, (day + 3) * 24, 1], [(day + 3) * 24, 1]).by("day")
    high, low = ("".join(run.text for run in line) for line in bar_lines(bars, day, day, 5, 2))
    assert (high, low) == ("█    ", "██ ▂ ")
    assert "".join(run.text for run in tick_line(bars, day, day, 5)) == "^  ★ "
    assert label(bars, day) == "Thursday 1 May 2031: 8 updates"
    assert label(bars, day + 3) == "Sunday 4 May 2031: 1 update, ★ bookmarked"
