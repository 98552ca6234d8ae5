from app.stage import NARROW, WIDE, at_cursor, screen_lines, screen_text, settle, style_of, the_list
from textual.pilot import Pilot

from tui_reader.app.reader_app import ReaderApp

NAMES = {" ": "space", ")": "right_parenthesis", "?": "question_mark"}


async def type_query(pilot: Pilot[None], query: str) -> None:
    await pilot.press("slash", *(NAMES.get(char, char) for char in query))
    await settle(pilot)


async def test_results_appear_as_one_types(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await type_query(pilot, "firs")
        assert the_list(pilot).count == 4
        lines = screen_lines(pilot)
        assert lines[0].startswith(" Search: firs  4 updates on 1 day")
        assert lines[1].startswith(" / firs")
        assert lines[2].strip().startswith("4 updates in ")
        assert lines[3].startswith(" Thursday 1 May 2031 - 4 updates")
        assert at_cursor(pilot) == "First 1"
        await pilot.press("backspace", "backspace", "backspace", "backspace")
        await settle(pilot)
        assert the_list(pilot).count == 12


async def test_hits_are_marked_and_differ_from_quotations(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await type_query(pilot, "dawn")
        hit, quotation = style_of(pilot, "dawn"), style_of(pilot, "We row at")
        assert hit.bgcolor != quotation.bgcolor
        assert hit.color != quotation.color


async def test_enter_goes_to_the_list_and_escape_back_to_where_one_was(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("j", "j", "j")
        await type_query(pilot, "unknown")
        await pilot.press("enter")
        assert the_list(pilot).has_focus
        assert screen_lines(pilot)[1].startswith(" / unknown")
        await pilot.press("j")
        assert at_cursor(pilot) == "Unknown 2"
        await pilot.press("escape")
        await settle(pilot)
        assert at_cursor(pilot) == "Third 4"
        assert the_list(pilot).count == 12
        assert screen_lines(pilot)[1].startswith(" Saturday"), "the bar is gone"


async def test_escape_while_typing_gives_the_full_list_back(app: ReaderApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("G")
        await type_query(pilot, "third")
        await pilot.press("escape")
        await settle(pilot)
        assert at_cursor(pilot) == "Unknown 2"
        assert the_list(pilot).has_focus


async def test_a_search_may_be_changed(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await type_query(pilot, "first")
        await pilot.press("enter", "slash", "space", "2")
        await settle(pilot)
        assert the_list(pilot).count == 1, screen_text(pilot)
        assert at_cursor(pilot) == "First 2"


async def test_leaving_an_empty_search_bar_closes_it(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", "enter", "j")
        await settle(pilot)
        assert at_cursor(pilot) == "Third 2"
        assert screen_lines(pilot)[1].startswith(" Saturday")


async def test_nothing_found_is_said(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await type_query(pilot, "zebra")
        assert "Nothing found" in screen_text(pilot)
        assert "0 updates in " in screen_text(pilot)
        await pilot.press("enter", "j", "G", "enter", "b", "n", "right_square_bracket", "pagedown", "escape")
        await settle(pilot)
        assert the_list(pilot).count == 12


async def test_an_error_points_at_the_spot_and_keeps_the_list(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await type_query(pilot, "dawn) lorne")
        lines = screen_lines(pilot)
        assert "^" in lines[2]
        assert lines[1][lines[2].index("^")] == ")"
        assert the_list(pilot).count > 0
        await pilot.press("escape")
        await settle(pilot)
        assert the_list(pilot).count == 12


async def test_letters_go_into_the_query_not_to_the_keys(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await type_query(pilot, "jqb?")
        assert screen_lines(pilot)[1].startswith(" / jqb?")
        assert app.is_running


async def test_a_quick_typist_gets_the_last_query(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await type_query(pilot, "third first")
        for _ in range(len(" first")):
            await pilot.press("backspace")
        await settle(pilot)
        assert the_list(pilot).count == 6
        assert screen_lines(pilot)[0].startswith(" Search: third  6 updates")
