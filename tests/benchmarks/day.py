"""A day's reading: random keys, clicks and resizes on a real terminal, imports beside it, memory watched.

    python tests/benchmarks/day.py [KEYS] [SEED]

Every key of the reader is pressed but the one that leaves, in any order, as fast as it is answered; words are
typed into whatever takes words. The first tenth warms the caches up, the rest may not add more than 10 %.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import pexpect
import psutil
from killing import live_blog
from terminal.session import RUN, import_sample

from tui_reader.archive import Archive
from tui_reader.archive.health import examine
from tui_reader.news import json_form

ESC, ENTER = "\x1b", "\r"
KEYS = [*"jjjjjjkkkkkkgGhlbBeErRMynNJKvSSVzfFHLiOoDtmsw.,cxauC?+-<>[]1 \t", ENTER, ENTER, ESC, ESC, ESC]
SEQUENCES = [
    "\x1b[A",
    "\x1b[B",
    "\x1b[C",
    "\x1b[D",
    "\x1b[5~",
    "\x1b[6~",
    "\x1b[H",
    "\x1b[F",
    "\x1b[I",
    "\x1b[O",
]
WORDS = ["river", "text valley", "speaker:", '"the river', "is:unread", "zz", "ana (", "Q3 –", "é"]
SIZES = [(80, 24), (120, 40), (40, 12), (200, 60), (90, 25), (89, 25)]
TOO_SMALL = [(20, 6), (1, 1), (3, 40), (130, 2)]  # for a moment, as while a window is dragged
RESIZE_EVERY, IMPORT_EVERY, LOOK_EVERY = 150, 700, 100  # keys


def main() -> None:
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    draw = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "data"
        fill(folder)
        day = Day(folder, draw)
        day.read(wanted)
        day.tell()
        problems = [finding for finding in examine(folder, repair=False) if finding.state == "problem"]
        print(f"doctor: {len(problems)} problems", *problems)


def fill(folder: Path) -> None:
    """The sample, and 2,400 updates."""
    import_sample(folder)
    with Archive(folder) as archive:
        archive.import_([str(export(folder.parent / "begin.json", 0, 200))])
        archive.catch_up_index()


def export(path: Path, first: int, count: int) -> Path:
    """A file of live blogs to import."""
    blogs = [json_form.to_object(live_blog(first + number)) for number in range(count)]
    path.write_text(json.dumps({"format": "tui-reader", "version": 1, "live_blogs": blogs}))
    return path


def gestures(draw: random.Random) -> Iterator[str]:
    """What a reader's hands do, without end; each piece is sent at once."""
    while True:
        match draw.randrange(20):
            case 0:
                yield from ("/", *draw.choice(WORDS), draw.choice((ENTER, ESC, ESC)))
            case 1:
                yield from (draw.choice("/SC:\x10"), *draw.choice(WORDS), ESC, ESC)
            case 2 | 3:
                yield draw.choice(SEQUENCES)
            case 4:
                at = f"{draw.randrange(1, 80)};{draw.randrange(2, 22)}"
                yield f"\x1b[<0;{at}M\x1b[<0;{at}m"
            case 5:
                yield f"\x1b[<{draw.choice((64, 65))};{draw.randrange(1, 80)};{draw.randrange(2, 22)}M"
            case _:
                yield draw.choice(KEYS)


