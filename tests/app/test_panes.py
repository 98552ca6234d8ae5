import pytest
from app.stage import NARROW, WIDE, at_cursor, on_show, screen_text, settle, the_detail, the_list

from tui_reader.app.reader_app import ReaderApp


@pytest.mark.parametrize("key", ["enter", "l", "right", "tab", "shift+tab"])
async def test_keys_lead_to_the_update(app: ReaderApp, key: str) -> None:
    async with app.run_test(size=WIDE) as pilot:
        assert the_list(pilot).has_focus
        await pilot.press(key)
        assert the_detail(pilot).has_focus


@pytest.mark.parametrize("key", ["escape", "h", "left", "tab", "shift+tab"])
async def test_keys_lead_back_to_the_list(app: ReaderApp, key: str) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("enter", key)
        assert the_list(pilot).has_focus


async def test_both_panes_are_shown_on_a_wide_screen(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert the_list(pilot).display
        assert the_detail(pilot).display
        assert "Third 2" in screen_text(pilot)
        assert "The third day, number 1." in screen_text(pilot)


async def test_a_narrow_screen_shows_one_pane_at_a_time(app: ReaderApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        assert "The third day" not in screen_text(pilot)
        await pilot.press("j", "enter")
        await settle(pilot)
        assert "The third day, number 2." in screen_text(pilot)
        assert "Third 4" not in screen_text(pilot)
        await pilot.press("J")
        await settle(pilot)
        assert "The third day, number 3." in screen_text(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert "The third day" not in screen_text(pilot)
        assert at_cursor(pilot) == "Third 3"
        assert the_list(pilot).has_focus


async def test_the_detail_follows_the_cursor_to_another_width(app: ReaderApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("j", "j")
        await pilot.resize_terminal(*WIDE)
        await settle(pilot)
        assert on_show(pilot) == "Third 3"
        await pilot.press("enter")
        await pilot.resize_terminal(*NARROW)
        await settle(pilot)
        assert not the_list(pilot).display
        assert "The third day, number 3." in screen_text(pilot)


async def test_the_detail_scrolls_by_its_own_keys(app: ReaderApp) -> None:
    async with app.run_test(size=(40, 8)) as pilot:
        await pilot.press("enter")
        await settle(pilot)
        top = the_detail(pilot).scroll_offset.y
        for key, further in [("j", 1), ("down", 1), ("k", -1), ("up", -1), ("pagedown", 1), ("pageup", -1)]:
            await pilot.press(key)
            now = the_detail(pilot).scroll_offset.y
            assert (now - top) * further > 0, key
            top = now
        await pilot.press("ctrl+d")
        assert the_detail(pilot).scroll_offset.y > top
        await pilot.press("ctrl+u")
        assert the_detail(pilot).scroll_offset.y == top
        await pilot.press("G")
        assert the_detail(pilot).is_at_end
        await pilot.press("g")
        assert the_detail(pilot).scroll_offset.y == 0
        assert at_cursor(pilot) == "Third 1"


async def test_space_reads_on_and_on(app: ReaderApp) -> None:
    async with app.run_test(size=(40, 8)) as pilot:
        await pilot.press("space")
        await settle(pilot)
        assert on_show(pilot) == "Third 1"
        pages = 0
        while on_show(pilot) == "Third 1":
            await pilot.press("space")
            await settle(pilot)
            pages += 1
            assert pages < 20
        assert pages > 1
        assert on_show(pilot) == "Third 2"
        assert the_detail(pilot).scroll_offset.y == 0
