"""Ways in which a line to the reader is lost, and how long its process stays after that."""

import os
import pty
import select
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import psutil
from terminal.session import RUN, Session, archive_running

_LONGEST = 15.0  # seconds; then the process is ended
_BUSY = archive_running("Archive.bookmarks = lambda *_: [n for n in iter(int, 1)]")


def hang_up_delivered(folder: Path) -> float:
    return _closed(Session("--data-dir", str(folder)))


def hang_up_ignored(folder: Path) -> float:
    return _closed(Session("--data-dir", str(folder), ignore_hang_up=True))


def hang_up_blocked(folder: Path) -> float:
    code = f"import signal; signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGHUP]); {RUN}"
    return _closed(Session("--data-dir", str(folder), code=code))


def busy_worker(folder: Path) -> float:
    """The terminal is closed while a thread never comes back."""
    session = Session(str(folder), code=_BUSY)
    session.until_shown("q Quit")
    session.press("BB")
    for _ in range(5):
        session.read()
    return session.drop_the_line()


def frozen_then_terminated(folder: Path) -> float:
    """Nobody reads what the reader shows, and it is told to end."""
    with Session("--data-dir", str(folder), size=(120, 40)) as session:
        session.until_shown("q Quit")
        session.press("jk?q" * 500)
        time.sleep(0.5)
        return _seconds(lambda: session.process.kill(signal.SIGTERM), session.process.pid or 0)


def in_a_session_of_its_own(folder: Path) -> float:
    """Under `setsid`: the terminal controls nothing, so nobody is told that it is gone."""
    return _without_control(["setsid", *_command(folder)])


def under_nohup(folder: Path) -> float:
    """nohup takes the terminal away from what it runs, at both ends."""
    return _refused(f"cd {shlex.quote(str(folder.parent))}; exec nohup {shlex.join(_command(folder))}")


def tmux_killed(folder: Path) -> float:
    """The tmux server that has the terminal is told to end."""
    tmux = ["tmux", "-L", f"dropping-{os.getpid()}", "-f", os.devnull]
    subprocess.run(
        [*tmux, "new-session", "-d", "-x", "80", "-y", "24", shlex.join(_command(folder))], check=True
    )
    try:
        shown = [*tmux, "capture-pane", "-p"]
        _until(lambda: b"q Quit" in subprocess.run(shown, capture_output=True, check=True).stdout)
        pane = subprocess.run([*tmux, "list-panes", "-F", "#{pane_pid}"], capture_output=True, check=True)
        return _seconds(lambda: subprocess.run([*tmux, "kill-server"], check=True), int(pane.stdout))
    finally:
        subprocess.run([*tmux, "kill-server"], check=False, stderr=subprocess.DEVNULL)


def input_closed(folder: Path) -> float:
    return _refused(f"exec {shlex.join(_command(folder))} <&-")


def output_closed(folder: Path) -> float:
    return _refused(f"exec {shlex.join(_command(folder))} >&- 2>&-")


WAYS: Mapping[str, Callable[[Path], float]] = {
    way.__name__.replace("_", " "): way
    for way in (
        hang_up_delivered, hang_up_ignored, hang_up_blocked, busy_worker, frozen_then_terminated,
        in_a_session_of_its_own, under_nohup, tmux_killed, input_closed, output_closed,
    )
}  # fmt: skip
"""Each loses a line to a reader of the data folder; how many seconds its process stayed."""


def _command(folder: Path) -> list[str]:
    return [sys.executable, "-c", RUN, "--data-dir", str(folder)]


def _closed(session: Session) -> float:
    session.until_shown("q Quit")
    return session.drop_the_line()


def _without_control(command: Sequence[str]) -> float:
    """Run it on a pseudo-terminal that is nobody's controlling terminal, and close that."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"}
    shown = bytearray()
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment) as process:
        os.close(theirs)
        try:
            _until(lambda: b"Quit" in _more(ours, shown))
            return _seconds(lambda: os.close(ours), process.pid)
        finally:
            process.kill()


def _more(terminal: int, shown: bytearray) -> bytes:
    if select.select([terminal], [], [], 0.1)[0]:
        shown += os.read(terminal, 65_536)
    return bytes(shown)


def _refused(script: str) -> float:
    """Run a shell's script that starts the reader without a terminal; how long until it has refused."""
    code = "import os, sys; os.execv('/bin/sh', ['sh', '-c', sys.argv[1]])"
    with Session(script, code=code) as session:
        start = time.monotonic()
        assert session.until_ended() not in (0, 1)
    return time.monotonic() - start


def _until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + _LONGEST
    while not condition():
        assert time.monotonic() < end, "in vain"


def _seconds(drop: Callable[[], object], pid: int) -> float:
    """Drop the line; how many seconds the process stays."""
    process = psutil.Process(pid)
    start = time.monotonic()
    drop()
    while _is_there(process):
        if time.monotonic() - start > _LONGEST:
            process.kill()
        time.sleep(0.02)
    return time.monotonic() - start


def _is_there(process: psutil.Process) -> bool:
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
