from datetime import UTC, date, datetime

import pytest
from app.stage import NARROW, WIDE, LibraryOf, live_blog, screen_text, settle, the_list, update
from textual.pilot import Pilot

from tui_reader.app.front_page_screen import FrontPageScreen
from tui_reader.app.reader_app import ReaderApp
from tui_reader.app.speakers_screen import SpeakersScreen
from tui_reader.archive import Archive
from tui_reader.news import LiveBlog

DAY, BEFORE = date(2031, 5, 4), date(2031, 5, 3)


@pytest.fixture
def archive(library_of: LibraryOf) -> Archive:
    def said(name: str) -> str:
        return f"“We sail at dawn,” said {name} Lorne."

    ferry = live_blog(
        DAY,
        update("Ferry 3", said("Ada"), date=DAY, at=datetime(2031, 5, 4, 9, 30, tzinfo=UTC)),
        update("Ferry 2", said("Ada"), date=DAY),
        update("Ferry 1", said("Bruno"), date=BEFORE, at=datetime(2031, 5, 3, 7, tzinfo=UTC)),
        title="The ferry",
    )
    whole = LiveBlog(
        ferry.title,
        ferry.updates,
        standfirst=("A ferry that [bold]sings[/].",),
        publisher="Keel Times",
        url="https://keel.example/ferry",
        coverage_date=DAY,
        status="closed",
    )
    pier = live_blog(DAY, update("Pier 1", "It stands.", date=DAY), title="The pier")
    return library_of(whole, pier)


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_the_front_page_tells_of_the_whole_live_blog(app: ReaderApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await press(pilot, "i")
        text = " ".join(screen_text(pilot).split())
        for words in (
            "The ferry", "Keel Times", "closed", "A ferry that [bold]sings[/].", "https://keel.example/ferry",
            "Saturday 3 May 2031 07:00 UTC to Sunday 4 May 2031 09:30 UTC",
            "3 updates · 3 unread · 0 bookmarks · 0 key events · 3 quotations",
        ):  # fmt: skip
            assert words in text
        await press(pilot, "G")
        text = " ".join(screen_text(pilot).split())
        assert "Ada Lorne: 2 statements" in text
        assert "Bruno Lorne: 1 statement" in text


async def test_it_leads_to_the_updates_of_the_live_blog_alone(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert the_list(pilot).count == 4
        await press(pilot, "i", "enter")
        assert the_list(pilot).count == 3
        assert screen_text(pilot).splitlines()[0].startswith(" The ferry")
        await press(pilot, "escape")
        assert the_list(pilot).count == 4


async def test_it_leads_to_its_speakers(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "i", "S")
        assert isinstance(app.screen, SpeakersScreen)
        assert "2 speakers, 3 statements" in screen_text(pilot)


async def test_it_closes(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        for key in ("escape", "q", "i", "h"):
            await press(pilot, "i")
            assert isinstance(app.screen, FrontPageScreen)
            await press(pilot, key)
            assert not isinstance(app.screen, FrontPageScreen)
