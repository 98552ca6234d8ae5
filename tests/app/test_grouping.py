from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest
from app.stage import (
    NARROW,
    WIDE,
    LibraryOf,
    at_cursor,
    eventually,
    live_blog,
    screen_lines,
    screen_text,
    settle,
    the_list,
    told,
    update,
)
from textual.pilot import Pilot

from tui_reader.app.dates_in_list import row_of_date, row_of_unit
from tui_reader.app.histogram import UNITS, Histogram, Unit, hour_of, in_unit
from tui_reader.app.reader_app import ReaderApp
from tui_reader.archive import Archive
from tui_reader.archive.scope import OfSource
from tui_reader.news import Listing
from tui_reader.news.listing import Grouping, LiveBlogGroup
from tui_reader.news.oldest_first import oldest_first

LAST, MIDDLE, FIRST = date(2031, 5, 4), date(2031, 5, 3), date(2031, 5, 1)


@pytest.fixture
def archive(library_of: LibraryOf) -> Archive:
    def at(hour: int, day: date) -> datetime:
        return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)

    ferry = live_blog(
        LAST,
        update("Ferry 3", "It left.", date=LAST, at=at(9, LAST)),
        update("Ferry 2", "It left.", date=MIDDLE, at=at(8, MIDDLE), is_key_event=True),
        update("Ferry 1", "It waited.", date=FIRST, at=at(7, FIRST)),
        title="The ferry",
    )
    pier = live_blog(
        LAST,
        update("Pier 2", "It stayed.", date=LAST, at=at(15, LAST)),
        update("Pier 1", "It left the sea.", date=MIDDLE, at=at(6, MIDDLE)),
        title="The pier",
    )
    undated = live_blog(None, update("Gull", "It left too."), title="")
    archive = library_of(ferry, pier, undated)
    archive.catch_up_index()
    return archive


BY_LIVE_BLOG = ["Pier 2", "Pier 1", "Ferry 3", "Ferry 2", "Ferry 1", "Gull"]
OLDEST_FIRST = ["Pier 1", "Pier 2", "Ferry 1", "Ferry 2", "Ferry 3", "Gull"]


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


def headlines(listing: Listing) -> list[str]:
    return [row.headline for row in listing.rows(0, len(listing))]


def on_show(pilot: Pilot[None]) -> list[str]:
    rows = the_list(pilot)
    return [row.headline for n in range(rows.count) if (row := rows._row(n))]


def headings(pilot: Pilot[None]) -> list[str]:
    return [line[: the_list(pilot).size.width].strip() for line in screen_lines(pilot) if " - " in line[:40]]


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_the_list_is_grouped_by_live_blog_and_stays_so(archive: Archive, size: tuple[int, int]) -> None:
    async with ReaderApp(archive).run_test(size=size) as pilot:
        await press(pilot, "j", "D")
        assert on_show(pilot) == BY_LIVE_BLOG
        assert at_cursor(pilot) == "Ferry 3", "the cursor stays on its update"
        assert "6 updates in 3 live blogs" in screen_lines(pilot)[0]
        if size == NARROW:
            assert headings(pilot) == [
                "The pier - Lorne Post - 3 to 4 May 2031 - 2 updates",
                "The ferry - Lorne Post - 1 to 4 May 2031 - 3 updates",
                "Lorne Post - date unknown - 1 update",
            ]
            shown = [" ".join(line.split()[1:]) for line in screen_lines(pilot)]
            assert "4 May 15:00 Pier 2" in shown, "the day is told, and the source in the heading alone"
            assert "1 May 07:00 Ferry 1" in shown
        await press(pilot, "right_square_bracket")
        assert at_cursor(pilot) == "Gull"
        await press(pilot, "left_square_bracket", "left_square_bracket")
        assert at_cursor(pilot) == "Pier 2" if size == NARROW else "Ferry 3"
        await press(pilot, "O")
        assert on_show(pilot) == OLDEST_FIRST
        await press(pilot, "colon", *"date 2031-05-03", "enter")
        assert at_cursor(pilot) == "Pier 1"
        await press(pilot, "colon", *"date 2031-05-01", "enter")
        assert at_cursor(pilot) == "Ferry 1"
        await press(pilot, "colon", *"date 2031-05-02", "enter")
        assert "Nothing on Friday 2 May 2031" in told(pilot)
    async with ReaderApp(archive).run_test(size=size) as pilot:
        await settle(pilot)
        assert on_show(pilot) == OLDEST_FIRST, "it is kept"
        await press(pilot, "D", "O")
        assert on_show(pilot) == ["Pier 2", "Ferry 3", "Ferry 2", "Pier 1", "Ferry 1", "Gull"]


