import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from app.stage import (
    NARROW,
    WIDE,
    archive_of,
    at_cursor,
    eventually,
    live_blog,
    screen_lines,
    screen_text,
    settle,
    the_detail,
    the_list,
    update,
)
from textual.pilot import Pilot

from tui_reader.app.reader_app import ReaderApp
from tui_reader.app.reading.returning import Returning
from tui_reader.app.rendering.moments import since_when
from tui_reader.archive import Archive
from tui_reader.settings import Settings

DAY = date(2031, 5, 4)


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


async def visit(archive: Archive, *keys: str, size: tuple[int, int] = WIDE) -> None:
    async with ReaderApp(archive).run_test(size=size) as pilot:
        await press(pilot, *keys)


async def test_the_next_visit_begins_where_the_last_one_ended(archive: Archive) -> None:
    await visit(archive, "j", "j", "z", "plus")
    async with ReaderApp(archive).run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert at_cursor(pilot) == "Third 3"
        assert the_list(pilot).region.y < the_detail(pilot).region.y
        assert the_list(pilot).size.width > 100
        assert the_list(pilot).size.height > 0.42 * WIDE[1]


async def test_a_first_visit_begins_as_set_and_later_ones_where_the_last_ended(archive: Archive) -> None:
    settings = Settings(layout="stacked", order="oldest", group="live blog")
    async with ReaderApp(archive, settings=settings).run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert the_list(pilot).region.y < the_detail(pilot).region.y
        assert screen_lines(pilot)[0].startswith(" All updates, oldest first  12 updates in 3 live blogs")
        assert at_cursor(pilot) == "Third 6"
        await press(pilot, "O", "D", "z")
    async with ReaderApp(archive, settings=settings).run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert screen_lines(pilot)[0].startswith(" All updates  12 updates on 3 days")
        assert the_detail(pilot).region.size.width == 0
        await press(pilot, "slash", *"dawn", "enter", "escape")
        assert screen_lines(pilot)[0].startswith(" All updates  12 updates on 3 days")


async def test_the_update_alone_is_begun_with_again(archive: Archive) -> None:
    await visit(archive, "z", "z", "z", "J")
    async with ReaderApp(archive).run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert the_detail(pilot).has_focus
        assert the_detail(pilot).size.height == WIDE[1]
        await press(pilot, "escape")
        assert at_cursor(pilot) == "Third 2"
        assert the_list(pilot).has_focus


async def test_a_search_is_begun_with_again_and_escape_ends_it(archive: Archive) -> None:
    await visit(archive, "slash", *"first", "enter", "j")
    async with ReaderApp(archive).run_test(size=NARROW) as pilot:
        await eventually(pilot, lambda: the_list(pilot).count == 4)
        assert at_cursor(pilot) == "First 2"
        assert screen_lines(pilot)[1].startswith(" / first")
        await press(pilot, "escape")
        assert the_list(pilot).count == 12


async def test_the_bookmarks_are_begun_with_again(archive: Archive) -> None:
    archive.marks.set_bookmark(archive.everything().rows(4, 5)[0].update_id, True)
    await visit(archive, "B", "B")
    async with ReaderApp(archive).run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert (at_cursor(pilot), the_list(pilot).count) == ("Third 5", 1)


async def test_the_place_is_kept_while_one_reads(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Returning, "KEPT_AFTER", 0.05)
    wanted = archive.everything().rows(2, 3)[0].update_id
    async with ReaderApp(archive).run_test(size=WIDE) as pilot:
        await press(pilot, "j", "j")

        def kept() -> object:
            place = archive.session.values().get("place")
            return isinstance(place, dict) and place.get("update") == wanted

        await eventually(pilot, kept)


