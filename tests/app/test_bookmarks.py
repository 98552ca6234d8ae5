"""The bookmarks with their notes and tags: shown, narrowed, sorted, copied, written, gone to."""

import json
from pathlib import Path

import pytest
from app.stage import (
    NARROW,
    WIDE,
    at_cursor,
    eventually,
    messages,
    on_show,
    screen_lines,
    screen_text,
    settle,
    the_detail,
)

from tui_reader.app.bookmarks_screen import BookmarksScreen
from tui_reader.app.reader_app import ReaderApp
from tui_reader.app.widgets.bookmark_list import BookmarkList
from tui_reader.archive import Archive
from tui_reader.news.corrections import quotation_ids


@pytest.fixture
def marked(archive: Archive) -> Archive:
    """Three bookmarks: "Third 2", its quotation, "First 1"; the last one set last."""
    rows = archive.everything().rows(0, 12)
    view = archive.update(rows[1].update_id)
    assert view is not None
    archive.marks.annotate(rows[1].update_id, "Whole update.", ["harbour"])
    archive.marks.annotate(rows[1].update_id, "Ask\nher.", ["ada", "dawn"], quotation_ids(view.update)[0])
    archive.marks.set_bookmark(rows[6].update_id, True)
    return archive


@pytest.fixture
def app(marked: Archive) -> ReaderApp:
    return ReaderApp(marked)


def shown(app: ReaderApp) -> list[str]:
    """The bookmarks on show, each by its quoted words or its headline."""
    found = app.screen.query_one(BookmarkList).shown
    return [b.quotation.text if b.quotation else b.update.headline or "" for b in found]


@pytest.mark.parametrize("size", [WIDE, NARROW, (40, 12), (200, 60)])
async def test_notes_and_tags_are_in_sight(app: ReaderApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await pilot.press("B")
        await eventually(pilot, lambda: "First 1" in screen_text(pilot))
        assert screen_lines(pilot)[0].startswith(" Bookmarks")
        text = screen_text(pilot)
        assert "“We row" in text
        assert "#ada" in text
        if size[0] >= 80:
            assert "Ask her." in text
            assert "Ada Lorne" in text
        if size in (NARROW, (200, 60)):
            assert "3 May 2031" in text


async def test_words_narrow_the_list(app: ReaderApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("B")
        await eventually(pilot, lambda: shown(app) == ["First 1", "We row at dawn,", "Third 2"])
        for words, left in (("ask", ["We row at dawn,"]), (" lor", ["We row at dawn,"]), ("x", [])):
            await pilot.press("slash", *words)
            await eventually(pilot, lambda left=left: shown(app) == left)  # type: ignore[misc]
        assert "No bookmark has these words" in screen_text(pilot)
        await pilot.press("escape")
        await eventually(pilot, lambda: len(shown(app)) == 3)
        await pilot.press("slash", *"harbour", "enter", "O")
        await eventually(pilot, lambda: "newest first" in screen_lines(pilot)[0])
        assert shown(app) == ["We row at dawn,", "Third 2", "First 1"]
        assert isinstance(app.screen, BookmarksScreen)
        await pilot.press("escape", "escape")
        await settle(pilot)
        assert not isinstance(app.screen, BookmarksScreen)


async def test_enter_leads_to_the_quotation(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("G", "B")
        await eventually(pilot, lambda: len(shown(app)) == 3)
        await pilot.press("j", "enter")
        await eventually(pilot, lambda: the_detail(pilot).statement)
        statement = the_detail(pilot).statement
        assert statement is not None
        assert statement.quotation.text == "We row at dawn,"
        assert (at_cursor(pilot), on_show(pilot)) == ("Third 2", "Third 2")
        await pilot.press("escape", "escape")
        await eventually(pilot, lambda: at_cursor(pilot) == "Unknown 2")


async def test_bookmarks_are_taken_away_annotated_and_brought_back(app: ReaderApp, marked: Archive) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("B")
        await eventually(pilot, lambda: len(shown(app)) == 3)
        await pilot.press("j", "b")
        await eventually(pilot, lambda: shown(app) == ["First 1", "Third 2"])
        await pilot.press("u")
        await eventually(pilot, lambda: shown(app) == ["First 1", "We row at dawn,", "Third 2"])
        await pilot.press("g", "e", *"New.", "ctrl+s")
        await eventually(pilot, lambda: "New." in screen_text(pilot))
        assert marked.marks.bookmarks()[0].note == "New."


async def test_all_are_copied_as_markdown(app: ReaderApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("B")
        await eventually(pilot, lambda: len(shown(app)) == 3)
        await pilot.press("a")
        await eventually(
            pilot, lambda: "Copied 3 bookmarks, as Markdown with notes and tags" in messages(pilot)
        )
        assert "> We row at dawn,\n" in app.clipboard
        assert "Tags: \\#ada \\#dawn" in app.clipboard


async def test_what_is_on_show_is_written(
    app: ReaderApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("B")
        await eventually(pilot, lambda: len(shown(app)) == 3)
        await pilot.press("w", "enter")
        await eventually(pilot, (tmp_path / "bookmarks.md").exists)
        await eventually(pilot, lambda: isinstance(app.screen, BookmarksScreen))
        await pilot.press("w", "enter")
        await eventually(pilot, lambda: any("is there already" in text for text in messages(pilot)))
        await pilot.press("backspace", "backspace", *"doc", "enter")
        await eventually(pilot, lambda: any("End the name with" in text for text in messages(pilot)))
        await pilot.press(*["backspace"] * 3, *"json", "enter")
        await eventually(pilot, (tmp_path / "bookmarks.json").exists)
        await eventually(pilot, lambda: isinstance(app.screen, BookmarksScreen))
        await pilot.press("w", "home", *"~nobody/", "enter")
        await eventually(pilot, lambda: any("no such folder" in text for text in messages(pilot)))
        assert len(json.loads((tmp_path / "bookmarks.json").read_text())["bookmarks"]) == 3


async def test_a_bookmark_outlives_its_update(app: ReaderApp, marked: Archive) -> None:
    (marked.folder / "library.db").unlink()
    with Archive(marked.folder) as emptied:
        app = ReaderApp(emptied)
        async with app.run_test(size=WIDE) as pilot:
            await pilot.press("B")
            await eventually(pilot, lambda: len(shown(app)) == 3)
            await pilot.press("j")
            await eventually(pilot, lambda: "no longer in the library" in screen_text(pilot))
            await pilot.press("enter")
            await eventually(pilot, lambda: any("No longer in the library" in m for m in messages(pilot)))
            await pilot.press("b")
            await eventually(pilot, lambda: len(shown(app)) == 2)