async def test_searches_bookmarks_and_parts_are_grouped_too(archive: Archive) -> None:
    async with ReaderApp(archive).run_test(size=WIDE) as pilot:
        await press(pilot, "slash", *"left OR sea order:relevance", "enter")
        await eventually(pilot, lambda: "4 updates on 3 days" in screen_text(pilot))
        assert on_show(pilot) == ["Pier 1", "Gull", "Ferry 3", "Ferry 2"], (
            "a day comes again, and counts once"
        )
        await press(pilot, "escape")
        await press(pilot, "slash", *"left", "enter", "j", "D")
        await eventually(pilot, lambda: "4 updates in 3 live blogs" in screen_text(pilot))
        assert on_show(pilot) == ["Ferry 3", "Ferry 2", "Pier 1", "Gull"]
        assert at_cursor(pilot) == "Ferry 2"
        await press(pilot, "O")
        await eventually(pilot, lambda: on_show(pilot) == ["Ferry 2", "Ferry 3", "Pier 1", "Gull"])
        await press(pilot, "O", "escape", "F")
        assert on_show(pilot) == ["Pier 2", "Pier 1"]
        assert "in 1 live blog" in screen_lines(pilot)[0]
        await press(pilot, "F")
        assert on_show(pilot) == BY_LIVE_BLOG
        await press(pilot, "F", "E")
        await eventually(pilot, lambda: on_show(pilot) == ["Ferry 2"])
        await press(pilot, "m", "D")
        assert "Updates like one are grouped by date" in told(pilot)


@pytest.mark.parametrize("unit", UNITS)
def test_a_bar_of_the_timeline_leads_to_its_first_row(archive: Archive, unit: Unit) -> None:
    histogram = Histogram(archive.hours())
    newest_first = archive.everything(grouping="live blog")
    for listing in (newest_first, oldest_first(newest_first)):
        units = [
            in_unit(unit, hour_of(row.date, row.published.time())) if row.date and row.published else None
            for row in listing.rows(0, len(listing))
        ]
        for number in histogram.by(unit).numbers:
            found = row_of_unit(listing, histogram, unit, number, oldest_first=listing is not newest_first)
            assert found == units.index(number)
        assert row_of_unit(listing, histogram, unit, histogram.by(unit).last + 48, oldest_first=False) is None


@pytest.mark.parametrize("grouping", ["date", "live blog"])
def test_every_listing_agrees_with_itself(archive: Archive, grouping: Grouping) -> None:
    gull = archive.everything().rows(5, 6)[0].update_id
    archive.marks.set_bookmark(gull, on=True)
    listings: Sequence[Listing] = [
        archive.everything(grouping=grouping),
        archive.everything(OfSource("Lorne Post"), grouping),
        archive.search("left", grouping=grouping).listing,
        archive.search("left order:oldest", grouping=grouping).listing,
        archive.bookmarks(grouping=grouping),
    ]
    for listing in (*listings, *(oldest_first(listing) for listing in listings)):
        rows = listing.rows(0, len(listing))
        assert len(rows) == len(listing) == sum(group.count for group in listing.groups)
        assert [listing.index_of(row.update_id) for row in rows] == [*range(len(rows))]
        assert sorted(listing.update_ids()) == sorted(row.update_id for row in rows)
        assert [isinstance(group, LiveBlogGroup) for group in listing.groups] == [
            grouping == "live blog"
        ] * len(listing.groups)
        for start in range(len(rows)):
            assert [*listing.rows(start, start + 2)] == [*rows[start : start + 2]]
        for row in rows:
            first = next((at for at, each in enumerate(rows) if each.date == row.date), None)
            assert row.date is None or row_of_date(listing, row.date) == first
        assert listing.index_of("nothing") is None
