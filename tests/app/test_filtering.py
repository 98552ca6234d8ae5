from datetime import date

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
from tui_reader.archive import Archive
from tui_reader.archive.scope import Bookmarked, Found, OfLiveBlog, OfSource

DAY, BEFORE = date(2031, 5, 4), date(2031, 5, 3)


@pytest.fixture
def archive(library_of: LibraryOf) -> Archive:
    def said(name: str) -> str:
        return f"“We sail at dawn,” said {name} Lorne."

    ferry = live_blog(
        DAY,
        update("Ferry 2", said("Ada"), date=DAY),
        update("Ferry 1", "It left.", date=BEFORE),
        title="The ferry",
    )
    pier = live_blog(DAY, update("Pier 1", said("Bruno"), date=DAY), title="The pier")
    bare = live_blog(BEFORE, update("Elsewhere 1", "It left.", date=BEFORE), title="Elsewhere")
    other = type(bare)(bare.title, bare.updates, publisher="Keel Times", coverage_date=BEFORE)
    archive = library_of(ferry, pier, other)
    archive.catch_up_index()
    return archive


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


def title(pilot: Pilot[None]) -> str:
    return screen_lines(pilot)[0].strip()


async def to(pilot: Pilot[None], headline: str) -> None:
    await press(pilot, "g")
    while at_cursor(pilot) != headline:
        await press(pilot, "j")


async def test_a_long_title_leaves_its_count(library_of: LibraryOf) -> None:
    long = live_blog(DAY, update("One", "Text.", date=DAY), title="A live blog of a very long title " * 5)
    async with ReaderApp(library_of(long)).run_test(size=NARROW) as pilot:
        await press(pilot, "F")
        assert "…  1 update on 1 day" in title(pilot)


async def test_only_the_live_blog_then_the_source_then_everything(archive: Archive) -> None:
    async with ReaderApp(archive).run_test(size=WIDE) as pilot:
        await to(pilot, "Ferry 1")
        await press(pilot, "F")
        assert title(pilot).startswith("The ferry  2 updates on 2 days")
        assert at_cursor(pilot) == "Ferry 1"
        await press(pilot, "F")
        assert title(pilot).startswith("All of Lorne Post  3 updates on 2 days")
        assert "Lorne Post" not in screen_lines(pilot)[2][:50], "its rows need not say it"
        assert at_cursor(pilot) == "Ferry 1"
        await press(pilot, "F")
        assert title(pilot).startswith("All updates  4 updates on 2 days")
        assert at_cursor(pilot) == "Ferry 1"


async def test_escape_leads_out_of_the_live_blog(archive: Archive) -> None:
    async with ReaderApp(archive).run_test(size=NARROW) as pilot:
        await to(pilot, "Ferry 2")
        await press(pilot, "F", "G", "F", "escape")
        assert title(pilot).startswith("All updates")
        assert at_cursor(pilot) == "Ferry 2"


async def test_searches_bookmarks_and_speakers_keep_to_it(archive: Archive) -> None:
    async with ReaderApp(archive).run_test(size=WIDE) as pilot:
        await to(pilot, "Pier 1")
        await press(pilot, "b")
        await to(pilot, "Ferry 1")
        await press(pilot, "b")
        await eventually(pilot, lambda: len(archive.bookmarks()) == 2)
        await press(pilot, "F", "slash", *"left", "enter")
        assert title(pilot).startswith("Search: left in The ferry  1 update on 1 day")
        assert at_cursor(pilot) == "Ferry 1"
        await press(pilot, "F")
        assert title(pilot).startswith("Search: left in All of Lorne Post  1 update")
        await press(pilot, "F")
        assert title(pilot).startswith("Search: left  2 updates")
        await press(pilot, "escape", "B", "B")
        assert title(pilot).startswith("Bookmarks in The ferry  1 update")
        await press(pilot, "escape", "S")
        assert title(pilot).startswith("Speakers: The ferry  1 speaker")


async def test_a_hit_of_one_live_blog_is_shown_among_all_updates(archive: Archive) -> None:
    async with ReaderApp(archive).run_test(size=WIDE) as pilot:
        await to(pilot, "Ferry 1")
        await press(pilot, "F", "p")
        assert (at_cursor(pilot), the_list(pilot).count) == ("Ferry 1", 4)
        await press(pilot, "escape")
        assert the_list(pilot).count == 2


async def test_the_next_visit_keeps_to_it(archive: Archive) -> None:
    for keys, expected in [(("F",), "The ferry  2 updates"), (("F",), "All of Lorne Post  3 updates")]:
        async with ReaderApp(archive).run_test(size=WIDE) as pilot:
            await settle(pilot)
            await to(pilot, "Ferry 2")
            await press(pilot, *keys)
        async with ReaderApp(archive).run_test(size=WIDE) as pilot:
            await settle(pilot)
            assert title(pilot).startswith(expected)
            assert at_cursor(pilot) == "Ferry 2"
            await press(pilot, "escape", "escape")
            assert title(pilot).startswith(expected[:5]), "nothing was gone into in this visit"


async def test_nothing_to_keep_to_in_an_empty_library(library_of: LibraryOf) -> None:
    async with ReaderApp(library_of()).run_test(size=WIDE) as pilot:
        await press(pilot, "F", "F")
        assert title(pilot).startswith("All updates")


def test_parts_and_what_is_found_in_them(archive: Archive) -> None:
    def headlines(*parts: object) -> list[str]:
        return [row.headline for part in parts for row in archive.everything(part).rows(0, 9)]  # type: ignore[arg-type]

    ferry = OfLiveBlog(next(blog.id for blog in archive.live_blogs() if blog.title == "The ferry"))
    assert headlines(ferry) == ["Ferry 2", "Ferry 1"]
    assert headlines(OfSource("Keel Times")) == ["Elsewhere 1"]
    assert headlines(OfSource("Nobody"), OfLiveBlog("gone")) == []
    found = archive.search("left", within=ferry, limit=1)
    assert [row.headline for row in found.listing.rows(0, 9)] == ["Ferry 1"]
    assert (found.count, found.is_complete, [day.count for day in found.listing.groups]) == (1, True, [1])
    assert len(archive.update_ids(Found("left", within=ferry))) == 1
    assert len(archive.update_ids(Found(" ", within=ferry))) == 2
    assert len(archive.update_ids(Bookmarked(ferry))) == 0
    assert sum(archive.hours(Found("left", within=OfSource("Lorne Post")))[1::2]) == 1
