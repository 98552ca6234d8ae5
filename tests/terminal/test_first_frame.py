import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from terminal.session import RUN, Session

from tui_reader.archive import Archive

SIZE = (100, 30)
SLOWLY = f"import time, tui_reader.cli.running as slow; slow.run = lambda *_: time.sleep(60)\n{RUN}"
"""Code that never gets further than the first picture."""


def leave_a_picture() -> str:
    """Read for a while; what the screen showed in the end."""
    with Session(size=SIZE) as session:
        session.until_shown("q Quit")
        session.press("jj")
        session.until_shown("3/")
        for _ in range(3):
            session.read()  # the rest of the frame
        picture = session.text()
        session.press("q")
        assert session.until_ended() == 0
    return picture


def test_nothing_is_loaded_before_the_picture_that_it_does_not_need() -> None:
    code = "import sys, tui_reader.cli.main; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    late = {"argparse", "asyncio", "dataclasses", "rich", "sqlite3", "textual", "tui_reader.archive"}
    assert not late & {*loaded.split()}


def test_no_screen_is_loaded_before_it_is_opened() -> None:
    code = "import sys, tui_reader.app.reader_app; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    screens = [name for name in loaded.split() if name.startswith("tui_reader.") and name.endswith("_screen")]
    assert {name.rpartition(".")[2] for name in screens} == {
        "marking_screen", "quoting_screen", "reading_screen",
    }  # fmt: skip


def test_the_last_picture_is_shown_at_once_and_restored_after_a_signal(library: Path) -> None:
    picture = leave_a_picture()
    assert (library / "last_frame.json").stat().st_mode & 0o777 == 0o600
    with Session(code=SLOWLY, size=SIZE) as session:
        assert session.until_shown("q Quit") == picture
        session.process.kill(signal.SIGTERM)
        assert session.until_ended() == 128 + signal.SIGTERM
        assert b"\x1b[?1049l" in session.output
        assert session._modes() == session.before


def test_the_app_goes_on_from_the_picture(library: Path) -> None:
    assert library
    leave_a_picture()
    with Session(size=SIZE) as session:
        session.until_shown("q Quit")
        session.press("gG")
        session.until(lambda text: " 1/" not in text and "3/" not in text)
        session.press("q")
        assert session.until_ended() == 0
        assert session.is_restored()
        assert session.output.count(b"\x1b[?1049h") == 1, "entering twice would clear the picture"


@pytest.mark.parametrize("size", [(99, 30), (100, 31)])
def test_a_terminal_of_another_size_begins_empty(library: Path, size: tuple[int, int]) -> None:
    assert library
    leave_a_picture()
    with Session(code=SLOWLY, size=size) as session:
        session.read()
        assert session.output == b""
        session.process.kill(signal.SIGKILL)


HOSTILE = [
    [["evil \x1b]52;c;aGk=\x07", ""]],
    [["evil", "31m\x1b]0;title\x07"]],
    [["evil\u202e\x9b31m", "31"]],
]


@pytest.mark.parametrize("line", HOSTILE)
def test_a_planted_picture_cannot_steer_the_terminal(library: Path, line: list[list[str]]) -> None:
    leave_a_picture()
    path = library / "last_frame.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "lines": [line]}))
    with Session(code=SLOWLY, size=SIZE) as session:
        for _ in range(20):
            session.read()
        assert not any(bad in session.output for bad in (b"\x1b]", b"\x07", b"\xc2\x9b", "\u202e".encode()))
        session.process.kill(signal.SIGKILL)


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"terminal": 1}', b"\xff", b"[" * 50_000])
def test_a_damaged_picture_is_passed_over(library: Path, damage: bytes) -> None:
    (library / "last_frame.json").write_bytes(damage)
    with Session(size=SIZE) as session:
        session.until_shown("q Quit")
        session.press("q")
        assert session.until_ended() == 0


def test_painting_the_difference_shows_the_same_as_painting_the_whole(library: Path, tmp_path: Path) -> None:
    with Archive(library) as archive:  # else a slow run marks more of them read than a quick one
        archive.marks.set_read(archive.everything().update_ids(), True, "all")
    pictures = []
    for paint in ("difference", "whole"):
        folder = shutil.copytree(library, tmp_path / paint)
        env = {"TUI_READER_PAINT": paint, "TUI_READER_DATA_DIR": str(folder)}
        with Session(size=SIZE, env=env) as session:
            session.until_shown("q Quit")
            session.press("jjj\x1b[6~]?")
            session.until_shown("Keys")
            session.press("q")
            session.until(lambda text: "Keys" not in text)
            session.press("/river")
            session.until_shown("Search: river")
            session.press("\x1b")
            session.until_shown("All updates")
            for _ in range(5):
                session.read()
            pictures.append([[session.screen.buffer[y][x] for x in range(SIZE[0])] for y in range(SIZE[1])])
            session.press("q")
            assert session.until_ended() == 0
    assert pictures[0] == pictures[1]
