"""What the reader sees of the app's speed, beside its peers: first paint, input, keys, exit, memory, idle.

    python tests/benchmarks/bench_app.py [--runs N] [--keep FOLDER] [--toolong COMMAND]

Libraries of 100 and of 100,000 generated updates are made in a temporary folder (or kept in FOLDER and used
again), and the same texts as a feed for newsboat and as a log file for toolong. All programs take turns, each
run on a pseudo-terminal of 120 x 40; newsboat and toolong (`tl`) are left out where they are not installed.
The app runs as the command `tui-reader`: with the picture of its last session, as it usually does, and
without. A paint is the arrival of the first bytes after which an emulated screen (pyte) shows what it should;
the bytes are read and timed first and interpreted afterwards, so that the emulator costs no time. Input is
ready when a key that is pressed at the first paint is answered. Printed are medians, and the bars as ratios
between the quickest runs, which other work on the machine disturbs least (of keys and bytes: between the
medians): the ratios hold on other machines, the milliseconds do not.
"""

import argparse
import fcntl
import os
import pty
import random
import re
import select
import shutil
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial
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
RUN_APP = "from tui_reader.__main__ import run; run()"  # as the command `tui-reader` does
ARTICLES = 1_000  # that newsboat's first paint is compared with
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
    input_ready: list[float] = field(default_factory=list)
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
            os.execvpe(words[0], words, environment)  # noqa: S606

    def until(self, is_shown: Callable[[list[str]], bool], seconds: float = 30) -> float:
        """The time when the bytes had arrived that show it."""
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            shown: list[float] = []
            for moment, data in self.read(0.5):
                self.stream.feed(_UNKNOWN_TO_PYTE.sub(b"", data))
                if is_shown(self.screen.display):
                    shown.append(moment)
            if shown:
                return shown[0]
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

    def settle(self, seconds: float = 1.0) -> None:
        """Draw what arrives until nothing more does, at first for so many seconds."""
        for _, data in self.read(seconds):
            self.stream.feed(_UNKNOWN_TO_PYTE.sub(b"", data))

    def press(self, key: bytes) -> tuple[float, int]:
        """Seconds until the last byte that the key brings about, and how many bytes."""
        start = time.perf_counter()
        os.write(self.fd, key)
        arrived = self.read(2)
        for _, data in arrived:
            self.stream.feed(_UNKNOWN_TO_PYTE.sub(b"", data))
        return (arrived[-1][0] - start if arrived else 2.0), sum(len(data) for _, data in arrived)

    def leave(self, key: bytes) -> float:
        """Seconds from the key to the end of the process."""
        start = time.perf_counter()
        os.write(self.fd, key)
        while os.waitpid(self.pid, os.WNOHANG) == (0, 0):
            self.read(0.001)
            if time.perf_counter() - start > 10:
                os.kill(self.pid, signal.SIGKILL)
        os.close(self.fd)
        return time.perf_counter() - start


@dataclass(frozen=True)
class Program:
    """Something to be measured.

    Attributes:
        words: its command line.
        shown: a sign of the first paint, on any line.
        moved: a sign, on any line, that the first key was answered; empty where none can tell.
        down: the key that moves on by a line.
        leave: the key that ends it.
        before: what is to be done before every run.
        enter: keys that lead to the list of updates.
    """

    words: list[str]
    shown: str
    moved: str = ""
    down: bytes = b"j"
    leave: bytes = b"q"
    before: Callable[[], object] = lambda: None
    enter: bytes = b""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--toolong", default="tl", metavar="COMMAND")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        programs = all_programs(arguments.keep or Path(temporary), arguments.toolong)
        measured = {name: Measured() for name in programs}
        for run in range(arguments.runs + 1):
            for name, program in programs.items():
                measure(program, measured[name] if run else Measured())  # the first run warms the caches
    importing = min(seconds_of_import("textual.app") for _ in range(arguments.runs)) * 1000
    show(measured, importing)


def all_programs(folder: Path, toolong: str) -> dict[str, Program]:
    python = sys.executable
    programs = {}
    for count in (SMALL, LARGE):
        library = library_of(folder, count)
        words = [python, "-c", RUN_APP, "--data-dir", str(library)]
        for name, kept in ((f"{count:,} updates", "session.json"), (f"{count:,}, no picture", "*.json")):
            forgetting = partial(forget, library, kept)
            programs[name] = Program(words, "umber ", f"2/{count:,}", before=forgetting)
    programs["minimal Textual app"] = Program([python, "-c", RUN_MINIMAL], "umber 9", "after 1")
    if shutil.which("newsboat"):
        for count in (ARTICLES, LARGE):
            words = ["newsboat", "-q", *newsboat_files(folder, count)]
            programs[f"newsboat {count:,}"] = Program(words, "Day", enter=b"\r", leave=b"Q")
    if shutil.which(toolong):
        programs[f"toolong {LARGE:,}"] = Program(
            [toolong, str(log_file(folder))], "umber 1", down=b"\x1b[A", leave=b"\x03"
        )  # it begins at the end
    return programs


def forget(library: Path, files: str) -> None:
    """Have the next session begin at the first update, and perhaps without the last one's picture."""
    for path in library.glob(files):
        path.unlink()


def library_of(folder: Path, count: int) -> Path:
    library = folder / f"library-{count}"
    if not library.exists():
        library.mkdir(parents=True, mode=0o700)
        fill(library, count)
    return library


