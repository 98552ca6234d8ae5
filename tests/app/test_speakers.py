from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from app.stage import (
    NARROW,
    WIDE,
    LibraryOf,
    at_cursor,
    eventually,
    live_blog,
    on_show,
    screen_lines,
    screen_text,
    settle,
    the_list,
    update,
)
from textual import events
from textual.pilot import Pilot

from tui_reader.app.reader_app import ReaderApp
from tui_reader.app.speakers_screen import SpeakersScreen
from tui_reader.app.statements_screen import StatementsScreen
from tui_reader.app.widgets.speaker_list import SpeakerList
from tui_reader.app.widgets.statement_list import StatementList
from tui_reader.archive import Archive
from tui_reader.news.citation import citation
from tui_reader.resources import sample_folder

FIRST, SECOND = date(2031, 5, 5), date(2031, 5, 6)


@pytest.fixture
def ferries(library_of: LibraryOf) -> Archive:
    archive = library_of(
        live_blog(
            SECOND,
            update("Harbour talks", "“We are still talking,” said Bruno Keel.", date=SECOND),
            update("Tied up", "“Nobody sails tonight,” said Ada Lorne. “We mean it.”", date=SECOND),
            title="Ferry strike, day two",
        ),
        live_blog(
            FIRST,
            update("Strike called", "“We begin at dawn,” said Ada Lorne.", date=FIRST),
            update("Quiet harbour", "Nothing moved, and nobody spoke.", date=FIRST),
            title="Ferry strike, day one",
        ),
    )
    archive.catch_up_index()
    return archive


def speakers(pilot: Pilot[None]) -> list[str]:
    shown = pilot.app.screen.query_one(SpeakerList)
    lines = (" ".join(run.text for run in shown.row_line(row, 40)) for row in range(shown.count))
    return [" ".join(line.split()) for line in lines]


def title(pilot: Pilot[None]) -> str:
    return screen_lines(pilot)[0].strip()


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


async def test_speakers_come_with_counts_the_most_quoted_first(ferries: Archive) -> None:
    async with ReaderApp(ferries).run_test(size=WIDE) as pilot:
        await press(pilot, "S")
        assert speakers(pilot) == ["3 Ada Lorne", "1 Bruno Keel"]
        assert title(pilot).startswith("Speakers: All updates  2 speakers, 4 statements")
        assert title(pilot).endswith("1/2")


async def test_typing_filters_and_escape_leads_back(ferries: Archive) -> None:
    async with ReaderApp(ferries).run_test(size=NARROW) as pilot:
        await press(pilot, "j", "S", "k", "e")
        assert speakers(pilot) == ["1 Bruno Keel"]
        await press(pilot, "x")
        assert "Nobody of that name" in screen_text(pilot)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, SpeakersScreen)
        await press(pilot, "backspace", "backspace", "backspace")
        assert len(speakers(pilot)) == 2
        await press(pilot, "escape")
        assert at_cursor(pilot) == "Tied up"
        assert the_list(pilot).has_focus


async def test_what_nobody_is_known_to_have_said_comes_last_and_can_be_corrected(
    library_of: LibraryOf,
) -> None:
    archive = library_of(
        live_blog(
            FIRST,
            update("Blocked", "“We begin at dawn,” said Ada Lorne.", date=FIRST),
            update("Heard", "“Nobody sails tonight and nobody will.”", "The so-called “ghost ship” left."),
        )
    )
    async with ReaderApp(archive).run_test(size=WIDE) as pilot:
        await press(pilot, "S")
        assert speakers(pilot) == ["1 Ada Lorne", "1 Unattributed"]
        assert title(pilot).startswith("Speakers: All updates  1 speaker, 2 statements")
        await press(pilot, "ctrl+end")
        assert title(pilot).endswith("2/2")
        await press(pilot, "ctrl+home")
        assert title(pilot).endswith("1/2")
        await press(pilot, *"unatt", "enter")
        assert isinstance(pilot.app.screen, StatementsScreen)
        assert title(pilot).startswith("Unattributed")
        assert "“Nobody sails tonight and nobody will.”" in screen_text(pilot)
        await press(pilot, "c", *"Bo Halvik", "enter")
        await eventually(pilot, lambda: pilot.app.screen.query_one(StatementList).count == 0)
        await press(pilot, "escape")
        assert speakers(pilot) == []
    assert [speaker.name for speaker in archive.count_speakers()] == ["Ada Lorne", "Bo Halvik"]


async def test_tab_switches_the_scope(ferries: Archive) -> None:
    async with ReaderApp(ferries).run_test(size=WIDE) as pilot:
        await press(pilot, "right_square_bracket", "S", "tab")
        assert title(pilot).startswith("Speakers: Monday 5 May 2031  1 speaker, 1 statement ")
        await press(pilot, "tab")
        assert title(pilot).startswith("Speakers: Ferry strike, day one  1 speaker, 1 statement ")
        await press(pilot, "tab")
        assert title(pilot).startswith("Speakers: All updates")
        await press(pilot, "shift+tab")
        assert "day one" in title(pilot)


async def test_a_search_and_the_bookmarks_are_scopes(ferries: Archive) -> None:
    async with ReaderApp(ferries).run_test(size=WIDE) as pilot:
        await press(pilot, "slash", *"talk", "enter", "S")
        assert speakers(pilot) == ["1 Bruno Keel"]
        assert title(pilot).startswith("Speakers: Search: talk")
        await press(pilot, "tab", "tab", "tab")
        assert title(pilot).startswith("Speakers: All updates  2 speakers")
        await press(pilot, "escape", "escape", "j", "b")
        await eventually(pilot, lambda: len(ferries.bookmarks()))
        await press(pilot, "B", "B", "S")
        assert title(pilot).startswith("Speakers: Bookmarks  1 speaker, 2 statements")


