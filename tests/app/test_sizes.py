import random
from datetime import date

import pytest
from app.stage import LibraryOf, live_blog, screen_segments, settle, update
from rich.cells import cell_len
from textual.pilot import Pilot

from tui_reader.app.reader_app import ReaderApp
from tui_reader.archive import Archive

SIZES = [(1, 1), (1, 5), (5, 2), (20, 5), (40, 12), (80, 24), (90, 10), (200, 60)]
KEYS = [
    *"jl",
    "escape",
    "slash",
    *"dawn",
    "enter",
    *"jbB",
    "escape",
    "right_square_bracket",
    "question_mark",
    "escape",
    "n",
    *("e", "escape", "S", "escape", "colon", "escape"),
]


def fill_the_screen(pilot: Pilot[None]) -> None:
    width, height = pilot.app.size
    lines = screen_segments(pilot)
    assert len(lines) == height
    for line in lines:
        assert sum(cell_len(segment.text) for segment in line) == width


@pytest.mark.parametrize("size", SIZES)
async def test_every_size_is_usable(archive: Archive, size: tuple[int, int]) -> None:
    async with ReaderApp(archive, label="SAMPLE").run_test(size=size) as pilot:
        for key in KEYS:
            await pilot.press(key)
            fill_the_screen(pilot)
        await settle(pilot)
        assert pilot.app.is_running


async def test_a_storm_of_resizes(archive: Archive) -> None:
    chance = random.Random(7)
    async with ReaderApp(archive).run_test(size=(80, 24)) as pilot:
        for _ in range(15):
            await pilot.resize_terminal(chance.randint(1, 200), chance.randint(1, 60))
            await pilot.press(chance.choice(["j", "k", "enter", "escape", "pagedown", "G", "space"]))
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        fill_the_screen(pilot)


async def test_wide_letters_emoji_and_marks_keep_their_columns(library_of: LibraryOf) -> None:
    texts = [
        "港で働く人々が夜明けに出発しました。" * 8,
        "👩‍👩‍👧‍👦 family 🏴 flags 🇩🇪 and ⚓️ anchors " * 6,
        "ne\u0301e\u0300 กำลัง हिन्दी " * 12,
        "نحن أهل المصب يأتينا النهر " * 8,
        "x" * 500,
    ]
    day = date(2031, 5, 3)
    blog = live_blog(day, *(update(text[:70], text, date=day) for text in texts))
    async with ReaderApp(library_of(blog)).run_test(size=(101, 30)) as pilot:
        for _ in texts:
            await settle(pilot)
            fill_the_screen(pilot)
            await pilot.press("j")
        for width in (100, 77, 31):
            await pilot.resize_terminal(width, 30)
            await pilot.press("enter")
            await settle(pilot)
            fill_the_screen(pilot)
