"""What other windows and programs mark while one reads."""

from collections.abc import Iterator

import pytest
from app.stage import (
    NARROW,
    WIDE,
    at_cursor,
    eventually,
    screen_lines,
    screen_text,
    settle,
    the_list,
    told,
)
from textual import events
from textual.pilot import Pilot

from tui_reader.app.reader_app import ReaderApp
from tui_reader.app.widgets.update_list import UpdateList
from tui_reader.archive import Archive


@pytest.fixture
def other(archive: Archive) -> Iterator[Archive]:
    """The same data folder in another window."""
    with Archive(archive.folder) as other:
        yield other


def regain_focus(pilot: Pilot[None]) -> None:
    pilot.app.post_message(events.AppBlur())
    pilot.app.post_message(events.AppFocus())


def ids(archive: Archive, *indices: int) -> list[str]:
    return [archive.everything().rows(index, index + 1)[0].update_id for index in indices]


async def test_marks_of_another_window_show_when_the_terminal_regains_the_focus(
    app: ReaderApp, other: Archive
) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        first, second, third = ids(other, 0, 1, 2)
        other.marks.annotate(first, "Ask the harbour master", ["dam"])
        other.marks.set_bookmark(second, on=True)
        other.marks.mark_read(third)
        assert "★" not in screen_text(pilot)
        regain_focus(pilot)
        await eventually(pilot, lambda: screen_lines(pilot)[3].startswith("•★"))
        lines = screen_lines(pilot)
        assert [line[:2] for line in lines[2:5]] == ["•★", "•★", "  "]
        assert "Ask the harbour master" in screen_text(pilot)
        assert at_cursor(pilot) == "Third 1"
        other.marks.set_bookmark(second, on=False)
        regain_focus(pilot)
        await eventually(pilot, lambda: screen_lines(pilot)[3].startswith("• "))


@pytest.mark.parametrize("key", ["R", "j"])
async def test_marks_of_another_window_show_with_a_key(app: ReaderApp, other: Archive, key: str) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("slash", *"third", "enter")  # R lists anew what is no search, marks and all
        await eventually(pilot, lambda: "Search: third" in screen_text(pilot))
        await settle(pilot)
        other.marks.set_bookmark(ids(other, 3)[0], on=True)
        assert "★" not in screen_text(pilot)
        await pilot.press(key)
        await eventually(pilot, lambda: "★" in screen_text(pilot))


async def test_nothing_is_drawn_or_fetched_where_nothing_was_marked(
    app: ReaderApp, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    renewed: list[object] = []
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("b")
        await eventually(pilot, lambda: "★" in screen_text(pilot))
        monkeypatch.setattr(UpdateList, "renew", lambda _, update_ids: renewed.append(update_ids))
        for _ in range(3):
            regain_focus(pilot)
            await settle(pilot)
        await pilot.press("j", "k", "R")
        await settle(pilot)
        assert renewed == []
        assert archive.marks.is_at(archive.marks.point())


async def test_both_windows_mark_and_neither_loses_anything(
    app: ReaderApp, archive: Archive, other: Archive
) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("b")
        other.marks.set_bookmark(ids(other, 1)[0], on=True)
        await eventually(pilot, lambda: "★" in screen_text(pilot))
        regain_focus(pilot)
        await eventually(pilot, lambda: screen_text(pilot).count("★") == 2)
        assert the_list(pilot).count == 12
        assert told(pilot) == ""
    assert len(archive.marks.bookmarks()) == len(other.marks.bookmarks()) == 2
