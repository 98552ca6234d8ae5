from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from tui_reader.app.rendering.heading import group_heading
from tui_reader.app.rendering.moments import clock, counted, long_date, moment, span, time_taken
from tui_reader.news import Day
from tui_reader.news.listing import LiveBlogGroup

DAY = date(2031, 5, 3)
EVENING = datetime(2031, 5, 3, 22, 30, tzinfo=UTC)
EAST, WEST = timezone(timedelta(hours=5, minutes=30), "IST"), timezone(timedelta(hours=-3))


def test_headings() -> None:
    assert group_heading(Day(DAY, 21), 80) == "Saturday 3 May 2031 - 21 updates"
    assert group_heading(Day(DAY, 1), 80) == "Saturday 3 May 2031 - 1 update"
    assert group_heading(Day(None, 1234), 80) == "Date unknown - 1,234 updates"
    assert long_date(date(987, 1, 2)).endswith("January 987")
    blog = LiveBlogGroup("1", "Harbour strike, day three", "Lorne Post", date(2031, 4, 30), DAY, 1204)
    full = "Harbour strike, day three - Lorne Post - 30 April to 3 May 2031 - 1,204 updates"
    assert group_heading(blog, len(full)) == full
    assert group_heading(blog, 70) == "Harbour strike, day three - 30 April to 3 May 2031 - 1,204 updates"
    assert group_heading(blog, 38) == "Harbour strike, day t… - 1,204 updates"
    assert group_heading(blog, 5).endswith("1,204 updates")
    same = LiveBlogGroup("1", "The Lorne Post live", "Lorne Post", DAY, DAY, 2)
    assert group_heading(same, 80) == "The Lorne Post live - 3 May 2031 - 2 updates"
    assert group_heading(LiveBlogGroup("1", "", "", None, None, 1), 80).endswith("date unknown - 1 update")
    assert span(date(2031, 5, 1), DAY) == "1 to 3 May 2031"
    assert span(date(2030, 12, 31), DAY) == "31 December 2030 to 3 May 2031"


def test_the_time_is_the_readers_and_says_when_the_day_is_another() -> None:
    assert clock(EVENING, DAY, UTC) == "22:30 "
    assert clock(EVENING, DAY, EAST) == "04:00+"
    assert clock(EVENING, date(2031, 5, 4), UTC) == "22:30-"
    assert clock(EVENING, None, EAST) == "04:00 "


def test_the_zone_is_named() -> None:
    assert moment(EVENING, DAY, UTC) == "22:30 UTC"
    assert moment(EVENING, DAY, WEST) == "19:30 UTC-03:00"
    assert moment(EVENING, DAY, EAST) == "04:00 IST on Sunday 4 May 2031"


@pytest.mark.parametrize("extreme", [datetime.min, datetime.max])
def test_the_ends_of_time_do_no_harm(extreme: datetime) -> None:
    published = extreme.replace(tzinfo=UTC)
    assert len(clock(published, published.date(), EAST)) == 6
    assert len(clock(published, published.date(), WEST)) == 6


def test_counts_and_durations() -> None:
    assert (counted(0, "update"), counted(1, "update"), counted(99, "day")) == (
        "0 updates",
        "1 update",
        "99 days",
    )
    assert (time_taken(0.0084), time_taken(0.9), time_taken(1.44)) == ("8 ms", "900 ms", "1.4 s")
