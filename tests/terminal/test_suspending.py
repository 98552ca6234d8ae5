import os
import signal
from pathlib import Path

from terminal.session import Session


def stopped(session: Session) -> bool:
    pid, status = os.waitpid(session.process.pid or 0, os.WUNTRACED | os.WNOHANG)
    return pid != 0 and os.WIFSTOPPED(status)


def test_ctrl_z_gives_the_terminal_back_and_fg_goes_on(library: Path) -> None:
    assert library
    with Session() as session:
        session.until_shown("q Quit")
        session.press("jj")
        session.until_shown("3/")
        session.press("\x1a")
        session.until(lambda _: stopped(session))
        while b"\x1b[?1049l" not in session.output:
            session.read()
        assert session.is_restored()
        session.screen.reset()
        session.process.kill(signal.SIGCONT)
        session.until(lambda text: "q Quit" in text and "3/" in text)
        session.press("j")
        session.until_shown("4/")
        session.press("q")
        assert session.until_ended() == 0
        assert session.is_restored()


def test_a_bracketed_paste_goes_into_the_search_bar_as_one_line(library: Path) -> None:
    assert library
    with Session(size=(120, 40)) as session:
        session.until_shown("q Quit")
        session.press("/")
        session.until_shown("Esc Back")
        session.press("\x1b[200~river\r\nembankment\x1b[201~")
        session.until_shown("Search: river embankment")
        session.press("\r")
        session.press("q")
        assert session.until_ended() == 0
