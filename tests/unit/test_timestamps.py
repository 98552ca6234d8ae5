from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.reading.timestamps import UNKNOWN, Moment, moment, time_of

EAST = timezone(timedelta(hours=2))
AT = datetime(2024, 5, 2, 9, 30, tzinfo=EAST)


@pytest.mark.parametrize(
    "stated",
    [
        "2024-05-02T09:30:00+02:00",
        "2024-05-02T09:30:00.000+0200",
        "2024-05-02T09:30+02",
        "2024-05-02 09:30:00 +02:00",
        "20240502T093000+0200",
        "2024-05-02T07:30:00Z",
        "2024-05-02T07:30:00 UTC",
        "Thu, 02 May 2024 09:30:00 +0200",
        "Thu, 2 May 2024 07:30 GMT",
        "Thu May 02 2024 09:30:00 GMT+0200 (Central European Summer Time)",
        "May 2, 2024 03:30 EDT",
        "May 2, 2024 3:30 a.m. EDT",
        "Thursday, May 2, 2024 at 7:30 AM GMT",
        "1714635000",
        1714635000,
        1714635000000,
        1714635000.0,
    ],
)
def test_one_moment_in_all_its_forms(stated: object) -> None:
    assert time_of(stated) == AT


@pytest.mark.parametrize(
    "stated",
    [
        "2024-05-02",
        "2024-05-02T23:30:00",
        "2024-05-02 23:30",
        "20240502",
        "Thu, 02 May 2024 23:30:00",
        "2 May 2024 23:30 CEST",
        "May 2, 2024 11:30 PM IST",
        "May 2, 2024, 12:30 am",
    ],
)
def test_without_an_offset_only_the_day_is_known(stated: str) -> None:
    assert moment(stated) == Moment(None, date(2024, 5, 2))


def test_the_day_is_that_of_the_stated_offset() -> None:
    assert moment("2024-05-02T00:30:00+02:00").day == date(2024, 5, 2)
    assert moment("2024-05-01T22:30:00Z").day == date(2024, 5, 1)


_NO_TIMES: tuple[object, ...] = (
    *(None, "", "now", "12:30", "2024-13-02T09:30:00Z", "2024-02-30", "2024-05-02T25:00:00Z"),
    *("May 2, 2024 13:30 PM GMT", "May 2, 2024 0:30 AM GMT"),
    *("0000-01-01T00:00:00Z", "2024-05-02T09:30:00+99:99", "1" * 1_000_000, "٢٠٢٤-٠٥-٠٢"),
    *(10**400, -1e300, float("nan"), float("inf"), True, 5, [], {}),
)


@pytest.mark.parametrize("stated", _NO_TIMES)
def test_what_is_no_time_is_unknown(stated: object) -> None:
    assert moment(stated) == UNKNOWN


@given(st.datetimes(datetime(1995, 1, 2), datetime(2199, 1, 1), timezones=st.just(UTC)))
def test_iso_times_are_read_exactly(time: datetime) -> None:
    assert time_of(time.isoformat()) == time


@given(st.text(max_size=70) | st.integers() | st.floats())
def test_nothing_raises(stated: object) -> None:
    assert moment(stated).time is None or moment(stated).day is not None
