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
    settle,
    the_list,
    update,
)
from textual.pilot import Pilot

from tui_reader.app.reader_app import ReaderApp
from tui_reader.app.reading.ordering import turned_query
from tui_reader.archive import Archive
from tui_reader.news import Day
from tui_reader.news.oldest_first import OldestFirst

DAY, BEFORE = date(2031, 5, 4), date(2031, 5, 3)
NEWEST_FIRST = ["Pier 2", "Pier 1", "Ferry 2", "Ferry 1"]


@pytest.fixture
def archive(library_of: LibraryOf) -> Archive:
    def at(hour: int, day: date) -> datetime:
        return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)

    ferry = live_blog(
        DAY,
        update("Ferry 2", "It left.", date=DAY, at=at(9, DAY)),
        update("Ferry 1", "It left.", date=BEFORE, at=at(8, BEFORE)),
        title="The ferry",
    )
    pier = live_blog(
        DAY,
        update("Pier 2", "It stayed.", date=DAY, at=at(15, DAY)),
        update("Pier 1", "It left.", date=DAY, at=at(12, DAY)),
        title="The pier",
    )
    archive = library_of(ferry, pier)
    archive.catch_up_index()
    return archive


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


def title(pilot: Pilot[None]) -> str:
    return screen_lines(pilot)[0].strip()


async def headlines(pilot: Pilot[None]) -> list[str]:
    await press(pilot, "g")
    found = [at_cursor(pilot)]
    while len(found) < the_list(pilot).count:
        await press(pilot, "j")
        found.append(at_cursor(pilot))
    return found


async def test_the_oldest_first_and_back_with_the_cursor_on_its_update(archive: Archive) -> None:
    async with ReaderApp(archive).run_test(size=WIDE) as pilot:
        await press(pilot, "j", "O")
        assert title(pilot).startswith("All updates, oldest first  4 updates on 2 days")
        assert at_cursor(pilot) == "Pier 1"
        assert await headlines(pilot) == NEWEST_FIRST[::-1]
        await press(pilot, "O")
        assert title(pilot).startswith("All updates  4 updates")
        assert at_cursor(pilot) == "Pier 2"
        assert await headlines(pilot) == NEWEST_FIRST


async def test_days_places_and_dates_follow_the_order(archive: Archive) -> None:
    async with ReaderApp(archive).run_test(size=WIDE) as pilot:
        await press(pilot, "O", "g", "right_square_bracket")
        assert at_cursor(pilot) == "Ferry 2", "the first update of the later day"
        await press(pilot, "G", "left_square_bracket", "left_square_bracket")
        assert at_cursor(pilot) == "Ferry 1"
        await press(pilot, "G", "O", "H")
        assert (at_cursor(pilot), title(pilot)[:25]) == ("Pier 2", "All updates, oldest first")
        await press(pilot, *":date 2031-05-04", "enter")
        assert at_cursor(pilot) == "Ferry 2"


async def test_the_timeline_leads_to_the_first_update_of_an_hour(archive: Archive) -> None:
    async with ReaderApp(archive).run_test(size=WIDE) as pilot:
        await press(pilot, "F", "O", "g", "t")
        await eventually(pilot, lambda: "Timeline" in type(pilot.app.focused).__name__)
        await press(pilot, "end", "enter")
        assert at_cursor(pilot) == "Pier 2", "of a single day, whose order no date tells"


async def test_parts_and_bookmarks_keep_the_order(archive: Archive) -> None:
    async with ReaderApp(archive).run_test(size=NARROW) as pilot:
        await press(pilot, "b", "j", "b")
        await eventually(pilot, lambda: len(archive.bookmarks()) == 2)
        await press(pilot, "O", "F")
        assert title(pilot).startswith("The pier, oldest first")
        assert await headlines(pilot) == ["Pier 1", "Pier 2"]
        await press(pilot, "B", "B")
        assert title(pilot).startswith("Bookmarks in The pier, oldest first")
        assert await headlines(pilot) == ["Pier 1", "Pier 2"]
        await press(pilot, "O")
        assert await headlines(pilot) == ["Pier 2", "Pier 1"]


async def test_a_search_is_asked_for_the_other_order(archive: Archive) -> None:
    async with ReaderApp(archive).run_test(size=WIDE) as pilot:
        await press(pilot, "slash", *"left", "enter", "O")
        assert title(pilot).startswith("Search: order:oldest left")
        assert at_cursor(pilot) == "Pier 1"
        assert await headlines(pilot) == ["Ferry 1", "Ferry 2", "Pier 1"]
        await press(pilot, "O")
        assert title(pilot).startswith("Search: left  3 updates")
        assert await headlines(pilot) == ["Pier 1", "Ferry 2", "Ferry 1"]
        await press(pilot, "escape")
        assert title(pilot).startswith("All updates  4 updates")


async def test_a_hit_in_the_flow_of_the_order_and_back(archive: Archive) -> None:
    async with ReaderApp(archive).run_test(size=WIDE) as pilot:
        await press(pilot, "O", "slash", *"stayed", "enter", "p")
        assert (at_cursor(pilot), title(pilot)[:25]) == ("Pier 2", "All updates, oldest first")
        await press(pilot, "escape", "escape")
        assert title(pilot).startswith("All updates, oldest first")


async def test_the_next_visit_keeps_the_order(archive: Archive) -> None:
    async with ReaderApp(archive).run_test(size=WIDE) as pilot:
        await press(pilot, "j", "O")
    async with ReaderApp(archive).run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert title(pilot).startswith("All updates, oldest first")
        assert at_cursor(pilot) == "Pier 1"


async def test_nothing_to_turn_round(library_of: LibraryOf) -> None:
    async with ReaderApp(library_of()).run_test(size=WIDE) as pilot:
        await press(pilot, "O", "O")
        assert title(pilot).startswith("All updates")


def test_the_mirror_of_a_listing(archive: Archive) -> None:
    newest_first = archive.everything()
    mirror = OldestFirst(newest_first)
    assert [group.date for group in mirror.groups if isinstance(group, Day)] == [BEFORE, DAY]
    assert sorted(mirror.update_ids()) == sorted(newest_first.update_ids())
    assert mirror.index_of("gone") is None
    expected = [*newest_first.rows(0, 4)][::-1]
    for start in range(-1, 6):
        for stop in range(-1, 6):
            assert [*mirror.rows(start, stop)] == expected[max(start, 0) : max(stop, 0)]
    assert [mirror.index_of(row.update_id) for row in expected] == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("query", "turned"),
    [
        ("left", "order:oldest left"),
        ("order:oldest left", "left"),
        ("left order:Oldest", "left "),
        ("order:relevance left", "order:oldest left"),
        ("order:oldest", "order:newest"),
        ('"in order:oldest" left', 'order:oldest "in order:oldest" left'),
        ('"never closed', 'order:oldest "never closed'),
    ],
)
def test_turned_queries(query: str, turned: str) -> None:
    assert turned_query(query) == turned
