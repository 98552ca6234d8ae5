import pytest
from app.stage import NARROW, WIDE, on_show, screen_lines, settle, the_detail, the_list, told
from textual.pilot import Pilot

from tui_reader.app.reader_app import ReaderApp
from tui_reader.app.widgets.divider import Divider
from tui_reader.app.widgets.title_bar import TitleBar


def looks(pilot: Pilot[None]) -> str:
    panes = (the_list(pilot), the_detail(pilot))
    if all(pane.display for pane in panes):
        return "stacked" if panes[0].region.y < panes[1].region.y else "split"
    return "list" if panes[0].display else "detail"


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        (WIDE, ["split", "stacked", "list", "detail", "split"]),
        (NARROW, ["list", "detail", "stacked", "list"]),
        ((100, 12), ["split", "list", "detail", "split"]),
        ((20, 5), ["list", "detail", "list"]),
    ],
)
async def test_z_goes_through_the_layouts_that_fit(
    app: ReaderApp, size: tuple[int, int], expected: list[str]
) -> None:
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        seen = [looks(pilot)]
        for _ in expected[1:]:
            await press(pilot, "z")
            seen.append(looks(pilot))
            assert on_show(pilot) in ("Third 1", None)
        assert seen == expected


async def test_the_update_alone_fills_the_screen_until_escape(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "z", "z", "z", "J")
        assert looks(pilot) == "detail"
        assert the_detail(pilot).size.height == WIDE[1]
        assert on_show(pilot) == "Third 2"
        await press(pilot, "escape")
        assert looks(pilot) == "list"
        assert pilot.app.screen.query_one(TitleBar).display
        assert the_list(pilot).has_focus


async def test_a_layout_without_room_waits_for_it(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "z")
        assert looks(pilot) == "stacked"
        await pilot.resize_terminal(40, 12)
        await settle(pilot)
        assert looks(pilot) == "list"
        await pilot.resize_terminal(*NARROW)
        await settle(pilot)
        assert looks(pilot) == "stacked"


async def test_keys_resize_the_pane_that_has_them(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        before = the_list(pilot).size.width
        await press(pilot, "plus", "plus")
        wider = the_list(pilot).size.width
        assert wider > before
        await press(pilot, "enter", "plus")
        assert before < the_list(pilot).size.width < wider
        for _ in range(30):
            await pilot.press("minus")
        await settle(pilot)
        assert the_detail(pilot).size.width >= 12
        await press(pilot, "escape", "z")
        high = the_list(pilot).size.height
        await press(pilot, "plus")
        assert the_list(pilot).size.height > high
        await press(pilot, "z", "plus")
        assert "Only one pane" in told(pilot)


async def test_the_mouse_moves_the_divider(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        line = pilot.app.screen.query_one(Divider).region
        await pilot.mouse_down(offset=(line.x, 10))
        await pilot.hover(offset=(80, 10))
        await pilot.mouse_up(offset=(80, 10))
        await settle(pilot)
        assert abs(pilot.app.screen.query_one(Divider).region.x - 80) <= 1
        assert screen_lines(pilot)[10][pilot.app.screen.query_one(Divider).region.x] == "│"
        width = the_list(pilot).size.width
        await pilot.hover(offset=(30, 10))
        await settle(pilot)
        assert the_list(pilot).size.width == width, "it was let go"