class Day:
    """One reader in front of one terminal."""

    def __init__(self, folder: Path, draw: random.Random) -> None:
        self._folder, self._draw = folder, draw
        self._environment = {**os.environ, "TERM": "xterm-256color", "TUI_READER_DATA_DIR": str(folder)}
        self._beside: list[subprocess.Popen[bytes]] = []
        self._memory: list[float] = []
        self._tail = b""
        self.pressed = self.sent = self.imports = self.failed_imports = self.resizes = 0
        self.ends: list[str] = []
        self._started = time.monotonic()
        self._begin()

    def _begin(self) -> None:
        self._process: pexpect.spawn[bytes] = pexpect.spawn(
            sys.executable, ["-c", RUN], dimensions=(24, 80), env=self._environment, timeout=20
        )
        self._drain(3.0)

    def read(self, wanted: int) -> None:
        """Press so many keys."""
        for keys in gestures(self._draw):
            self._press(keys)
            if self.pressed % RESIZE_EVERY == 0:
                self._resize()
            if self.pressed % IMPORT_EVERY == 0:
                self._import()
            if self.pressed % LOOK_EVERY == 0:
                self._watch()
                self._look(wanted)
            if self.pressed >= wanted:
                break
        self._process.send(ESC)
        self._drain(0.5)
        self._process.kill(15)
        self._drain(3.0)
        for process in self._beside:
            self.failed_imports += process.wait() != 0

    def _press(self, keys: str) -> None:
        self.pressed += 1
        try:
            self._process.send(keys)
            self._drain(0.15 if keys == ESC else 0.03)
        except (OSError, pexpect.EOF):
            self._ended()

    def _drain(self, seconds: float) -> None:
        """Take in what the reader shows, until nothing comes for so long."""
        while True:
            try:
                data = self._process.read_nonblocking(65536, timeout=seconds)
            except pexpect.TIMEOUT:
                return
            except pexpect.EOF:
                self._ended()
                return
            self.sent += len(data)
            self._tail = (self._tail + data)[-4000:]
            seconds = min(seconds, 0.03)

    def _ended(self) -> None:
        self._process.wait()
        if self._process.signalstatus is None and self._process.exitstatus == 128 + 15:
            return
        last = self._tail[self._tail.rfind(b"\x1b[?1049l") :][-300:]
        self.ends.append(f"after {self.pressed:,} keys: exit {self._process.exitstatus}, {last!r}")
        print(self.ends[-1], flush=True)
        self._begin()

    def _watch(self) -> None:
        """Whatever happened, it must still answer: a resize is always drawn."""
        before, until = self.sent, time.monotonic() + 10
        self._process.setwinsize(30, 100)
        while self.sent == before and time.monotonic() < until:
            self._drain(0.5)
        if self.sent == before:
            self.ends.append(f"after {self.pressed:,} keys: hangs")
            print(self.ends[-1], flush=True)
            self._process.kill(9)
            self._process.wait()
            self._begin()

    def _resize(self) -> None:
        for sizes in (TOO_SMALL, SIZES):
            width, height = self._draw.choice(sizes)
            self._process.setwinsize(height, width)
            self.resizes += 1
            self._drain(0.1)

    def _import(self) -> None:
        self.imports += 1
        path = export(self._folder.parent / f"new{self.imports}.json", 1_000 + self.imports, 1)
        command = [sys.executable, "-c", RUN, "import", str(path)]
        self._beside.append(
            subprocess.Popen(
                command, env=self._environment, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL
            )
        )

    def _look(self, wanted: int) -> None:
        memory = psutil.Process(self._process.pid).memory_info().rss / 1e6
        self._memory.append(memory)
        if self.pressed % max(LOOK_EVERY, wanted // 20 // LOOK_EVERY * LOOK_EVERY) == 0:
            print(f"{self.pressed:>8,} keys  {memory:6.1f} MB  {self.sent / 1e6:6.1f} MB shown", flush=True)

    def tell(self) -> None:
        """The figures."""
        warm = max(self._memory[: max(1, len(self._memory) // 10)])
        last = sum(self._memory[-5:]) / len(self._memory[-5:])
        log = self._folder / "crash.log"
        print(
            f"{self.pressed:,} keys, {self.resizes} resizes, {self.imports} imports beside it"
            f" ({self.failed_imports} failed) in {time.monotonic() - self._started:.0f} s"
        )
        print(
            f"ends {len(self.ends)}, crash log: {'yes' if log.exists() else 'none'}", *self.ends, sep="\n  "
        )
        print(
            f"memory {warm:.1f} MB after a tenth, {last:.1f} MB at the end: {(last / warm - 1) * 100:+.1f} %"
        )
        if log.exists():
            print(log.read_text()[-3_000:])


if __name__ == "__main__":
    main()
