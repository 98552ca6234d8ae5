"""Links that the terminal opens itself (OSC 8): told to those that can take them, in one form only."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from terminal.session import Session, import_sample
from wire import leaks

from tui_reader.app import hyperlinks

LINK = re.compile(rb"\x1b\]8;id=([^;]*);([^\x1b]*)\x1b\\(.*?)\x1b\]8;;\x1b\\", re.DOTALL)
LAST_OF_SAMPLE = b"https://example.org/meridian-wire/tesk-floods/2024-03-07#update-19"


def links_sent(monkeypatch: pytest.MonkeyPatch, folder: Path, env: Mapping[str, str]) -> Session:
    monkeypatch.setenv("TUI_READER_DATA_DIR", str(folder))
    for name in ("TMUX", "STY"):
        monkeypatch.delenv(name, raising=False)
    with Session(size=(80, 24), env=env) as session:
        session.until_shown("q Quit")
        session.press("\rG")
        session.until_shown("update-19")
        session.press("q")
        assert session.until_ended() == 0
    assert leaks(session.output) == []
    return session


def test_a_line_that_is_a_link_is_one_to_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_sample(tmp_path)
    sent = links_sent(monkeypatch, tmp_path, {"TERM": "xterm-256color"}).output
    links = LINK.findall(sent)
    assert {address for _, address, _ in links} == {LAST_OF_SAMPLE}
    assert len({number for number, _, _ in links}) == 1, "the lines of one link belong together"
    assert sent.count(b"\x1b]8;id=") == sent.count(b"\x1b]8;;\x1b\\") == len(links)
    for env in ({"TERM": "linux"}, {"TERM": "xterm", "TUI_READER_LINKS": "never"}):
        assert b"\x1b]8" not in links_sent(monkeypatch, tmp_path, env).output


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"TERM": "xterm-kitty"}, True),
        ({"TERM": "screen-256color", "TMUX": "/run/tmux/default,1,0"}, True),
        ({"TERM": "screen", "STY": "1.pts"}, False),
        ({"TERM": "xterm", "STY": "1.pts"}, False),
        ({"TERM": "vt100"}, False),
        ({}, False),
    ],
)
def test_only_terminals_that_can_take_links_are_told(environment: Mapping[str, str], expected: bool) -> None:
    assert hyperlinks.are_known(environment) is expected
