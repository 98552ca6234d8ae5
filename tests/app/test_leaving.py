import time

from app.stage import settle

from tui_reader.app.notice import Notice
from tui_reader.app.reader_app import ReaderApp


async def test_a_palette_may_be_clicked_away_twice(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("ctrl+p")
        await settle(pilot)
        palette = app.screen
        assert palette is not app.screen_stack[0]
        await pilot.click(offset=(1, 39), times=3)
        await settle(pilot)
        assert app.screen is app.screen_stack[0]
        assert app.return_code is None


async def test_a_palette_may_be_left_while_it_looks_for_commands(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        for _ in range(2):
            await pilot.press("ctrl+p", "h", "e", "escape", "escape")
        await settle(pilot)
        assert app.screen is app.screen_stack[0]


def test_a_notice_never_has_less_than_no_time_left() -> None:
    expired = Notice("Copied", raised_at=time.time() - 60)
    assert expired.has_expired
    assert expired.time_left > 0
    lasting = Notice("Copied")
    assert not lasting.has_expired
    assert 4 < lasting.time_left <= 5
