"""What the reader sees of the app's speed: first paint, keys, exit, memory, idle.

    python tests/benchmarks/bench_app.py [--runs N] [--keep FOLDER]

Libraries of 100 and of 100,000 generated updates are made in a temporary folder (or kept in FOLDER and used
again), then the app runs on each by turns with a minimal Textual app, every run on a pseudo-terminal of 120 x
40. A paint is the arrival of the first bytes after which an emulated screen (pyte) shows what it should; the
bytes are read and timed first and interpreted afterwards, so that the emulator costs no time. Printed are
medians, and the ratios between the quickest first paints, which other work on the machine disturbs least.
The ratios hold on other machines, the milliseconds do not.
"""

import argparse
import fcntl
import os
import pty
import random
import re
import select
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import psutil
import pyte

from tui_reader.archive import Archive
from tui_reader.library import Library, Marks
from tui_reader.news import LiveBlog, Paragraph, Update
from tui_reader.news.identity import assign_ids

SIZE = (120, 40)
PER_DAY = 200
SMALL, LARGE = 100, 100_000
RUN_APP = (
    "import sys; from pathlib import Path; from tui_reader.archive import Archive;"
    "from tui_reader.app.running import run; sys.exit(run(Archive(Path(sys.argv[1]))))"
)
RUN_MINIMAL = """
from textual.app import App
from textual.widgets import Footer, Static
class Minimal(App):
    BINDINGS = [("q", "quit", "Quit"), ("j", "down", "Down")]
    def compose(self):
        yield Static("\\n".join(f"19:30  Number {n}: a line of text" for n in range(37)))
        yield Footer()
    def action_down(self):
        self.moves = getattr(self, "moves", 0) + 1
        self.query_one(Static).update("\\n".join(f"19:30  Line {n} after {self.moves}" for n in range(37)))
Minimal().run()
"""
_UNKNOWN_TO_PYTE = re.compile(rb"\x1b\[[<>=][0-9;:]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p")


@dataclass
class Measured:
    first_paint: list[float] = field(default_factory=list)
    key: list[float] = field(default_factory=list)
    key_bytes: list[float] = field(default_factory=list)
    page_bytes: list[float] = field(default_factory=list)
    exit: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    idle_bytes: list[float] = field(default_factory=list)
    idle_cpu: list[float] = field(default_factory=list)


class Terminal:
    """A program on a pseudo-terminal, and the screen that it draws."""

    def __init__(self, words: list[str]) -> None:
        self.screen = pyte.Screen(*SIZE)
        self.stream = pyte.ByteStream(self.screen)
        self.start = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if not self.pid:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", SIZE[1], SIZE[0], 0, 0))
            environment = {
                "PATH": os.defpath,
                "TERM": "xterm-256color",
                "LC_ALL": "C.UTF-8",
                "HOME": "/nowhere",
            }
            os.execve(sys.executable, [sys.executable, *words], environment)  # noqa: S606

    def until(self, is_shown: Callable[[list[str]], bool], seconds: float = 30) -> float:
        """The time when the bytes had arrived that show it."""
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            arrived = self.read(0.5)
            for moment, data in arrived:
                self.stream.feed(_UNKNOWN_TO_PYTE.sub(b"", data))
                if is_shown(self.screen.display):
                    return moment
        raise SystemExit("in vain; the screen shows\n" + "\n".join(self.screen.display))

    def read(self, seconds: float) -> list[tuple[float, bytes]]:
        """What arrives, with its times, until nothing came for a twentieth of a second."""
        arrived: list[tuple[float, bytes]] = []
        while select.select([self.fd], [], [], 0.05 if arrived else seconds)[0]:
            try:
                data = os.read(self.fd, 65536)
            except OSError:
                break
            if not data:
                break
            arrived.append((time.perf_counter(), data))
        return arrived

    def press(self, key: bytes) -> tuple[float, int]:
        """Seconds until the last byte that the key brings about, and how many bytes."""
        start = time.perf_counter()
        os.write(self.fd, key)
        arrived = self.read(2)
        for _, data in arrived:
            self.stream.feed(_UNKNOWN_TO_PYTE.sub(b"", data))
        return (arrived[-1][0] - start if arrived else 2.0), sum(len(data) for _, data in arrived)

    def leave(self) -> float:
        """Seconds from the key to the end of the process."""
        start = time.perf_counter()
        os.write(self.fd, b"q")
        while os.waitpid(self.pid, os.WNOHANG) == (0, 0):
            self.read(0.001)
            if time.perf_counter() - start > 10:
                os.kill(self.pid, signal.SIGKILL)
        os.close(self.fd)
        return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--keep", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.keep or Path(temporary)
        programs = {f"{count:,} updates": app_on(folder, count) for count in (SMALL, LARGE)}
        programs["minimal Textual app"] = (["-c", RUN_MINIMAL], "umber 9")
        measured = {name: Measured() for name in programs}
        for run in range(arguments.runs + 1):
            for name, (words, shown) in programs.items():
                measure(words, shown, measured[name] if run else Measured())  # the first run warms the caches
    show(measured)


