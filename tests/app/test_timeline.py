from app.stage import NARROW, WIDE, at_cursor, screen_lines, screen_text, settle, the_list

from tui_reader.app.reader_app import ReaderApp
from tui_reader.app.widgets.timeline import Timeline
from tui_reader.archive import Archive


async def test_the_timeline_shows_days_and_leads_to_them(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("t")
        await settle(pilot)
        lines = screen_lines(pilot)
        assert lines[5].startswith(" Saturday 3 May 2031, 19:00: 1 update")
        assert "by hour" in lines[5]
        await pilot.press("minus")
        await settle(pilot)
        assert screen_lines(pilot)[5].startswith(" Saturday 3 May 2031: 6 updates")
        assert [line[:3] for line in screen_lines(pilot)[1:4]] == ["  █", "█ █", "█ █"]
        await pilot.press("left", "enter")
        await settle(pilot)
        assert at_cursor(pilot) == "First 1"
        assert the_list(pilot).has_focus
        assert screen_lines(pilot)[5].startswith(" Thursday 1 May 2031: 4 updates"), "it stays"


async def test_it_follows_the_cursor_of_the_list(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("t", "down", "enter")
        await settle(pilot)
        await pilot.press("right_square_bracket")
        await settle(pilot)
        assert screen_lines(pilot)[5].startswith(" Thursday 1 May 2031: 4 updates")


async def test_it_begins_at_the_cursor_of_the_list(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("right_square_bracket", "t")
        await settle(pilot)
        assert screen_lines(pilot)[5].startswith(" Thursday 1 May 2031")
        await pilot.press("t", "g", "t")
        await settle(pilot)
        assert screen_lines(pilot)[5].startswith(" Saturday 3 May 2031")


async def test_it_shows_what_a_search_finds_as_one_types(app: ReaderApp, archive: Archive) -> None:
    (row,) = archive.everything().rows(1, 2)
    archive.marks.set_bookmark(row.update_id, True)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("t", "slash", *"third")
        await settle(pilot)
        await pilot.press("space", "2")
        await settle(pilot)
        assert screen_lines(pilot)[7].startswith(" Saturday 3 May 2031, 18:00: 1 update, ★ bookmarked")
        await pilot.press(*["backspace"] * len("third 2"), "i", "s", "colon", *"bookmarked")
        await settle(pilot)
        assert screen_lines(pilot)[7].startswith(" Saturday 3 May 2031, 18:00: 1 update, ★ bookmarked")


async def test_zooming_stops_at_both_ends(app: ReaderApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("t", "plus", "plus")
        await settle(pilot)
        assert "by hour" in screen_lines(pilot)[5]
        await pilot.press(*["minus"] * 4)
        await settle(pilot)
        assert screen_lines(pilot)[5].startswith(" May 2031: 10 updates")
        await pilot.press("home", "end", "left", "right")
        assert screen_lines(pilot)[5].startswith(" May 2031: 10 updates")


async def test_it_takes_two_lines_of_a_small_screen(app: ReaderApp) -> None:
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press("t")
        await settle(pilot)
        assert screen_lines(pilot)[1].startswith("▅ █")
        assert screen_lines(pilot)[2].startswith(" Saturday 3 May 2031: 6 updates")
        await pilot.press("t")
        await settle(pilot)
        assert not pilot.app.screen.query_one(Timeline).display
        assert the_list(pilot).has_focus


async def test_without_a_date_there_is_nothing_to_show(app: ReaderApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("slash", *"unknown", "enter", "t")
        await settle(pilot)
        assert "No dates here" in screen_text(pilot)
        await pilot.press("left", "plus", "enter", "escape")
        await settle(pilot)
        assert the_list(pilot).count == 2
