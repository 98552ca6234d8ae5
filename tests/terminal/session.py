"""The app in a process of its own on a pseudo-terminal, as a user has it."""

import os
import re
import signal
import sys
import termios
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType

import pexpect
import pyte

RUN = "from tui_reader.__main__ import run; run()"  # as the command `tui-reader` does
_UNKNOWN_TO_PYTE = re.compile(rb"\x1b\[[<>=][0-9;:]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p")
_SECONDS = 15.0


class Session:
    """A running command.

    Args:
        words: the command line after `tui-reader`.
        code: what Python runs.
        env: environment variables beside those that are set already.
        ignore_hang_up: start with the hang-up signal ignored, as `nohup` does.
    """

    def __init__(
        self,
        *words: str,
        code: str = RUN,
        size: tuple[int, int] = (80, 24),
        env: Mapping[str, str] = {},
        ignore_hang_up: bool = False,
    ) -> None:
        width, height = size
        self.screen = pyte.Screen(width, height)
        self._stream = pyte.ByteStream(self.screen)
        self.output = b""
        self.process: pexpect.spawn[bytes] = pexpect.spawn(
            sys.executable,
            ["-c", code, *words],
            dimensions=(height, width),
            env={**os.environ, "TERM": "xterm-256color", **env},
            timeout=_SECONDS,
            ignore_sighup=ignore_hang_up,
        )
        self.before = self._modes()

    def __enter__(self) -> "Session":
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if not self.process.closed:
            self.process.close(force=True)

    def press(self, keys: str | bytes) -> None:
        """Type."""
        self.process.send(keys)

    def text(self) -> str:
        """What is on the screen now."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def until(self, condition: Callable[[str], object], seconds: float = _SECONDS) -> str:
        """Wait until the screen fulfils a condition."""
        end = time.monotonic() + seconds
        while not condition(self.text()):
            assert time.monotonic() < end, f"in vain; the screen shows\n{self.text()}"
            self.read()
        return self.text()

    def until_shown(self, text: str) -> str:
        """Wait until the text is on the screen."""
        return self.until(lambda screen: text in screen)

    def until_ended(self) -> int:
        """Wait for the end; the exit code."""
        end = time.monotonic() + _SECONDS
        while self.read():
            assert time.monotonic() < end, f"it does not end; the screen shows\n{self.text()}"
        self.process.wait()
        code = self.process.exitstatus
        return -int(self.process.signalstatus or 0) if code is None else int(code)

    def drop_the_line(self) -> float:
        """Close the terminal's other side; seconds until the process is gone."""
        os.close(self.process.child_fd)
        self.process.closed = True
        start, pid = time.monotonic(), self.process.pid
        assert pid
        while os.waitpid(pid, os.WNOHANG) == (0, 0):
            if time.monotonic() - start > _SECONDS:
                os.kill(pid, signal.SIGKILL)
            time.sleep(0.02)
        return time.monotonic() - start

    def is_restored(self) -> bool:
        """Whether the terminal is as it was: ordinary screen, cursor, no mouse, cooked input."""
        left = all(
            self.output.rfind(f"\x1b[?{mode}{off}".encode()) > self.output.rfind(f"\x1b[?{mode}{on}".encode())
            for mode, on, off in [(1049, "h", "l"), (1000, "h", "l"), (1003, "h", "l"), (2004, "h", "l")]
        )
        cursor = self.output.rfind(b"\x1b[?25h") > self.output.rfind(b"\x1b[?25l")
        return left and cursor and self._modes() == self.before

    def _modes(self) -> list[object]:
        return termios.tcgetattr(self.process.child_fd)[:4]

    def read(self, seconds: float = 0.1) -> bool:
        """Take in what comes within so many seconds; False at the end."""
        try:
            data = self.process.read_nonblocking(65536, timeout=seconds)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.output += data
        self._stream.feed(_UNKNOWN_TO_PYTE.sub(b"", data))
        return True


def archive_running(setup: str) -> str:
    """Code that runs the app on the archive of the folder in the first word, after some setup."""
    return (
        "import sys; from pathlib import Path; from tui_reader.archive import Archive;"
        f"from tui_reader.app.running import run; {setup}; sys.exit(run(Archive(Path(sys.argv[1]))))"
    )


def import_sample(folder: Path) -> None:
    """Fill the library of the folder."""
    from tui_reader.archive import Archive
    from tui_reader.resources import sample_folder

    archive = Archive(folder)
    archive.import_([str(sample_folder())])
    archive.catch_up_index()
    archive.close()
