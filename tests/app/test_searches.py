import pytest
from app.stage import NARROW, WIDE, at_cursor, eventually, screen_lines, screen_text, settle, the_list, told
from textual.pilot import Pilot

from tui_reader.app.reader_app import ReaderApp
from tui_reader.archive import Archive


@pytest.fixture(autouse=True)
def _searches(archive: Archive) -> None:
    archive.marks.save_search("The first day", "first")
    archive.marks.save_search("Rowing", "dawn")
    archive.marks.save_search("Broken", "dawn)")
    archive.session.keep(queries=["unknown", "first", "third 2"])


def rows(pilot: Pilot[None]) -> list[list[str]]:
    return [line.split() for line in screen_lines(pilot)[2:-1] if line.strip()]


async def test_saved_searches_come_with_counts_then_earlier_ones(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("s")
        await settle(pilot)
        assert screen_lines(pilot)[0].startswith(" Searches  3 saved, 2 earlier")
        assert rows(pilot) == [
            ["Broken", "dawn)"],
            ["Rowing", "dawn", "6"],
            ["The", "first", "day", "first", "4"],
            ["unknown"],
            ["third", "2"],
        ]


async def test_typing_filters_and_enter_runs(app: ReaderApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("j", "s", "d", "a", "y", "enter")
        await settle(pilot)
        assert screen_lines(pilot)[0].startswith(" Search: first  4 updates")
        assert the_list(pilot).has_focus
        await pilot.press("escape")
        await settle(pilot)
        assert at_cursor(pilot) == "Third 2", "back to where one was"


async def test_what_is_removed_can_be_put_back(app: ReaderApp, archive: Archive) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("s", "r", "o", "w", "delete")
        await settle(pilot)
        assert rows(pilot) == [["Rowing", "dawn", "removed"]]
        assert "Rowing" not in [search.name for search in archive.marks.searches()]
        await pilot.press("delete")
        await settle(pilot)
        assert rows(pilot) == [["Rowing", "dawn", "6"]]
        assert "Rowing" in [search.name for search in archive.marks.searches()]


async def test_an_earlier_query_is_removed_for_good(app: ReaderApp, archive: Archive) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("s", "t", "h", "i", "ctrl+d", "escape")
        await settle(pilot)
        await eventually(pilot, lambda: archive.session.values()["queries"] == ["unknown", "first"])
        assert the_list(pilot).has_focus


async def test_the_search_on_show_is_saved_under_a_name(app: ReaderApp, archive: Archive) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("w")
        await settle(pilot)
        await eventually(pilot, lambda: "no search to save" in told(pilot))
        await pilot.press("slash", *"unknown", "enter", "w")
        await settle(pilot)
        assert "Save as: unknown" in screen_text(pilot)
        await pilot.press(*"Undated", "enter")
        await settle(pilot)
        await eventually(pilot, lambda: "Saved as Undated" in told(pilot))
        saved = {search.name: search.query for search in archive.marks.searches()}
        assert saved["Undated"] == "unknown"
        await pilot.press("w", *"nothing", "escape")
        await settle(pilot)
        assert len(archive.marks.searches()) == 4


async def test_without_any_the_screen_says_how_to_come_by_one(app: ReaderApp, archive: Archive) -> None:
    for search in archive.marks.searches():
        archive.marks.remove_search(search.name)
    archive.session.keep(queries=[])
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("s", "enter", "delete")
        await settle(pilot)
        assert "No searches yet: / searches, w saves one" in screen_text(pilot)
