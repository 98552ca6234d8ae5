import asyncio

import pytest
from app.stage import (
    NARROW,
    WIDE,
    at_cursor,
    eventually,
    screen_lines,
    screen_text,
    settle,
    the_list,
)

from tui_reader.app.reader_app import ReaderApp
from tui_reader.app.reading import room
from tui_reader.archive import Archive
from tui_reader.errors import LibraryError


def bookmarked(archive: Archive) -> list[str]:
    return [row.headline for row in archive.bookmarks().rows(0, 100)]


def is_read(archive: Archive, index: int) -> bool:
    return archive.everything().rows(index, index + 1)[0].is_read


async def test_a_bookmark_is_set_shown_and_taken_away(app: ReaderApp, archive: Archive) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("j", "b")
        await eventually(pilot, lambda: "★ bookmarked" in screen_text(pilot))
        assert screen_lines(pilot)[3].startswith("•★◆ 18:30  Third 2")
        assert bookmarked(archive) == ["Third 2"]
        await pilot.press("enter", "b")
        await eventually(pilot, lambda: "★" not in screen_text(pilot))
        assert bookmarked(archive) == []


async def test_bookmarks_outlive_the_app(app: ReaderApp, archive: Archive) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("b", "G", "b", "q")
    async with ReaderApp(archive).run_test(size=WIDE) as pilot:
        await pilot.press("B", "B")
        await settle(pilot)
        assert the_list(pilot).count == 2
        assert screen_lines(pilot)[0].startswith(" Bookmarks  2 updates on 2 days")


async def test_pressing_b_twice_quickly_leaves_no_bookmark(app: ReaderApp, archive: Archive) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("b", "b", "j", "b", "b", "b", "q")
    assert bookmarked(archive) == ["Third 2"]


async def test_the_bookmarks_lead_back_to_where_one_was(app: ReaderApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("b", "j", "j", "B", "B")
        await settle(pilot)
        assert the_list(pilot).count == 1
        await pilot.press("escape")
        await settle(pilot)
        assert the_list(pilot).count == 12
        assert at_cursor(pilot) == "Third 3"


async def test_a_bookmark_taken_away_among_the_bookmarks_can_be_set_again(
    app: ReaderApp, archive: Archive
) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("b")
        await eventually(pilot, lambda: bookmarked(archive))
        await pilot.press("B", "B", "b")
        await eventually(pilot, lambda: "★" not in screen_text(pilot))
        assert at_cursor(pilot) == "Third 1"
        await pilot.press("b")
        await eventually(pilot, lambda: "★ bookmarked" in screen_text(pilot))
        assert bookmarked(archive) == ["Third 1"]


async def test_no_bookmarks_are_told(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("B", "B")
        await settle(pilot)
        assert "No bookmarks yet" in screen_text(pilot)


async def test_an_update_on_show_for_a_moment_is_read(
    app: ReaderApp, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "_READ_AFTER", 2)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("j", "j")
        await eventually(pilot, lambda: is_read(archive, 2))
        await eventually(pilot, lambda: screen_lines(pilot)[4].startswith("    17:30  Third 3"))
    assert not is_read(archive, 0), "scrolling by is not reading"
    assert not is_read(archive, 1)


async def test_an_update_that_was_opened_is_read(app: ReaderApp, archive: Archive) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("enter")
        await eventually(pilot, lambda: is_read(archive, 0))


async def test_an_update_that_is_not_on_show_stays_unread(
    app: ReaderApp, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "_READ_AFTER", 0.01)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("j")
        await asyncio.sleep(0.2)
        await settle(pilot)
    assert not is_read(archive, 0)
    assert not is_read(archive, 1)


async def test_the_next_and_previous_unread_update(app: ReaderApp, archive: Archive) -> None:
    for row in archive.everything().rows(1, 8):
        archive.marks.mark_read(row.update_id)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("n")
        await settle(pilot)
        assert at_cursor(pilot) == "First 3"
        await pilot.press("N")
        await settle(pilot)
        assert at_cursor(pilot) == "Third 1"
        await pilot.press("N")
        await settle(pilot)
        assert at_cursor(pilot) == "Third 1"


async def test_a_library_that_breaks_ends_the_app_with_its_one_line(app: ReaderApp, archive: Archive) -> None:
    with pytest.raises(LibraryError):
        await _lose_the_library(app, archive)
    assert app.return_code == 3
    assert "library.db" in app.last_words
    assert "\n" not in app.last_words


async def _lose_the_library(app: ReaderApp, archive: Archive) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        (archive.folder / "library.db").unlink()
        await pilot.press("j")
        await settle(pilot)
