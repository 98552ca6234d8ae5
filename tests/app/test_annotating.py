"""Bookmarks of quotations, notes and tags, undo, and many updates marked at once."""

import pytest
from app.stage import (
    NARROW,
    WIDE,
    eventually,
    messages,
    screen_lines,
    screen_text,
    settle,
    the_detail,
)
from textual.events import Paste

from tui_reader.app import note_screen
from tui_reader.app.note_screen import NoteScreen, TagSuggester
from tui_reader.app.reader_app import ReaderApp
from tui_reader.app.widgets.note_field import NoteField
from tui_reader.archive import Archive
from tui_reader.news.bookmark import Bookmark

TINY = (40, 12)


def bookmarks(archive: Archive) -> list[Bookmark]:
    return archive.marks.bookmarks()


def typed(archive: Archive) -> str | None:
    draft = archive.drafts.latest()
    return draft.note if draft else None


def read(archive: Archive) -> set[str]:
    return {row.headline for row in archive.everything().rows(0, 99) if row.is_read}


async def test_the_quotation_at_the_cursor_is_bookmarked(app: ReaderApp, archive: Archive) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("full_stop", "b")
        await eventually(pilot, lambda: "“We row at dawn,” bookmarked" in screen_text(pilot))
        (bookmark,) = bookmarks(archive)
        assert bookmark.quotation is not None
        assert (bookmark.quotation.text, bookmark.quotation.speaker) == ("We row at dawn,", "Ada Lorne")
        assert "★" in screen_lines(pilot)[2]
        assert the_detail(pilot).statement is not None, "the cursor stays where it is"
        await pilot.press("b")
        await eventually(pilot, lambda: not bookmarks(archive))
        await pilot.press("u")
        await eventually(pilot, lambda: bookmarks(archive) == [bookmark])
        await pilot.press("u")
        await eventually(pilot, lambda: not bookmarks(archive))


