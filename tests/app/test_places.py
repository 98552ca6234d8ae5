import pytest
from app.stage import NARROW, WIDE, at_cursor, eventually, screen_lines, screen_text, settle, the_list, told
from textual.pilot import Pilot

from tui_reader.app.reader_app import ReaderApp
from tui_reader.app.showing import BOOKMARKS, EVERYTHING
from tui_reader.app.trail import Place, Trail


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


def bookmarked(pilot: Pilot[None]) -> bool:
    row = the_list(pilot).row
    return row is not None and row.is_bookmarked


@pytest.mark.parametrize(("back", "forward"), [("H", "L"), ("ctrl+o", "alt+right"), ("alt+left", "L")])
async def test_jumps_are_gone_back_and_forward(app: ReaderApp, back: str, forward: str) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "G", "left_square_bracket", "left_square_bracket", "j")
        assert at_cursor(pilot) == "First 2"
        for expected in ("Unknown 1", "Unknown 2", "Third 2", "Third 2"):
            await press(pilot, back)
            assert at_cursor(pilot) == expected
        assert "nowhere to go back to" in told(pilot)
        for expected in ("Unknown 2", "Unknown 1", "First 2", "First 2"):
            await press(pilot, forward)
            assert at_cursor(pilot) == expected


async def test_what_was_on_show_comes_back_with_the_cursor_on_its_update(app: ReaderApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "j", "j", "slash", *"first", "enter", "j", "j", "B", "B")
        assert "No bookmarks yet" in screen_text(pilot)
        await press(pilot, "H")
        assert (at_cursor(pilot), the_list(pilot).count) == ("First 3", 4)
        assert screen_lines(pilot)[1].startswith(" / first")
        await press(pilot, "H")
        assert (at_cursor(pilot), the_list(pilot).count) == ("Third 3", 12)
        assert screen_lines(pilot)[1].startswith(" Saturday"), "the bar is gone"
        await press(pilot, "L")
        assert (at_cursor(pilot), the_list(pilot).count) == ("First 3", 4)


async def test_escape_leaves_what_was_gone_into_step_by_step(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "slash", *"first", "enter", "j", "G", "B", "B", "escape")
        assert (at_cursor(pilot), the_list(pilot).count) == ("First 4", 4)
        await press(pilot, "escape")
        assert (at_cursor(pilot), the_list(pilot).count) == ("Third 2", 12)


async def test_a_hit_is_shown_in_its_day_and_escape_leads_back(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "slash", *"first", "enter", "j", "p")
        assert (at_cursor(pilot), the_list(pilot).count) == ("First 2", 12)
        assert screen_lines(pilot)[1].startswith(" "), "no bar"
        await press(pilot, "p")
        assert "on show already" in told(pilot)
        await press(pilot, "escape")
        assert (at_cursor(pilot), the_list(pilot).count) == ("First 2", 4)


async def test_a_place_whose_updates_are_gone_is_an_empty_list(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "b")
        await eventually(pilot, lambda: bookmarked(pilot))
        await press(pilot, "B", "B", "b")
        await eventually(pilot, lambda: not bookmarked(pilot))
        await press(pilot, "escape", "L")
        assert the_list(pilot).row is None
        await press(pilot, "H")
        assert at_cursor(pilot) == "Third 2"


def test_a_trail_is_bounded_and_going_back_forgets_nothing() -> None:
    trail = Trail()
    for row in range(250):
        trail.leave(Place(EVERYTHING, row=row), is_way_out=False)
    here = Place(BOOKMARKS)
    rows = []
    while place := trail.back(here):
        rows.append(place.row)
        here = place
    assert rows == list(range(249, 149, -1))
    assert trail.forward(here) == Place(EVERYTHING, row=151)


def test_the_way_out_passes_over_jumps_within() -> None:
    trail = Trail()
    start, hit, here = Place(row=3), Place(BOOKMARKS, row=1), Place(BOOKMARKS, row=7)
    trail.leave(start, is_way_out=True)
    trail.leave(hit, is_way_out=False)
    assert trail.way_out(here) == start
    assert trail.way_out(start) is None
    assert trail.forward(start) == hit
    assert trail.forward(hit) == here
    assert trail.latest(EVERYTHING) == start
