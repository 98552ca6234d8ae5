from datetime import date

import pytest
from app.stage import (
    NARROW,
    WIDE,
    LibraryOf,
    live_blog,
    screen_lines,
    screen_text,
    settle,
    style_of,
    the_detail,
    the_list,
    told,
    update,
)
from textual.pilot import Pilot

from tui_reader.app.reader_app import ReaderApp
from tui_reader.app.wording_finder import WordingFinder
from tui_reader.archive import Archive

DAY = date(2031, 5, 4)


@pytest.fixture
def archive(library_of: LibraryOf) -> Archive:
    filler = [f"Paragraph {n} speaks of nothing." for n in range(60)]
    texts = ["The ferry left.", *filler[:30], "A Férry came back.", *filler[30:], "No more ferry today."]
    archive = library_of(
        live_blog(DAY, update("The ferry", *texts, date=DAY), update("Quiet", "Nothing.", date=DAY))
    )
    archive.catch_up_index()
    return archive


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


def bar(pilot: Pilot[None]) -> str:
    return " ".join(screen_lines(pilot)[-1].split())


@pytest.mark.parametrize("size", [WIDE, NARROW, (40, 12)])
async def test_what_is_typed_is_found_and_gone_through(archive: Archive, size: tuple[int, int]) -> None:
    async with ReaderApp(archive).run_test(size=size) as pilot:
        await press(pilot, "f", *"ferry")
        assert bar(pilot) == "Find: ferry 1 of 4"
        assert the_detail(pilot).scroll_offset.y == 0
        await press(pilot, "enter", "greater_than_sign", "greater_than_sign")
        assert bar(pilot) == "Find: ferry 3 of 4"
        assert "Férry came back" in screen_text(pilot)
        assert style_of(pilot, "Férry").reverse
        await press(pilot, "greater_than_sign")
        assert "No more" in screen_text(pilot)
        assert told(pilot) == ""
        await press(pilot, "greater_than_sign")
        assert bar(pilot) == "Find: ferry 1 of 4"
        assert "From the top again" in told(pilot)
        await press(pilot, "less_than_sign")
        assert bar(pilot) == "Find: ferry 4 of 4"
        assert "From the end again" in told(pilot)
        await press(pilot, "escape")
        assert "Find:" not in screen_text(pilot)
        assert the_detail(pilot).has_focus
        await press(pilot, "escape")
        assert the_list(pilot).has_focus


async def test_what_is_not_there_is_said(archive: Archive) -> None:
    async with ReaderApp(archive).run_test(size=WIDE) as pilot:
        await press(pilot, "f", *"zebra")
        assert bar(pilot) == "Find: zebra nothing found"
        await press(pilot, "enter", "greater_than_sign")
        assert "No hit in this update" in told(pilot)


async def test_the_hits_of_a_search_are_gone_through(archive: Archive) -> None:
    async with ReaderApp(archive).run_test(size=WIDE) as pilot:
        await press(
            pilot, "slash", *"ferry", "enter", "greater_than_sign", "greater_than_sign", "greater_than_sign"
        )
        assert "came back" in screen_text(pilot)
        assert the_list(pilot).has_focus


async def test_the_next_update_is_searched_too(archive: Archive) -> None:
    async with ReaderApp(archive).run_test(size=WIDE) as pilot:
        await press(pilot, "f", *"noth", "enter")
        assert bar(pilot) == "Find: noth 1 of 60"
        await press(pilot, "J")
        assert bar(pilot) == "Find: noth 1 hit"
        await press(pilot, "greater_than_sign")
        assert bar(pilot) == "Find: noth 1 of 1"


async def test_nothing_to_find_in_an_empty_library(library_of: LibraryOf) -> None:
    async with ReaderApp(library_of()).run_test(size=WIDE) as pilot:
        await press(pilot, "f", "x", "greater_than_sign", "less_than_sign", "escape")
        assert "Find:" not in screen_text(pilot)


@pytest.mark.parametrize(
    ("wanted", "text", "expected"),
    [
        ("ferry", "A Férry, a ferry", [(2, 7), (11, 16)]),
        ("STRASSE", "In der Straße", [(7, 13)]),
        ("don't", "They don’t.", [(5, 10)]),
        ("aa", "aaaa", [(0, 2), (2, 4)]),
        ("e\u0301", "caf\u00e9", [(3, 4)]),
        ("\u0301", "caf\u00e9", []),
        ("  a   b ", "a b", [(0, 3)]),
        ("x", "", []),
    ],
)
def test_case_accents_and_marks_make_no_difference(
    wanted: str, text: str, expected: list[tuple[int, int]]
) -> None:
    assert list(WordingFinder(wanted).spans(text)) == expected