@pytest.mark.parametrize(
    "kept",
    [
        "no JSON",
        "[]",
        {"place": "here", "panes": 3},
        {"place": {"kind": "search", "query": "", "update": None, "row": 0}},
        {"place": {"kind": "zebra", "query": "x", "update": "x", "row": -5}},
        {"place": {"kind": "everything", "query": "", "update": "gone", "row": 10**30}},
        {"panes": {"layout": "zebra", "split": 10**9, "stacked": "x"}},
        {"last_visit": {"library": 3}},
    ],
)
async def test_whatever_was_kept_the_reader_begins(archive: Archive, kept: object) -> None:
    text = kept if isinstance(kept, str) else json.dumps(kept)
    (archive.folder / "session.json").write_text(text)
    async with ReaderApp(archive).run_test(size=WIDE) as pilot:
        await press(pilot, "j", "k")
        assert the_list(pilot).count == 12


async def test_another_library_begins_at_the_top(archive: Archive, tmp_path: Path) -> None:
    await visit(archive, "G")
    other = archive_of(tmp_path / "other", live_blog(DAY, update("Elsewhere", "Nothing", date=DAY)))
    other.session.keep(**archive.session.values())
    async with ReaderApp(other).run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert at_cursor(pilot) == "Elsewhere"
        assert "since" not in screen_text(pilot)
    other.close()


def more(archive: Archive, tmp_path: Path) -> None:
    updates = [update(f"Fourth {n}", f"Day four, number {n}.", date=DAY) for n in (1, 2, 3)]
    archive_of(tmp_path, live_blog(DAY, *updates, title="Harbour strike, day four")).close()
    assert archive.folder == tmp_path / "library"


async def test_what_came_since_is_offered_and_n_walks_it(archive: Archive, tmp_path: Path) -> None:
    await visit(archive, "G")
    more(archive, tmp_path)
    async with ReaderApp(archive).run_test(size=WIDE) as pilot:
        await eventually(pilot, lambda: "3 new updates since " in screen_text(pilot))
        assert at_cursor(pilot) == "Unknown 2"
        await press(pilot, "n")
        assert at_cursor(pilot) == "Fourth 1"
        assert "new updates since" not in screen_text(pilot)
        await press(pilot, "n")
        assert at_cursor(pilot) == "Fourth 2"
        await press(pilot, "H")
        assert at_cursor(pilot) == "Unknown 2"


async def test_the_offer_can_be_walked_from_its_oldest_or_sent_away(archive: Archive, tmp_path: Path) -> None:
    await visit(archive)
    more(archive, tmp_path)
    async with ReaderApp(archive).run_test(size=WIDE) as pilot:
        await eventually(pilot, lambda: "3 new updates since " in screen_text(pilot))
        await press(pilot, "N")
        assert at_cursor(pilot) == "Fourth 3"
    async with ReaderApp(archive).run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert "since" not in screen_text(pilot), "it was offered once"


async def test_escape_sends_the_offer_away(archive: Archive, tmp_path: Path) -> None:
    await visit(archive, "j")
    more(archive, tmp_path)
    async with ReaderApp(archive).run_test(size=WIDE) as pilot:
        await eventually(pilot, lambda: "3 new updates since " in screen_text(pilot))
        await press(pilot, "escape", "n")
        assert at_cursor(pilot) == "Third 3"
        assert "new updates since" not in screen_text(pilot)


@pytest.mark.parametrize(
    ("then", "expected"),
    [
        (datetime(2031, 5, 7, 18, 20, tzinfo=UTC), "18:20"),
        (datetime(2031, 5, 6, 18, 20, tzinfo=UTC), "Tuesday 18:20"),
        (datetime(2031, 5, 1, 0, 0, tzinfo=UTC), "Thursday 00:00"),
        (datetime(2031, 4, 30, 23, 59, tzinfo=UTC), "30 April 2031"),
        (datetime(2031, 5, 8, 0, 0, tzinfo=UTC), "8 May 2031"),
    ],
)
def test_a_moment_is_named_the_shorter_the_nearer(then: datetime, expected: str) -> None:
    assert since_when(then, datetime(2031, 5, 7, 20, 0, tzinfo=UTC)) == expected
