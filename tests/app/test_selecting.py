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
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.pilot import Pilot

from tui_reader.app.reader_app import ReaderApp
from tui_reader.app.reading_place import reading_place
from tui_reader.app.rendering.page import Page
from tui_reader.app.rendering.selecting import Motion, SelectableText, Selection
from tui_reader.app.rendering.styled import laid_over, width_of
from tui_reader.archive import Archive
from tui_reader.settings import Settings

DAY = date(2031, 5, 4)
PROSE = "The ferry left the pier before dawn, and nobody on it knew that the harbour would be closed by noon."
QUOTED = "“We row at dawn,” said Ada Lorne."


@pytest.fixture
def archive(library_of: LibraryOf) -> Archive:
    filler = [f"Paragraph {n} speaks of nothing." for n in range(60)]
    archive = library_of(
        live_blog(
            DAY, update("Ferry 日本 left", PROSE, QUOTED, *filler, date=DAY), update("Quiet", "No.", date=DAY)
        )
    )
    archive.catch_up_index()
    return archive


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
    await settle(pilot)


def copied(pilot: Pilot[None]) -> str:
    return pilot.app.clipboard


@pytest.mark.parametrize("size", [WIDE, NARROW, (40, 12)])
async def test_text_is_selected_and_copied(archive: Archive, size: tuple[int, int]) -> None:
    async with ReaderApp(archive).run_test(size=size) as pilot:
        await press(pilot, "V", "w", "w", "l", "h")
        assert "Selected: 10 characters" in screen_text(pilot)
        assert style_of(pilot, "Ferry 日").reverse
        assert not style_of(pilot, " left").reverse
        await press(pilot, "y")
        assert copied(pilot) == "Ferry 日本 l"
        assert "Copied 10 characters" in told(pilot)
        assert "Selected" not in screen_text(pilot)
        assert the_detail(pilot).has_focus
        assert not the_detail(pilot).selection


async def test_a_paragraph_is_one_line_and_both_ends_move(archive: Archive) -> None:
    async with ReaderApp(archive).run_test(size=NARROW) as pilot:
        await press(pilot, "V", "j", "0", *"jjj", "0", "o", *"jjjj", "dollar_sign", "o", "k")
        before = the_detail(pilot).selection
        assert before
        await press(pilot, "g", "o", "G", "V")
        assert not the_detail(pilot).selection
        await press(pilot, "g", "V", "G", "y")
        text = copied(pilot)
        assert f"\n\n{PROSE}\n\n{QUOTED[:-1]}. — Ada Lorne\n\nParagraph 0 speaks" in text
        assert text.startswith("Ferry 日本 left\n\nLorne Post · Harbour strike\nSunday 4 May 2031")
        assert the_detail(pilot).is_at_end, "the end that moves is in sight"


async def test_what_is_at_the_cursor_is_selected_first(archive: Archive) -> None:
    async with ReaderApp(archive).run_test(size=WIDE) as pilot:
        await press(pilot, "full_stop", "V", "y")
        assert copied(pilot) == "“We row at dawn,”"
        await press(pilot, "f", *"nobody", "enter", "V", "e", "y")
        assert copied(pilot) == "nobody on"
        await press(pilot, "V", "b", "b", "y")
        assert copied(pilot) == "and n"


async def test_other_keys_and_other_updates_end_it(archive: Archive) -> None:
    async with ReaderApp(archive).run_test(size=WIDE) as pilot:
        for key in ("escape", "J", "slash", "tab", "z"):
            await press(pilot, "V", "w")
            assert "Selected" in screen_text(pilot), key
            await press(pilot, key)
            await settle(pilot)
            assert "Selected" not in screen_text(pilot), key
            assert not the_detail(pilot).selection, key
            await press(pilot, "escape", "escape")
        assert copied(pilot) == ""


async def test_what_is_selected_stays_so_when_its_lines_are_broken_anew(archive: Archive) -> None:
    async with ReaderApp(archive).run_test(size=WIDE) as pilot:
        await press(pilot, "enter", "V", *"jjjjjj", "0", *"eeeee", "o", "w", "b")
        selection = the_detail(pilot).selection
        assert selection
        before = selection.copied
        assert len(before) > 20
        for size in ((70, 30), (200, 60), WIDE):
            await pilot.resize_terminal(*size)
            await settle(pilot)
            selection = the_detail(pilot).selection
            assert selection
            assert selection.copied == before
        await press(pilot, "y")
        assert copied(pilot) == before


async def test_the_cursor_of_a_braille_display_follows(archive: Archive) -> None:
    async with ReaderApp(archive, settings=Settings(linear=True)).run_test(size=(40, 12)) as pilot:
        await press(pilot, "V", "w", "l", "l")
        place = reading_place(pilot.app.screen)
        assert screen_lines(pilot)[place.y].strip() == "Ferry 日本 left"
        assert place.x == screen_lines(pilot)[place.y].index("F") + len("Ferry ") + 4
        assert the_list(pilot).row


async def test_nothing_to_select_in_an_empty_library(library_of: LibraryOf) -> None:
    async with ReaderApp(library_of()).run_test(size=WIDE) as pilot:
        await press(pilot, "V", "y", "escape")
        assert "Selected" not in screen_text(pilot)


TEXTS = st.lists(
    st.sampled_from(["a", "bc ", ", ", "日", "👩‍👩‍👧", "ש", "e\u0301"]), min_size=1, max_size=30
).map("".join)
MOTIONS: tuple[Motion, ...] = (
    "left", "right", "up", "down", "word", "word-back", "word-end", "line-start", "line-end", "top", "bottom",
)  # fmt: skip


@settings(max_examples=60)
@given(st.lists(TEXTS, min_size=1, max_size=3), st.lists(st.sampled_from(MOTIONS), max_size=8), st.booleans())
def test_whatever_is_selected_is_what_is_marked(
    texts: list[str], motions: list[Motion], is_swapped: bool
) -> None:
    page = Page(24)
    for text in texts:
        page.text(text, (), first="• ")
        page.note("a note", "muted")
        page.blank()
    selectable = SelectableText(page.lines)
    selection = Selection(selectable, 0, 0)
    for motion in motions:
        selection.move(motion)
        if is_swapped:
            selection.swap()
    marked = [laid_over(line, selection.marks(number)) for number, line in enumerate(page.lines)]
    for line, before in zip(marked, page.lines, strict=True):
        assert "".join(run.text for run in line) == "".join(run.text for run in before)
        assert width_of(line) == width_of(before)
    shown = "".join(run.text for line in marked for run in line if "selected" in run.roles)
    assert "".join(shown.split()) == "".join(selection.copied.split())
    assert "•" not in shown
    assert any("selection-cursor" in run.roles for run in marked[selection.line])
