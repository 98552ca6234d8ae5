"""On every terminal and in every size; with every script; in colour and without."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from terminal.session import Session

from tui_reader.archive import Archive

TERMINALS = ["xterm", "xterm-256color", "screen", "tmux-256color", "linux", "vt100"]
SCRIPTS = {
    "chinese": "洪水已经退去",
    "emoji": "Flood 🌊 at the bridge 🌉",
    "combining": "Cafe\u0301 o\u0308ffnet n\u0303u",
    "arabic": "الفيضان انحسر",
    "hebrew": "השיטפון נסוג",
    "thai": "น้ำท่วมลดลงแล้ว",
    "plain": "The flood recedes",
}
COLOURS = {*map(str, (*range(30, 39), *range(40, 49), *range(90, 98), *range(100, 108)))}


@pytest.fixture(scope="module")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with a headline in each script, all of the same source, and one of another."""
    folder = tmp_path_factory.mktemp("scripts")
    page = folder / "page.json"
    updates = [
        {"headline": text, "date": "2031-05-03", "blocks": [{"type": "paragraph", "text": text}]}
        for text in SCRIPTS.values()
    ]
    blog = {"title": "Scripts", "publisher": "Lorne Post", "coverage_date": "2031-05-03", "updates": updates}
    other = {
        "title": "Tides",
        "publisher": "Pier Times",
        "coverage_date": "2031-05-01",
        "updates": [{"headline": "Low water", "blocks": [{"type": "paragraph", "text": "Low."}]}],
    }
    page.write_text(json.dumps({"format": "tui-reader", "version": 1, "live_blogs": [blog, other]}))
    with Archive(folder / "library") as archive:
        report = archive.import_([str(page)])
        assert not report.refused
        archive.catch_up_index()
    return folder / "library"


def columns_of(session: Session, text: str) -> Iterator[int]:
    """The column of a text on each line of the screen that bears it."""
    for number in range(session.screen.lines):
        cells = [session.screen.buffer[number][x].data for x in range(session.screen.columns)]
        yield from (x for x in range(len(cells)) if "".join(cells[x : x + len(text)]) == text)


@pytest.mark.parametrize("terminal", TERMINALS)
def test_what_follows_a_headline_keeps_its_column(
    scripts: Path, terminal: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TUI_READER_DATA_DIR", str(scripts))
    with Session(size=(80, 24), env={"TERM": terminal}) as session:
        session.until_shown("q Quit")
        session.until_shown("Lorne Post")
        found = [*columns_of(session, "Lorne Post")]
        assert len(found) == len(SCRIPTS)
        assert len({*found}) == 1, session.text()
        session.press("q")
        assert session.until_ended() == 0


@pytest.mark.parametrize("size", [(20, 5), (40, 12), (80, 24), (132, 43), (300, 100)])
def test_it_reads_and_leaves_in_every_size(library: Path, size: tuple[int, int]) -> None:
    assert library
    with Session(size=size) as session:
        session.until(lambda text: "Quit" in text)
        session.press("j\r")
        session.until(lambda text: "List" in text or "Quit" in text)
        session.press("?")
        session.until_shown("Keys")
        session.press("q")
        session.press("q")
        assert session.until_ended() == 0
        assert session.is_restored()


@pytest.mark.parametrize("keys", ["", "\r", "/dam\r", "?", "S", ":theme sepia\r"])
def test_without_colours_no_byte_is_one(library: Path, keys: str) -> None:
    assert library
    with Session(env={"NO_COLOR": "1"}, size=(120, 40)) as session:
        session.until_shown("q Quit")
        session.press(keys)
        for _ in range(15):
            session.read()
        codes = re.findall(rb"\x1b\[([0-9;]*)m", session.output)
        sent = {code.decode() for found in codes for code in found.split(b";")}
        assert not sent & COLOURS
        assert sent & {"1", "4", "7"}, "bold, underline or reverse tell things apart"


def test_the_mouse_is_left_to_the_terminal_where_it_is_off(library: Path) -> None:
    assert library
    for switch, is_asked_for in (("on", True), ("off", False)):
        with Session(env={"TUI_READER_MOUSE": switch}) as session:
            session.until_shown("q Quit")
            session.press("q")
            assert session.until_ended() == 0
            assert (b"\x1b[?1000h" in session.output) is is_asked_for


def test_over_ssh_the_colours_are_the_terminals_own(library: Path) -> None:
    assert library
    with Session(env={"SSH_TTY": "/dev/pts/9", "COLORTERM": "truecolor"}) as session:
        session.until_shown("q Quit")
        assert b";2;" not in session.output
        assert b"38;5" not in session.output
