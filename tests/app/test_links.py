import os
import stat
from collections.abc import Sequence
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
    screen_text,
    settle,
    told,
    update,
)
from textual.pilot import Pilot

from tui_reader.app import browser
from tui_reader.app.links_screen import LinksScreen
from tui_reader.app.reader_app import ReaderApp
from tui_reader.app.widgets.row_list import RowList
from tui_reader.archive import Archive
from tui_reader.news import Embed, Link, Paragraph, Related, Update
from tui_reader.news.links import web_address

DAY = date(2031, 5, 4)
TEXT = Paragraph("See the timetable, or don't.", (Link(8, 17, "https://ferries.example/times?a=1&b=$(id)"),))


@pytest.fixture
def archive(library_of: LibraryOf) -> Archive:
    blocks = (
        TEXT,
        Embed("Ahoy", author="Ada Lorne", url="https://posts.example/1"),
        Related("Why ferries float", url="https://news.example/float"),
        Related("Do not go there", url="javascript:alert(1)"),
    )
    linked = Update("Ferries", blocks, date=DAY, url="https://news.example/live#3", source_id="3")
    own = live_blog(DAY, linked, update("No link", "Nothing.", date=DAY), url="https://news.example/live")
    bare = live_blog(DAY, update("Bare", "Nothing at all.", date=DAY), title="Bare blog")
    return library_of(own, bare)


@pytest.fixture(autouse=True)
def _no_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY", "SSH_CONNECTION", "SSH_TTY"):
        monkeypatch.delenv(name, raising=False)


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


async def to(pilot: Pilot[None], headline: str) -> None:
    await press(pilot, "g")
    while at_cursor(pilot) != headline:
        await press(pilot, "j")


@pytest.mark.parametrize("size", [WIDE, NARROW, (40, 12), (20, 5)])
async def test_links_are_numbered_and_copied_where_no_browser_is(
    archive: Archive, size: tuple[int, int]
) -> None:
    async with ReaderApp(archive).run_test(size=size) as pilot:
        await to(pilot, "Ferries")
        await press(pilot, "o")
        assert isinstance(pilot.app.screen, LinksScreen)
        if size[1] > 5:
            assert "3 timetable" in " ".join(screen_text(pilot).split())
            assert "Do not go there" not in screen_text(pilot)
        await press(pilot, "9", "3")
        assert pilot.app.clipboard == "https://ferries.example/times?a=1&b=$(id)"
        assert "no browser to open it" in told(pilot)
        await press(pilot, "o", "j", "j", "j", "y")
        assert pilot.app.clipboard == "https://posts.example/1"
        await press(pilot, "o", "escape")
        assert not isinstance(pilot.app.screen, LinksScreen)


async def test_two_clicks_in_one_go_leave_what_is_open_once(archive: Archive) -> None:
    async with ReaderApp(archive).run_test(size=WIDE) as pilot:
        await to(pilot, "Ferries")
        await press(pilot, "o")
        for _ in range(2):  # not awaited: the second is on its way before the first has left
            pilot.app.screen.post_message(RowList.Chosen(0))
        await settle(pilot)
        assert len(pilot.app.screen_stack) == 1
        assert at_cursor(pilot) == "Ferries"


async def test_over_ssh_a_link_is_copied(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSH_CONNECTION", "1 2 3 4")
    monkeypatch.setenv("BROWSER", "true")
    async with ReaderApp(archive).run_test(size=WIDE) as pilot:
        await to(pilot, "Ferries")
        await press(pilot, "o", "enter")
        assert pilot.app.clipboard == "https://news.example/live#3"
        assert "another machine" in told(pilot)


async def test_the_browser_gets_the_address_as_one_word(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, seen = tmp_path / "browser", tmp_path / "seen"
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$#" "$@" > {seen}.new && mv {seen}.new {seen}\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("BROWSER", f"/nowhere/at/all:{program} --new")
    async with ReaderApp(archive).run_test(size=WIDE) as pilot:
        await to(pilot, "Ferries")
        await press(pilot, "o", "3")
        await eventually(pilot, seen.exists)
    assert seen.read_text().splitlines() == ["2", "--new", "https://ferries.example/times?a=1&b=$(id)"]


async def test_the_link_of_the_update_or_of_its_live_blog_is_copied(archive: Archive) -> None:
    async with ReaderApp(archive).run_test(size=WIDE) as pilot:
        await to(pilot, "Ferries")
        await press(pilot, "Y")
        assert pilot.app.clipboard == "https://news.example/live#3"
        assert told(pilot).endswith("Copied the link of the update")
        await to(pilot, "No link")
        await press(pilot, "Y")
        assert pilot.app.clipboard == "https://news.example/live"
        assert "the link of the live blog" in told(pilot)
        await to(pilot, "Bare")
        await press(pilot, "Y")
        assert "Neither this update nor its live blog" in told(pilot)
        await press(pilot, "o")
        assert told(pilot) == "This update has no links", "one at a time"


def test_a_placeholder_of_the_browser_is_filled() -> None:
    def words(browsers: str) -> Sequence[str] | None:
        return browser.words_to_open("https://a.example", {"PATH": os.defpath, "BROWSER": browsers})

    assert words("'broken") is None
    assert words("env A=1 %s -x") == ["env", "A=1", "https://a.example", "-x"]
    assert words("sh -c 'x %s'") == ["sh", "-c", "x %s", "https://a.example"], "nothing that a shell reads"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/ä b", "https://a.example/%C3%A4%20b"),
        ("HTTP://a.example", "HTTP://a.example"),
        ("https://ä.example/", None),
        ("https:///x", None),
        ("https://[::1", None),
        ("ftp://a.example", None),
        ("javascript:alert(1)", None),
        ("--help", None),
        ("/etc/passwd", None),
        ("https://a.example/\x1b]52;c;x\x07", "https://a.example/%1B]52;c;x%07"),
        ("https://a.example/" + "x" * 3000, None),
        (" https://a.example", None),
        ("https://a.exam\nple/", None),
        ("https://a.example/\ud800", "https://a.example/?"),
        (None, None),
    ],
)
def test_only_addresses_of_the_web_get_through(url: str | None, expected: str | None) -> None:
    assert web_address(url) == expected
