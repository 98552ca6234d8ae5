import pytest
from app.stage import WIDE, at_cursor, on_show, screen_lines, screen_text, settle, the_list

from tui_reader.app.reader_app import ReaderApp

ORDER = [*(f"Third {n}" for n in range(1, 7)), *(f"First {n}" for n in range(1, 5)), "Unknown 1", "Unknown 2"]


async def test_the_list_is_grouped_by_day_newest_first(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        lines = [line[:52].rstrip() for line in screen_lines(pilot)[1:16]]
        assert lines[0] == " Saturday 3 May 2031 - 6 updates"
        assert lines[1].startswith("•   19:30  Third 1")
        assert lines[2].startswith("• ◆ 18:30  Third 2")
        assert lines[7] == " Thursday 1 May 2031 - 4 updates"
        assert lines[8].startswith("•          First 1")
        assert lines[12] == " Date unknown - 2 updates"
        assert "Lorne Post" not in lines[1], "all are of the same source"
        assert screen_lines(pilot)[0].startswith(" All updates  12 updates on 3 days")


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("j", "Third 2"),
        ("down down", "Third 3"),
        ("j j k", "Third 2"),
        ("up", "Third 1"),
        ("G", "Unknown 2"),
        ("end", "Unknown 2"),
        ("G g", "Third 1"),
        ("G home", "Third 1"),
        ("j j j j j j", "First 1"),
        ("right_square_bracket", "First 1"),
        ("right_square_bracket right_square_bracket", "Unknown 1"),
        ("right_square_bracket right_square_bracket right_square_bracket", "Unknown 1"),
        ("G left_square_bracket", "Unknown 1"),
        ("G left_square_bracket left_square_bracket", "First 1"),
        ("j left_square_bracket left_square_bracket left_square_bracket", "Third 1"),
        ("pagedown", "Unknown 2"),
        ("pagedown pageup", "Third 1"),
        ("ctrl+d", "Unknown 2"),
        ("G ctrl+u", "Third 1"),
        ("J J", "Third 3"),
        ("J J K", "Third 2"),
    ],
)
async def test_keys_move_the_cursor_and_the_detail_follows(app: ReaderApp, keys: str, expected: str) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press(*keys.split())
        await settle(pilot)
        assert at_cursor(pilot) == expected
        assert on_show(pilot) == expected


async def test_the_cursor_visits_every_update_and_no_heading(app: ReaderApp) -> None:
    async with app.run_test(size=(100, 10)) as pilot:
        down = []
        for _ in ORDER:
            down.append(at_cursor(pilot))
            assert at_cursor(pilot) in screen_text(pilot)
            await pilot.press("j")
        assert down == ORDER
        up = []
        for _ in ORDER:
            up.append(at_cursor(pilot))
            await pilot.press("k")
        assert up == ORDER[::-1]


async def test_pages_of_a_low_list(app: ReaderApp) -> None:
    async with app.run_test(size=(100, 8)) as pilot:
        seen = [at_cursor(pilot)]
        for _ in range(6):
            await pilot.press("pagedown")
            seen.append(at_cursor(pilot))
            assert at_cursor(pilot) in screen_text(pilot)
        assert seen[-1] == "Unknown 2"
        assert [ORDER.index(headline) for headline in seen] == sorted(ORDER.index(h) for h in seen)
        await pilot.press("ctrl+u")
        assert at_cursor(pilot) != "Unknown 2"


async def test_the_heading_of_the_current_day_stays_on_top(app: ReaderApp) -> None:
    async with app.run_test(size=(100, 8)) as pilot:
        await pilot.press("j", "j", "j", "j", "j")
        await settle(pilot)
        assert screen_lines(pilot)[1].startswith(" Saturday 3 May 2031 - 6 updates")
        assert "Third 6" in screen_text(pilot)
        assert "Third 1" not in screen_text(pilot)


async def test_the_place_in_the_list_is_told(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("j", "j")
        await settle(pilot)
        assert screen_lines(pilot)[0].rstrip().endswith("3/12")


async def test_a_click_moves_the_cursor_and_a_second_one_reads(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.click(the_list(pilot), offset=(15, 3))
        await settle(pilot)
        assert at_cursor(pilot) == "Third 3"
        await pilot.click(the_list(pilot), offset=(15, 7))
        assert at_cursor(pilot) == "Third 3", "a heading is no update"
        await pilot.click(the_list(pilot), offset=(15, 3))
        await settle(pilot)
        assert not the_list(pilot).has_focus


async def test_neither_moving_nor_typing_lays_the_screen_out_anew(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", "o", "escape")
        await settle(pilot)
        layouts: list[object] = []
        app.screen.screen_layout_refresh_signal.subscribe(app.screen, layouts.append)
        await pilot.press("G", "k", "k")
        await settle(pilot)
        assert on_show(pilot) == "First 4"
        assert not layouts
        await pilot.press("slash")
        await settle(pilot)
        layouts.clear()
        await pilot.press("d", "a", "w", "n")
        await settle(pilot)
        assert "Search: dawn" in screen_text(pilot)
        assert not layouts
