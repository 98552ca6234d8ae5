import base64
import re
from pathlib import Path

from terminal.session import Session

OSC_52 = re.compile(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07")


def copied(session: Session) -> list[str]:
    return [base64.b64decode(found).decode() for found in OSC_52.findall(session.output)]


def test_what_somebody_said_on_a_day_reaches_the_terminals_clipboard(library: Path) -> None:
    assert library
    with Session(env={"TMUX": "", "STY": ""}) as session:
        session.until_shown("q Quit")
        session.press("]")
        session.until(lambda text: re.search(r" ([2-9]|\d\d+)/\d", text.splitlines()[0]))
        session.press("S\tlena\ra")  # in one go, as a quick typist or a slow line has it
        session.until_shown("Copied")
        (text,) = copied(session)
        assert text.startswith("# Lena Marik\n\n> ")
        session.press("q\x1b")
        session.until_shown("Enter Read")
        session.press("q")
        assert session.until_ended() == 0
        assert session.is_restored()


def test_copies_arrive_whole_among_the_frames(library: Path) -> None:
    assert library
    with Session(env={"TMUX": "", "STY": ""}) as session:
        session.until_shown("q Quit")
        session.press("j.yj.yj.yj.yj.y")
        session.until(lambda _: len(copied(session)) == 5)
        assert all("Meridian Wire" in text for text in copied(session))
        session.press("q")
        assert session.until_ended() == 0


def test_tmux_gets_it_wrapped_too(library: Path) -> None:
    assert library
    with Session(env={"TMUX": "/nowhere,1,0", "TERM": "tmux-256color"}) as session:
        session.until_shown("q Quit")
        session.press("y")
        session.until_shown("Copied")
        assert re.search(rb"\x1bPtmux;\x1b\x1b\]52;c;[A-Za-z0-9+/=]+\x07\x1b\\", session.output)
        session.press("q")
        assert session.until_ended() == 0
