"""Every payload through every field, screen and command, on a real terminal: nothing of it is on the wire."""

import json
from pathlib import Path

import pexpect
import pytest
from payloads import ALL, IN_NAMES, write_documents
from terminal.session import Session
from wire import leaks

from tui_reader.archive import Archive

RUN_ALL = """
import json, sys
from tui_reader.cli import main
for words in json.loads(sys.argv[1]):
    try:
        main(words)
    except SystemExit:
        pass
print("all commands done")
"""
SCREENS = (
    "\r",
    "\t",
    "v",
    ".",
    ".",
    "y",
    "c",
    "Ada",
    "\x1b",
    "C",
    "\x1b",
    "Y",
    "\x1b",
    "B",
    "B",
    "E",
    "E",
    "S",
    "\r",
    "a",
    "\x1b",
    "\x1b",
    "?",
    "\x1b",
    "\x10",
    "kite",
    "\x1b",
    "b",
    "B",
    "e",
    "\x1b",
    "R",
    "i",
    "\x1b",
    "o",
    "\x1b",
    "t",
    "\x1b",
    "m",
    "\x1b",
    "s",
    "\x1b",
    "]",
    "[",
    "n",
    "N",
    "J",
    "K",
    "G",
    "g",
)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TUI_READER_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("NO_COLOR", raising=False)
    write_documents(tmp_path / "sources")
    return tmp_path / "data"


def filled(data: Path) -> str:
    """Fill the library; the id of an update."""
    with Archive(data) as archive:
        archive.import_([str(data.parent / "sources")])
        archive.catch_up_index()
        rows = archive.everything().rows(0, 200)
        assert len(rows) > 40
        return next(row.update_id for row in rows if "Kite" in row.headline)


def test_no_command_sends_a_payload(data: Path) -> None:
    update = filled(data)
    missing = str(data.parent / f"{IN_NAMES}missing")
    argument = ALL.replace("\0", "")
    commands = [
        ["import", str(data.parent / "sources")],
        ["import", missing, f"{data.parent}/sources/{IN_NAMES}refused.json"],
        [
            "import",
            "--dry-run",
            "--json",
            "--publisher",
            argument,
            str(data.parent / "sources" / f"{IN_NAMES}copy.txt"),
        ],
        ["search", "kite"],
        ["search", "--json", "kite"],
        ["search", "--jsonl", "kite"],
        ["search", "--csv", "kite"],
        ["search", argument],
        ["search", f'"{argument}'],
        ["search", f"colour:{IN_NAMES}"],
        ["search", "(" + IN_NAMES],
        ["show", update],
        ["show", "--json", update],
        ["show", argument],
        ["bookmark", update, "--note", argument, "--tag", "a" + IN_NAMES],
        ["bookmark", argument],
        ["quotes"],
        ["quotes", "--json"],
        ["quotes", "--csv"],
        ["quotes", "--md"],
        ["quotes", "--bibtex"],
        ["quotes", "--speaker", argument],
        ["bookmarks"],
        ["bookmarks", "--json"],
        ["bookmarks", "--jsonl"],
        ["bookmarks", "--csv"],
        ["export"],
        ["export", "-o", missing],
        ["export", "-o", f"/nowhere/{IN_NAMES}"],
        ["paths"],
        ["paths", "--json"],
        ["doctor"],
        ["doctor", "--json"],
        ["config"],
        ["sources", "add", argument],
        ["sources", "add", f"http://127.0.0.1:9/{IN_NAMES}"],
        ["sources"],
        ["sources", "--json"],
        ["follow", "--once", f"https://a:b@{IN_NAMES}"],
        [f"--{argument}"],
        [argument],
        ["import", "--date", argument, "x"],
        ["--data-dir", missing, "search", "kite"],
        ["--data-dir", f"/dev/null/{IN_NAMES}", "import", missing],
    ]
    with Session(json.dumps(commands), code=RUN_ALL) as session:
        sent = everything_of(session)
    assert b"all commands done" in sent
    assert b"Traceback" not in sent
    assert leaks(sent) == []


def wait_for_calm(session: Session, key: str | bytes = "\x1b") -> None:
    """Wait until nothing is sent for a moment: an Escape and the next key must not become one."""
    calm = 0
    while calm < 2:
        before = len(session.output)
        session.read(0.1 if key == "\x1b" else 0.04)
        calm = calm + 1 if len(session.output) == before else 0


def leave(session: Session) -> None:
    """Leave, however many screens are still open: an Escape closes one."""
    for _ in range(10):
        session.press("\x1b")
        wait_for_calm(session)
        session.press("q")
        wait_for_calm(session)
        if not session.process.isalive():
            return
    raise AssertionError(f"it does not end; the screen shows\n{session.text()}")


def everything_of(session: Session) -> bytes:
    """What a session sends until its end, without drawing it."""
    sent = b""
    while True:
        try:
            sent += session.process.read_nonblocking(1_000_000, timeout=120)
        except pexpect.EOF:
            return sent


@pytest.mark.parametrize("size", [(120, 40), (60, 16)])
def test_no_screen_sends_a_payload(data: Path, size: tuple[int, int]) -> None:
    filled(data)
    pasted = (
        b"\x1b[200~" + ALL.replace("\0", "").replace("\x1b", "").encode("utf-8", "replace") + b"\x1b[201~"
    )
    with Session(size=size) as session:
        session.until_shown("Kite")
        for key in (
            *SCREENS,
            "\x1b",
            "\x1b",
            "f",
            pasted,
            "\x1b",
            "b",
            "e",
            pasted,
            "\x1b",
            "\x1b",
            "/",
            pasted,
            "\x1b",
            "\x1b",
        ):
            session.press(key)
            wait_for_calm(session, key)
        assert session.process.isalive(), session.output[-2_000:]
        leave(session)
        assert session.is_restored()
    assert leaks(session.output) == []
    log = data / "crash.log"
    assert not log.exists(), log.read_text()


@pytest.mark.parametrize(
    "sent",
    [
        b"\x1b[7777m",
        b"\x1b]52;c;G1s=\x07",
        b"\x1b]8;id=1;file:///etc\x1b\\",
        b"\x1b]8;id=1;https://news.example/ \x1b\\",
        b"\x1b]8;id=x;https://news.example/\x1b\\",
        b"\x1b]8;;https://news.example/\x1b\\",
        b"\x1b]8;id=1;https://news.example/",
        b"\xc2\x9b1m",
        b"\x1bc",
        b"\x07",
        b"\xe2\x80\xae",
        b"\xff",
    ],
)
def test_leaks_are_found(sent: bytes) -> None:
    assert leaks(b"\x1b[?1049h\x1b[1;31mfine\x1b[0m" + sent + b"more\x1b[?1049l")
