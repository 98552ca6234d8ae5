"""Memory stays flat however often a screen is opened."""

import gc

import pytest
from app.stage import WIDE, settle
from textual._styles_cache import StylesCache
from textual.widget import Widget

from tui_reader.app.reader_app import ReaderApp

ROUNDS = 5


def pictures_of_nothing() -> int:
    """How many holders of rendered lines there are beyond the one of each widget that is kept."""
    gc.collect()
    kept = gc.get_objects()
    return sum(isinstance(o, StylesCache) for o in kept) - sum(isinstance(o, Widget) for o in kept)


@pytest.mark.parametrize("key", ["question_mark", "B", "S"])
async def test_a_closed_screen_leaves_no_picture_behind(app: ReaderApp, key: str) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        before = pictures_of_nothing()
        for _ in range(ROUNDS):
            await pilot.press(key)
            await settle(pilot)
            assert len(app.screen_stack) == 2
            await pilot.press("escape")
            await settle(pilot)
        assert pictures_of_nothing() < before + ROUNDS