async def test_nobody_quoted_is_said(library_of: LibraryOf) -> None:
    async with ReaderApp(library_of()).run_test(size=WIDE) as pilot:
        await press(pilot, "S", "tab", "enter", "down")
        assert "Nobody is quoted by name here" in screen_text(pilot)


async def test_statements_are_in_order_of_time_beside_their_update(ferries: Archive) -> None:
    async with ReaderApp(ferries).run_test(size=WIDE) as pilot:
        await press(pilot, "S", "enter")
        lines = [line[:50].strip() for line in screen_lines(pilot)[1:6]]
        assert lines == [
            "Monday 5 May 2031 - 1 statement",
            "“We begin at dawn,”",
            "Tuesday 6 May 2031 - 2 statements",
            "“Nobody sails tonight,”",
            "“We mean it.”",
        ]
        assert title(pilot).startswith("Ada Lorne  3 statements on 2 days · All updates")
        assert "Strike called" in screen_text(pilot)
        await press(pilot, "j", "j")
        assert "Tied up" in screen_text(pilot)
        assert "►" in screen_text(pilot)
        assert title(pilot).endswith("3/3")
        await press(pilot, "g")
        assert "Strike called" in screen_text(pilot)


async def test_enter_jumps_into_the_list_and_escape_back(ferries: Archive) -> None:
    async with ReaderApp(ferries).run_test(size=WIDE) as pilot:
        await press(pilot, "S", "enter", "enter")
        assert at_cursor(pilot) == on_show(pilot) == "Strike called"
        assert "►" in screen_text(pilot), "the quotation cursor is on the statement"
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, StatementsScreen)
        assert "Strike called" in screen_text(pilot)
        assert title(pilot).endswith("1/3")
        await press(pilot, "escape")
        assert at_cursor(pilot) == "Harbour talks"


async def test_a_jump_out_of_a_search_leads_back_into_it(ferries: Archive) -> None:
    async with ReaderApp(ferries).run_test(size=NARROW) as pilot:
        await press(
            pilot, "slash", *"talk", "enter", "S", "tab", "tab", "tab", "a", "d", "a", "enter", "enter"
        )
        assert at_cursor(pilot) == "Strike called"
        assert the_list(pilot).count == 4
        await press(pilot, "escape", "escape")
        assert at_cursor(pilot) == "Harbour talks"
        assert the_list(pilot).count == 1
        await press(pilot, "escape")
        assert the_list(pilot).count == 4


async def test_escape_leads_from_the_statements_to_the_speakers(ferries: Archive) -> None:
    async with ReaderApp(ferries).run_test(size=WIDE) as pilot:
        await press(pilot, "S", *"ada", "enter", "tab", "escape", "escape")
        assert speakers(pilot) == ["3 Ada Lorne"]
        await press(pilot, "escape")
        assert at_cursor(pilot) == "Harbour talks"


async def test_low_screens_show_one_pane_at_a_time(ferries: Archive) -> None:
    async with ReaderApp(ferries).run_test(size=(40, 12)) as pilot:
        await press(pilot, "S", "enter")
        assert "Strike called" not in screen_text(pilot)
        await press(pilot, "l")
        assert "Strike called" in screen_text(pilot)
        await press(pilot, "h")
        assert "Strike called" not in screen_text(pilot)
        await pilot.resize_terminal(*NARROW)
        await settle(pilot)
        assert "Strike called" in screen_text(pilot)


async def test_what_is_typed_in_one_go_arrives(ferries: Archive) -> None:
    async with ReaderApp(ferries).run_test(size=WIDE) as pilot:
        await settle(pilot)
        for key, char in [("S", "S"), ("b", "b"), ("r", "r"), ("enter", "\r"), ("a", "a")]:
            pilot.app.post_message(events.Key(key, char))
        await eventually(pilot, lambda: "still talking" in pilot.app.clipboard)
        assert isinstance(pilot.app.screen, StatementsScreen)
        assert pilot.app.screen.query_one(StatementList).count == 1


@pytest.mark.parametrize("size", [(1, 1), (12, 4), (20, 5), (40, 12), (80, 24), (300, 100)])
async def test_every_size_is_usable(ferries: Archive, size: tuple[int, int]) -> None:
    async with ReaderApp(ferries).run_test(size=size) as pilot:
        keys = ["S", "tab", "down", "pageup", "enter", "j", "tab", "full_stop", "c", "escape", "C", "escape"]
        await press(pilot, *keys)
        await pilot.resize_terminal(70, 20)
        await press(pilot, "a", "tab", "enter")
        assert pilot.app.is_running


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path) as archive:
        archive.import_([str(sample_folder())])
        yield archive


async def test_all_that_somebody_said_on_a_day_is_copied_in_under_ten_keys(sample: Archive) -> None:
    keys = ["right_square_bracket", "S", "tab", *"lena", "enter", "a"]
    assert len(keys) < 10
    async with ReaderApp(sample).run_test(size=NARROW) as pilot:
        await press(pilot, *keys)
        await eventually(pilot, lambda: pilot.app.clipboard)
        day = sample.everything().rows(30, 31)[0].date
        said = [s for s in sample.statements(speaker="Lena Marik") if s.source.date == day]
        assert said
        assert pilot.app.clipboard.startswith("# Lena Marik\n")
        assert pilot.app.clipboard.count("— **Lena Marik**, ") == len(said)
        assert all(citation(statement, "markdown") in pilot.app.clipboard for statement in said)