def app_on(folder: Path, count: int) -> tuple[list[str], str]:
    library = folder / f"library-{count}"
    if not library.exists():
        library.mkdir(parents=True, mode=0o700)
        fill(library, count)
    return ["-c", RUN_APP, str(library)], "umber 9"


def fill(folder: Path, count: int) -> None:
    draw = random.Random(count)
    library = Library(folder, Marks(folder))
    for start in range(0, count, PER_DAY):
        day = date(2015, 1, 1) + timedelta(days=start // PER_DAY)
        numbers = range(min(PER_DAY, count - start))
        blog = LiveBlog(f"Day {day}", tuple(an_update(draw, day, n) for n in numbers), coverage_date=day)
        library.save([assign_ids(blog)])
    with Archive(folder) as archive:
        archive.catch_up_index()


def an_update(draw: random.Random, day: date, number: int) -> Update:
    words = ("river", "harbour", "vote", "bridge", "strike", "minister", "rain", "rope", "engine", "letter")
    texts = [" ".join(draw.choices(words, k=40)) + "." for _ in range(3)]
    moment = datetime(day.year, day.month, day.day, 23, 59, tzinfo=UTC) - timedelta(minutes=7 * number)
    headline = f"Number {number}: {' '.join(draw.choices(words, k=4))}"
    return Update(headline, tuple(map(Paragraph, texts)), published=moment, date=day)


def measure(words: list[str], shown: str, into: Measured) -> None:
    terminal = Terminal(words)
    painted = terminal.until(lambda screen: "Quit" in screen[-1] and any(shown in line for line in screen))
    into.first_paint.append((painted - terminal.start) * 1000)
    terminal.read(1.0)
    process = psutil.Process(terminal.pid)
    for key, sizes in [(b"j", into.key_bytes)] * 8 + [(b"\x1b[6~", into.page_bytes)] * 4:
        seconds, size = terminal.press(key)
        sizes.append(size)
        if key == b"j":
            into.key.append(seconds * 1000)
    terminal.read(1.2)
    before = sum(process.cpu_times()[:2])
    into.idle_bytes.append(sum(len(data) for _, data in terminal.read(2.0)))
    into.idle_cpu.append((sum(process.cpu_times()[:2]) - before) / 2.0 * 100)
    into.memory.append(process.memory_info().rss / 1e6)
    into.exit.append(terminal.leave() * 1000)


def show(measured: dict[str, Measured]) -> None:
    columns = {
        "first paint ms": "first_paint", "key ms": "key", "B/key": "key_bytes", "B/page": "page_bytes",
        "exit ms": "exit", "RSS MB": "memory", "idle B": "idle_bytes", "idle CPU %": "idle_cpu",
    }  # fmt: skip
    print(f"{'':24}" + "".join(f"{title:>16}" for title in columns))
    for name, figures in measured.items():
        medians = (statistics.median(getattr(figures, attribute)) for attribute in columns.values())
        print(f"{name:24}" + "".join(f"{median:>16,.1f}" for median in medians))
    small, large, minimal = (min(figures.first_paint) for figures in measured.values())
    print(f"first paint: {large / small:.2f} x with {LARGE:,} instead of {SMALL:,} updates (at most 1.15)")
    print(f"first paint: {large / minimal:.2f} x the minimal Textual app (at most 1.5)")


if __name__ == "__main__":
    main()
