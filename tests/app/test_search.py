import threading
from pathlib import Path
from typing import Any

import pytest
from app.stage import (
    NARROW,
    WIDE,
    at_cursor,
    eventually,
    screen_lines,
    screen_text,
    settle,
    style_of,
    the_list,
    told,
)
from textual.events import Paste
from textual.pilot import Pilot

from tui_reader.app.reader_app import ReaderApp
from tui_reader.app.reading import indexing, searching
from tui_reader.app.widgets.outcome_line import OutcomeLine
from tui_reader.app.widgets.search_bar import SearchBar
from tui_reader.app.widgets.text_field import TextField
from tui_reader.archive import Archive

NAMES = {":": "colon", " ": "space", ")": "right_parenthesis", "?": "question_mark"}


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


async def test_a_value_is_completed_in_quotation_marks(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await type_query(pilot, "spea")
        assert screen_lines(pilot)[2].startswith("   speaker:   Tab takes it")
        await pilot.press("tab")
        await settle(pilot)
        assert screen_lines(pilot)[2].startswith('   "Ada Lorne"   Tab takes it')
        await pilot.press("a", "tab")
        await settle(pilot)
        assert screen_lines(pilot)[1].startswith(' / speaker:"Ada Lorne" ')
        assert screen_lines(pilot)[2].strip().startswith("6 updates in ")
        assert the_list(pilot).count == 6
        await pilot.press("d", "a", "w", "n", "enter")
        await settle(pilot)
        assert the_list(pilot).has_focus
        assert the_list(pilot).count == 6


async def test_keys_choose_among_completions(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await type_query(pilot, "is")
        await pilot.press("tab")
        await settle(pilot)
        values = screen_lines(pilot)[2].removesuffix("   Tab takes it").split()
        assert {"unread", "key"} <= set(values)
        await pilot.press("down", "down", "up", "tab")
        await settle(pilot)
        assert screen_lines(pilot)[1].startswith(f" / is:{values[1]} ")


async def test_every_completion_can_be_seen_on_a_narrow_screen(app: ReaderApp) -> None:
    async with app.run_test(size=(40, 12)) as pilot:
        await type_query(pilot, "is:")
        for _ in range(5):
            assert marked_of(pilot) in screen_lines(pilot)[2].split()
            await pilot.press("down")
            await pilot.pause()


def marked_of(pilot: Pilot[None]) -> str:
    way = pilot.app.screen.query_one(OutcomeLine).marked
    assert way
    return way.text


async def test_tags_are_completed(app: ReaderApp, archive: Archive) -> None:
    (row,) = archive.everything().rows(0, 1)
    archive.marks.annotate(row.update_id, tags=["lights out", "harbour"])
    async with app.run_test(size=WIDE) as pilot:
        await type_query(pilot, "tag:lig")
        await pilot.press("tab")
        await settle(pilot)
        assert screen_lines(pilot)[1].startswith(' / tag:"lights out"')
        assert the_list(pilot).count == 1


async def test_tab_typed_in_one_go_waits_for_the_completion(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", *"speaker", "colon", *"lor", "tab", *"dawn", "enter")
        await settle(pilot)
        assert screen_lines(pilot)[1].startswith(' / speaker:"Ada Lorne" dawn')


async def test_tab_without_a_completion_lets_one_type_on(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await type_query(pilot, "first")
        await pilot.press("tab", "space", *"dawn")
        await settle(pilot)
        assert screen_lines(pilot)[1].startswith(" / first dawn")


async def test_what_may_be_meant_is_offered_where_nothing_is_found(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await type_query(pilot, "thrd dawn")
        assert screen_lines(pilot)[2].startswith("   Did you mean  third dawn   Tab takes it")
        await pilot.press("enter")
        await settle(pilot)
        assert screen_lines(pilot)[0].startswith(" Search: third dawn  6 updates")
        await pilot.press("enter")
        await settle(pilot)
        assert the_list(pilot).has_focus


async def test_up_walks_through_the_queries_that_were_looked_at(app: ReaderApp, archive: Archive) -> None:
    async with app.run_test(size=WIDE) as pilot:
        for query in ("first", "dawn", "first"):
            await type_query(pilot, query)
            await pilot.press("enter", "escape")
            await settle(pilot)
        await type_query(pilot, "unlooked")
        await pilot.press("escape", "slash", "up")
        await settle(pilot)
        assert screen_lines(pilot)[1].startswith(" / first")
        await pilot.press("up", "up")
        await settle(pilot)
        assert screen_lines(pilot)[1].startswith(" / dawn")
        assert the_list(pilot).count == 6
        await pilot.press("down", "down")
        await settle(pilot)
        assert screen_lines(pilot)[1].startswith(" / words, or")
        await eventually(pilot, lambda: archive.session.values()["queries"] == ["first", "dawn"])


async def test_up_leaves_alone_what_is_being_typed(app: ReaderApp, archive: Archive) -> None:
    archive.session.keep(queries=["dawn", 7, "\x1b[2Jfirst\n"])
    async with app.run_test(size=WIDE) as pilot:
        await type_query(pilot, "thi")
        await pilot.press("up")
        await settle(pilot)
        assert screen_lines(pilot)[1].startswith(" / thi")
        await pilot.press(*["backspace"] * 3, "up", "up", "up")
        await settle(pilot)
        assert screen_lines(pilot)[1].startswith(" / first"), "cleaned, and what is no text left out"
        await pilot.press("space", "1", "down")
        await settle(pilot)
        assert the_list(pilot).has_focus


async def test_a_query_one_dwells_on_is_kept(
    app: ReaderApp, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "_LOOKED_AT", 0.01)
    async with app.run_test(size=WIDE) as pilot:
        await type_query(pilot, "dawn")
        await eventually(pilot, lambda: "'dawn'" in str(archive.session.values()))


def the_bar(pilot: Pilot[None]) -> TextField:
    return pilot.app.screen.query_one(SearchBar).query_one(TextField)


async def test_what_is_pasted_becomes_one_line(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash")
        the_bar(pilot).post_message(Paste("first\r\n\n 2\t\x1b[2J"))
        await settle(pilot)
        assert screen_lines(pilot)[1].startswith(" / first 2")
        assert at_cursor(pilot) == "First 2"


async def test_a_long_paste_is_cut_and_says_so(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await type_query(pilot, "dawn")
        the_bar(pilot).post_message(Paste(" dawn" * 1_000_000))
        await settle(pilot)
        assert len(the_bar(pilot).value) == 500
        await eventually(pilot, lambda: "no more than 500 characters fit" in told(pilot))
        assert the_list(pilot).count == 6


async def test_a_hit_in_the_text_alone_is_shown_behind_the_headline(app: ReaderApp) -> None:
    async with app.run_test(size=(200, 40)) as pilot:
        await type_query(pilot, "dawn")
        line = next(line for line in screen_lines(pilot) if "Third 1" in line)
        assert "We row at dawn" in line.split("│")[0]
        assert "hit" in {role for run in the_list(pilot).row_line(0, 100) for role in run.roles}
        await pilot.press(*["backspace"] * 4, *"third")
        await settle(pilot)
        line = next(line for line in screen_lines(pilot) if "Third 1" in line)
        assert "We row" not in line.split("│")[0], "the headline shows it"


async def test_a_narrow_list_keeps_to_headlines(app: ReaderApp) -> None:
    async with app.run_test(size=(40, 12)) as pilot:
        await type_query(pilot, "dawn")
        assert not [line for line in screen_lines(pilot) if "Third" in line and "row" in line]


def damage_index(folder: Path) -> None:
    for path in (folder / "index").rglob("*.pst"):
        path.write_bytes(b"garbage" * 99)


async def test_a_damaged_index_is_told_and_built_anew_while_one_waits(
    app: ReaderApp, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_rebuild = threading.Event()
    catch_up = Archive.catch_up_index

    def held_up(*args: Any, **others: Any) -> bool:
        may_rebuild.wait(20)
        return catch_up(*args, **others)

    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        damage_index(archive.folder)
        monkeypatch.setattr(Archive, "catch_up_index", held_up)
        await pilot.press("slash", *"number")
        await eventually(pilot, lambda: "is damaged; it will be rebuilt" in screen_text(pilot))
        may_rebuild.set()
        await eventually(pilot, lambda: "Search: number  12 updates" in screen_lines(pilot)[0])
        assert "damaged" not in screen_text(pilot)


async def test_an_index_that_is_damaged_again_and_again_is_left_alone(
    app: ReaderApp, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    builds = 0
    catch_up = Archive.catch_up_index

    def spoiled(*args: Any, **others: Any) -> bool:
        nonlocal builds
        builds += 1
        done = catch_up(*args, **others)
        damage_index(archive.folder)
        return done

    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        damage_index(archive.folder)
        monkeypatch.setattr(Archive, "catch_up_index", spoiled)
        await pilot.press("slash", *"number")
        await eventually(pilot, lambda: builds == indexing._MOST_REBUILDS)
        await settle(pilot)
        assert builds == indexing._MOST_REBUILDS
        assert "damaged" in screen_text(pilot)
        await pilot.press("escape", "escape")
        await settle(pilot)
        assert the_list(pilot).count == 12