def texts(count: int) -> Iterator[tuple[str, str, str]]:
    """Day, headline and text of the generated updates."""
    draw = random.Random(count)
    for start in range(0, count, PER_DAY):
        day = date(2015, 1, 1) + timedelta(days=start // PER_DAY)
        for number in range(min(PER_DAY, count - start)):
            update = an_update(draw, day, number)
            yield f"{day}", update.headline or "", " ".join(block.text for block in update.blocks)


def newsboat_files(folder: Path, count: int) -> list[str]:
    """Newsboat's options for a cache with so many articles, of one feed, filled where it is missing."""
    home = folder / f"newsboat-{count}"
    options = ["-u", f"{home}/urls", "-c", f"{home}/cache.db", "-C", f"{home}/config"]
    if not home.exists():
        home.mkdir()
        items = "".join(
            f"<item><title>{headline}</title><guid>{number}</guid><description>{text}</description></item>"
            for number, (_, headline, text) in enumerate(texts(count))
        )
        feed = f'<rss version="2.0"><channel><title>Day by day</title>{items}</channel></rss>'
        (home / "feed.xml").write_text(feed)
        (home / "urls").write_text(f"file://{home}/feed.xml\n")
        (home / "config").write_text("")
        subprocess.run(["newsboat", *options, "-x", "reload"], check=True, stdout=subprocess.DEVNULL)
    return options


def log_file(folder: Path) -> Path:
    path = folder / "updates.log"
    if not path.exists():
        with path.open("w") as file:
            file.writelines(f"{day} {headline}: {text}\n" for day, headline, text in texts(LARGE))
    return path


def seconds_of_import(module: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", f"import {module}"], check=True)
    return time.perf_counter() - start


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


def measure(program: Program, into: Measured) -> None:
    program.before()
    terminal = Terminal(program.words)
    painted = terminal.until(lambda screen: any(program.shown in line for line in screen))
    into.first_paint.append((painted - terminal.start) * 1000)
    if program.moved:
        os.write(terminal.fd, program.down)
        ready = terminal.until(lambda screen: any(program.moved in line for line in screen))
        into.input_ready.append((ready - terminal.start) * 1000)
    if program.enter:
        terminal.press(program.enter)
    terminal.read(1.0)
    process = psutil.Process(terminal.pid)
    for key, sizes in [(program.down, into.key_bytes)] * 8 + [(b"\x1b[6~", into.page_bytes)] * 4:
        seconds, size = terminal.press(key)
        sizes.append(size)
        if key == program.down:
            into.key.append(seconds * 1000)
    terminal.read(1.2)
    before = sum(process.cpu_times()[:2])
    into.idle_bytes.append(sum(len(data) for _, data in terminal.read(2.0)))
    into.idle_cpu.append((sum(process.cpu_times()[:2]) - before) / 2.0 * 100)
    into.memory.append(process.memory_info().rss / 1e6)
    into.exit.append(terminal.leave(program.leave) * 1000)


COLUMNS = {
    "first paint ms": "first_paint", "input ms": "input_ready", "key ms": "key", "B/key": "key_bytes",
    "B/page": "page_bytes", "exit ms": "exit", "RSS MB": "memory", "idle B": "idle_bytes",
    "idle CPU %": "idle_cpu",
}  # fmt: skip


def show(measured: dict[str, Measured], importing: float) -> None:
    print(f"{'':24}" + "".join(f"{title:>15}" for title in COLUMNS))
    for name, figures in measured.items():
        samples = (getattr(figures, attribute) for attribute in COLUMNS.values())
        medians = (f"{statistics.median(found):>15,.1f}" if found else f"{'-':>15}" for found in samples)
        print(f"{name:24}" + "".join(medians))
    app, small, blank = (measured[name] for name in (f"{LARGE:,} updates", f"{SMALL:,} updates",
                                                     f"{LARGE:,}, no picture"))  # fmt: skip
    minimal = measured["minimal Textual app"]
    bar("first paint, 100,000 updates : 100", app.first_paint, small.first_paint, 1.15)
    bar("first paint without a picture : minimal Textual app", blank.first_paint, minimal.first_paint, 1.5)
    bar("input ready : import textual.app", app.input_ready, [importing], 1.2)
    if newsboat := measured.get(f"newsboat {ARTICLES:,}"):
        bar(f"first paint : newsboat, {ARTICLES:,} articles", app.first_paint, newsboat.first_paint, 0.7)
        bar("bytes per page : newsboat", app.page_bytes, newsboat.page_bytes, 1.2, statistics.median)
    if toolong := measured.get(f"toolong {LARGE:,}"):
        bar("key done : toolong", app.key, toolong.key, 0.2, statistics.median)
    bar("bytes per key : 1", app.key_bytes, [1], 1_500, statistics.median)
    bar("exit : a millisecond", app.exit, [1], 30)
    bar("memory : a megabyte", app.memory, [1], 60)
    bar("idle bytes and CPU % : 1", [*app.idle_bytes, *app.idle_cpu], [1], 0.2, max)


def bar(
    what: str,
    ours: list[float],
    theirs: list[float],
    at_most: float,
    of: Callable[[list[float]], float] = min,
) -> None:
    ratio = of(ours) / of(theirs)
    print(f"{what:60} {ratio:6.2f} x (bar {at_most}) {'' if ratio <= at_most else 'missed'}")


if __name__ == "__main__":
    main()
