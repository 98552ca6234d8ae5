import re
from datetime import UTC, date, datetime

import pytest
from app.stage import (
    NARROW,
    WIDE,
    LibraryOf,
    live_blog,
    screen_lines,
    screen_text,
    settle,
    the_detail,
    update,
)

from tui_reader.app.reader_app import ReaderApp
from tui_reader.app.reading_place import reading_place
from tui_reader.archive import Archive
from tui_reader.news import Caption, Embed
from tui_reader.settings import Settings

LINEAR = Settings(linear=True)
SIZES = [WIDE, NARROW, (40, 12)]


@pytest.mark.parametrize("size", SIZES)
async def test_the_list_says_in_words_what_signs_say(archive: Archive, size: tuple[int, int]) -> None:
    async with ReaderApp(archive, settings=LINEAR).run_test(size=size) as pilot:
        await pilot.press("b")
        await settle(pilot)
        assert not the_detail(pilot).display, "one pane"
        lines = [line.rstrip() for line in screen_lines(pilot)]
        assert lines[2].startswith("unread, bookmarked, 19:30 Third 1")
        assert lines[3].startswith("unread, key event, 18:30")
        assert not re.search("[^\x00-\x7f]", "".join(lines[1:-1]).replace("…", ""))


@pytest.mark.parametrize("size", SIZES)
async def test_the_update_has_no_boxes_and_names_its_speakers(
    library_of: LibraryOf, size: tuple[int, int]
) -> None:
    told = update("One", "“We row at dawn,” said Ada Lorne.", at=datetime(2031, 5, 3, 9, tzinfo=UTC))
    told = type(told)(**{**{f: getattr(told, f) for f in told.__dataclass_fields__}, "blocks": (
        *told.blocks, Caption("The pier", credit="Post"), Embed("Gone fishing", author="Bo"))})  # fmt: skip
    async with ReaderApp(library_of(live_blog(date(2031, 5, 3), told)), settings=LINEAR).run_test(
        size=size
    ) as pilot:
        await pilot.press("enter")
        await settle(pilot)
        text = screen_text(pilot)
        await pilot.press("G")
        await settle(pilot)
        text += screen_text(pilot)
        assert "Quotation: Ada Lorne" in text
        assert "Picture: The pier" in text
        assert "Post - Bo" in text.replace("·", "-")
        assert not re.search("[│┌└─►▫╭▁▂▅█]", text)


async def test_the_cursor_stands_where_one_reads(archive: Archive) -> None:
    app = ReaderApp(archive, settings=LINEAR)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("j", "j")
        await settle(pilot)
        assert "Third 3" in screen_lines(pilot)[reading_place(app.screen).y]
        await pilot.press("enter", "full_stop")
        await settle(pilot)
        assert "We row at dawn" in screen_lines(pilot)[reading_place(app.screen).y]
        await pilot.press("slash", "a", "b")
        await settle(pilot)
        place = reading_place(app.screen)
        assert screen_lines(pilot)[place.y][: place.x].endswith("ab")