@pytest.mark.parametrize("size", [WIDE, NARROW, TINY])
async def test_a_note_and_tags_are_written_and_shown(
    app: ReaderApp, archive: Archive, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        await pilot.press("enter", "e", *"Ask q?", "enter", "x", "tab", *"dam, pier", "ctrl+s")
        await eventually(pilot, lambda: bookmarks(archive))
        (bookmark,) = bookmarks(archive)
        assert (bookmark.note, bookmark.tags, bookmark.quotation_id) == ("Ask q?\nx", ("dam", "pier"), None)
        await eventually(pilot, lambda: "Ask q?" in screen_text(pilot))
        if size != TINY:
            assert "#dam #pier" in screen_text(pilot)
        assert archive.drafts.latest() is None
        await pilot.press("u")
        await eventually(pilot, lambda: not bookmarks(archive))
        await eventually(pilot, lambda: "Undone: note and tags of “Third 1”" in messages(pilot))


async def test_enter_in_the_line_of_tags_saves(app: ReaderApp, archive: Archive) -> None:
    async with app.run_test(size=TINY) as pilot:
        await pilot.press("full_stop", "e", "tab", *"dam", "enter")
        await eventually(pilot, lambda: bookmarks(archive))
        (bookmark,) = bookmarks(archive)
        assert (bookmark.tags, bookmark.quotation and bookmark.quotation.text) == (
            ("dam",),
            "We row at dawn,",
        )


async def test_escape_keeps_what_was_typed(app: ReaderApp, archive: Archive) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("e", *"half a th", "escape")
        await eventually(pilot, archive.drafts.latest)
        await settle(pilot)
        assert not isinstance(app.screen, NoteScreen)
        assert bookmarks(archive) == []
        await pilot.press("e", *"ought", "ctrl+s")
        await eventually(pilot, lambda: bookmarks(archive))
        assert bookmarks(archive)[0].note == "half a thought"
        assert archive.drafts.latest() is None


async def test_a_draft_is_on_disk_soon_and_outlives_the_app(app: ReaderApp, archive: Archive) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("e", *"typed")
        await eventually(pilot, lambda: typed(archive) == "typed", seconds=note_screen._KEPT_AFTER + 5)
        await pilot.press(*"!")
    async with ReaderApp(archive).run_test(size=NARROW) as pilot:
        await eventually(pilot, lambda: any("unsaved note" in text for text in messages(pilot)))
        await pilot.press("e")
        await eventually(pilot, lambda: "typed" in screen_text(pilot))
        await pilot.press("ctrl+r", "escape")
        await eventually(pilot, lambda: archive.drafts.latest() is None)
    assert bookmarks(archive) == []


async def test_tags_in_use_are_completed(app: ReaderApp, archive: Archive) -> None:
    for index, tags in enumerate((["harbour"], ["harbour", "hail"], ["Ask Ana"])):
        archive.marks.annotate(archive.everything().rows(index, index + 1)[0].update_id, "", tags)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("G", "e", "tab", "h")
        await settle(pilot)
        await pilot.press("tab", *", a")
        await settle(pilot)
        await pilot.press("tab", "enter")
        await eventually(pilot, lambda: len(bookmarks(archive)) == 4)
        assert bookmarks(archive)[0].tags == ("harbour", "Ask Ana")


@pytest.mark.parametrize(
    ("typed", "completed"),
    [("h", "harbour"), ("harbour, h", "harbour, hail"), ("#HA", "#harbour"), ("harbour", None), ("", None),
     ("x", None), ("hail,", None)],
)  # fmt: skip
async def test_completions(typed: str, completed: str | None) -> None:
    assert await TagSuggester(["harbour", "hail", "dam"]).get_suggestion(typed) == completed


async def test_a_pasted_note_is_harmless(app: ReaderApp, archive: Archive) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("e", *"so: ")
        await settle(pilot)
        app.screen.query_one(NoteField).post_message(Paste("one\x1b[31m\r\ntwo\u202e"))
        await settle(pilot)
        await pilot.press("!", "f2")
        await eventually(pilot, lambda: bookmarks(archive))
        assert bookmarks(archive)[0].note == "so: one\ntwo!"


async def test_read_and_unread(app: ReaderApp, archive: Archive) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("r")
        await eventually(pilot, lambda: read(archive) == {"Third 1"})
        await eventually(pilot, lambda: screen_lines(pilot)[2].startswith("    19:30"))
        await pilot.press("r")
        await eventually(pilot, lambda: read(archive) == set())
        await pilot.press("u")
        await eventually(pilot, lambda: read(archive) == {"Third 1"})


async def test_many_are_marked_at_once(app: ReaderApp, archive: Archive) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("M")
        await settle(pilot)
        for text in ("Mark read", "1  All on show: All updates", "2  Day: Saturday 3 May 2031",
                     "3  Live blog: Harbour strike, day three", "4  Source: Lorne Post"):  # fmt: skip
            assert text in screen_text(pilot)
        await pilot.press("2")
        await eventually(pilot, lambda: len(read(archive)) == 6)
        await eventually(pilot, lambda: "6 updates marked read. u undoes it" in messages(pilot))
        assert "•" not in screen_lines(pilot)[3]
        await pilot.press("M", "j", "j", "tab", "enter")
        await eventually(pilot, lambda: read(archive) == set())
        await pilot.press("u")
        await eventually(pilot, lambda: len(read(archive)) == 6)
        await pilot.press("u", "u")
        await eventually(pilot, lambda: "Nothing to undo" in messages(pilot))
        assert read(archive) == set()


async def test_a_search_is_marked_as_a_whole(app: ReaderApp, archive: Archive) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("slash", *"first", "enter")
        await settle(pilot)
        await pilot.press("M", "1")
        await eventually(pilot, lambda: len(read(archive)) == 4)


async def test_what_another_window_changed_is_not_undone(app: ReaderApp, archive: Archive) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("b")
        await eventually(pilot, lambda: bookmarks(archive))
        with Archive(archive.folder) as other:
            other.marks.annotate(bookmarks(archive)[0].update.id, "Theirs.")
        await pilot.press("u")
        await eventually(pilot, lambda: any("cannot undo" in text for text in messages(pilot)))
        assert bookmarks(archive)[0].note == "Theirs."
