import re
import signal
import time
from pathlib import Path

import pytest
from dropping import WAYS
from terminal.session import Session, archive_running

from tui_reader.library import Drafts

SIGNALS = [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGINT]


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)])
def test_start_read_bookmark_leave_and_find_it_again(library: Path, size: tuple[int, int]) -> None:
    assert library
    with Session(size=size) as session:
        session.until_shown("q Quit")
        session.press("jj\r")
        session.until_shown("h List")
        session.press("b\x1b")
        session.until(lambda text: "★" in text and "Enter Read" in text)
        session.press("q")
        assert session.until_ended() == 0
        assert session.is_restored()
    with Session(size=size) as session:
        session.until_shown("q Quit")
        session.press("BB")
        session.until(lambda text: "Bookmarks" in text and "★" in text)
        session.press("q")
        assert session.until_ended() == 0


def test_search_from_the_keyboard(library: Path) -> None:
    assert library
    with Session(size=(120, 40)) as session:
        session.until_shown("q Quit")
        session.press("/embankment")
        shown = session.until_shown("Search: embankment")
        assert re.search(r"\d+ updates on \d", shown)
        session.press("\x1b")
        session.until_shown("All updates")
        session.press("q")
        assert session.until_ended() == 0


@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_leaves_a_restored_terminal(library: Path, number: signal.Signals) -> None:
    assert library
    with Session() as session:
        session.until_shown("q Quit")
        session.process.kill(number)
        assert session.until_ended() == 128 + number
        assert session.is_restored()


@pytest.mark.parametrize(
    "way",
    ["hang up delivered", "hang up ignored", "hang up blocked", "busy worker", "in a session of its own"],
)
def test_a_dropped_line_leaves_no_process(library: Path, way: str) -> None:
    assert WAYS[way](library) < 3


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_a_signal_loses_no_place(library: Path, number: signal.Signals) -> None:
    assert library
    with Session() as session:
        session.until_shown("q Quit")
        session.press("jjjj")
        session.until_shown(" 5/")
        session.process.kill(number)
        session.until_ended()
    with Session() as session:
        session.until_shown(" 5/")


def test_a_frozen_line_holds_no_process(library: Path) -> None:
    assert library
    with Session(size=(120, 40)) as session:
        session.until_shown("q Quit")
        session.press("jk?q" * 500)
        session.process.kill(signal.SIGTERM)
        assert session.process.wait() == 128 + signal.SIGTERM


def test_bytes_that_are_no_text_do_no_harm(library: Path) -> None:
    assert library
    with Session() as session:
        session.until_shown("q Quit")
        session.press(b"\xe9\xff\xfe\x80j")
        session.until_shown("2/")
        session.press("q")
        assert session.until_ended() == 0


def test_a_lone_escape_is_a_key(library: Path) -> None:
    assert library
    with Session() as session:
        session.until_shown("q Quit")
        session.press("\r")
        session.until_shown("h List")
        session.press("\x1b")
        session.until(lambda text: "h List" not in text)
        session.press("q")
        assert session.until_ended() == 0


def test_a_defect_leaves_a_restored_terminal_and_one_line(library: Path) -> None:
    setup = "Archive.bookmarks = lambda *_: [][1]"
    with Session(str(library), code=archive_running(setup)) as session:
        session.until_shown("q Quit")
        session.press("BB")
        assert session.until_ended() == 70
        assert session.is_restored()
        last = session.output[session.output.rfind(b"\x1b[?1049l") :]
        text = re.sub(rb"\x1b\[[?<>0-9;]*[a-zA-Z]", b"", last).decode().strip()
        assert re.fullmatch(r"tui-reader: internal error \(IndexError: .*crash\.log", text)
        assert "Traceback" in (library / "crash.log").read_text()
        assert (library / "crash.log").stat().st_mode & 0o777 == 0o600


def test_no_colour_is_sent_when_none_is_wanted(library: Path) -> None:
    assert library
    with Session(env={"NO_COLOR": "1"}) as session:
        session.until_shown("q Quit")
        session.press("q")
        session.until_ended()
        codes = [
            code for found in re.findall(rb"\x1b\[([0-9;]+)m", session.output) for code in found.split(b";")
        ]
        assert codes
        coloured = {*map(str, range(30, 39)), *map(str, range(40, 49)), *map(str, range(90, 108))}
        assert not {code.decode() for code in codes} & coloured


@pytest.mark.parametrize("terminal", ["xterm", "xterm-256color", "screen", "tmux-256color", "linux", "vt100"])
def test_every_terminal_is_restored(library: Path, terminal: str) -> None:
    assert library
    with Session(env={"TERM": terminal}) as session:
        session.until_shown("q Quit")
        session.press("jq")
        assert session.until_ended() == 0
        assert session.is_restored()


def test_nothing_is_sent_while_nothing_happens(library: Path) -> None:
    assert library
    with Session() as session:
        session.until_shown("q Quit")
        session.press("b")
        session.until_shown("★")
        for _ in range(8):
            session.read()
        before = len(session.output)
        for _ in range(10):
            session.read()
        assert len(session.output) == before
        session.press("q")
        assert session.until_ended() == 0


def test_what_is_typed_before_there_is_a_screen_waits_for_it(library: Path) -> None:
    assert library
    with Session(size=(120, 40)) as session:
        end = time.monotonic() + 1.5
        while time.monotonic() < end and "q Quit" not in session.text():
            session.press("/")
            session.read(0.01)
        session.until_shown("To the list")
        session.press("\x1b")
        session.until_shown("q Quit")
        session.press("q")
        assert session.until_ended() == 0


def test_a_window_dragged_down_to_one_cell_and_back_shows_the_reader_again(library: Path) -> None:
    assert library
    with Session() as session:
        session.until_shown("q Quit")
        for width, height in [(1, 1), (130, 1), (1, 40), (2, 2), (300, 90), (19, 4), (1, 1)] * 4:
            session.process.setwinsize(height, width)
            session.press("j")
            assert session.read(0.01), session.output[-400:]
        session.screen.resize(24, 80)
        session.process.setwinsize(24, 80)
        session.until_shown("q Quit")
        session.press("q")
        assert session.until_ended() == 0
        assert session.is_restored()


def test_a_draft_outlives_a_kill_and_is_offered_again(library: Path) -> None:
    with Session(size=(120, 40)) as session:
        session.until_shown("q Quit")
        session.press("e")
        session.until_shown("Tags:")
        session.press("half a thöught")
        session.until(lambda _: (draft := Drafts(library).latest()) and draft.note == "half a thöught")
        session.process.kill(signal.SIGKILL)
    with Session(size=(120, 40)) as session:
        session.until_shown("q Quit")
        session.press("e")
        session.until_shown("half a thöught")
