"""What one feels of a search: from key to painted results while typing, and moving while a search runs.

    python tests/benchmarks/bench_typing.py FOLDER [--rounds N]

FOLDER holds a library made by `large_library.py`. The app runs on it on a pseudo-terminal of 120 x 40 (as in
`bench_app.py`: bytes are timed as they arrive and interpreted afterwards). Measured are

- the bare list: from a key to the cursor's new place on the screen;
- typing: from each letter of some queries to its results on the screen, less the bare list's median;
- moving during a search: as for the bare list, right behind a query whose hits are still being counted.

Printed are percentiles in ms, the app's own processor time for each key, which other work on the machine
disturbs less, and the memory of the app and of its search process in MB.
"""

import argparse
import os
import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import psutil
from benchmarks.bench_app import RUN_APP, Terminal

from tui_reader.archive import Archive

_MOVES = 40
_LOOKED_AT = 300  # updates whose words are queries
_ESCAPE = b"\x1b"
_PAUSE = 0.12  # seconds between two letters: a quick typist


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    queries = queries_of(arguments.folder)
    terminal = Terminal([sys.executable, "-c", RUN_APP, "--data-dir", str(arguments.folder)])
    terminal.until(lambda screen: "Quit" in screen[-1] and "1/" in screen[0])
    terminal.settle(2.0)
    back(terminal)  # from where the last session ended
    list(typed(terminal, "zz"))  # the first search starts the process
    back(terminal)
    app = psutil.Process(terminal.pid)
    idle, typing, during = Keys(app), Keys(app), Keys(app)
    for _ in range(arguments.rounds):
        idle.add(moved(terminal, number) for number in range(2, _MOVES))
        back(terminal)
        for query in queries.typed:
            typing.add(typed(terminal, query))
            back(terminal)
        for _ in range(5):
            list(typed(terminal, queries.long))
            os.write(terminal.fd, b"\r")
            during.add(moved(terminal, number) for number in range(2, 10))
            back(terminal)
    show("bare list", idle.seconds, idle.cpu)
    show("typing", typing.seconds, typing.cpu)
    bare = statistics.median(idle.seconds)
    show("typing, less the bare list's median", [seconds - bare for seconds in typing.seconds])
    show("moving during a search", during.seconds, during.cpu)
    print(f"{'app':36} {app.memory_info().rss / 1e6:8.0f} MB")
    for process in app.children():
        print(f"{'its search process':36} {process.memory_info().rss / 1e6:8.0f} MB")
    print(f"{'exit':36} {terminal.leave(b'q') * 1000:8.0f} ms")


class Keys:
    """What keys of one kind took.

    Args:
        app: the app's process.
    """

    def __init__(self, app: psutil.Process) -> None:
        self._app = app
        self._cpu = 0.0
        self.seconds: list[float] = []

    def add(self, keys: Iterable[float]) -> None:
        """Press keys, each told by the seconds until it was done."""
        before = sum(self._app.cpu_times()[:2])
        self.seconds += keys
        self._cpu += sum(self._app.cpu_times()[:2]) - before

    @property
    def cpu(self) -> float:
        """Seconds of the app's processor time for a key."""
        return self._cpu / len(self.seconds)


@dataclass(frozen=True)
class Queries:
    """What is typed, in words that the library holds: common ones first."""

    words: list[str]
    speaker: str

    @property
    def typed(self) -> list[str]:
        """A rare word, a common one, two of them, a speaker."""
        words = self.words
        return [words[-1], words[3], f"{words[20]} {words[40]}", f"speaker:{self.speaker}"]

    @property
    def long(self) -> str:
        """One with very many hits, none of which the index counts at once."""
        return f"{self.words[0]} -zzz"


def queries_of(folder: Path) -> Queries:
    """Drawn from some of the library's updates."""
    with Archive(folder) as archive:
        listing = archive.everything()
        step = max(len(listing) // _LOOKED_AT, 1)
        rows = [row for at in range(0, len(listing), step) for row in listing.rows(at, at + 1)]
        views = [view for row in rows if (view := archive.update(row.update_id))]
    texts = [block.text for view in views for block in view.update.blocks]
    counts = Counter(word for text in texts for word in re.findall(r"[a-z]{3,}", text))
    names = Counter(q.speaker for view in views for q in view.update.quotations if q.speaker)
    return Queries([word for word, _ in counts.most_common()], names.most_common(1)[0][0].split()[0].lower())


def moved(terminal: Terminal, place: int) -> float:
    """Seconds from the key to the cursor's being there."""
    start = time.perf_counter()
    os.write(terminal.fd, b"j")
    return terminal.until(lambda screen: f" {place:,}/" in screen[0]) - start


def typed(terminal: Terminal, query: str) -> Iterator[float]:
    """Seconds from each letter to its results."""
    os.write(terminal.fd, b"/")
    terminal.until(lambda screen: screen[1].startswith(" /"))
    for end in range(1, len(query) + 1):
        start = time.perf_counter()
        os.write(terminal.fd, query[end - 1].encode())
        yield terminal.until(partial(has_title, f" Search: {query[:end]} ")) - start
        time.sleep(_PAUSE)


def has_title(title: str, screen: list[str]) -> bool:
    """Whether that is on show."""
    return screen[0].startswith(title)


def back(terminal: Terminal) -> None:
    """To the top of all updates."""
    while "All updates" not in terminal.screen.display[0]:
        os.write(terminal.fd, _ESCAPE)
        terminal.settle()
    os.write(terminal.fd, b"g")
    terminal.settle()


def show(name: str, seconds: list[float], cpu: float | None = None) -> None:
    """A line of the table."""
    cuts = statistics.quantiles(seconds, n=20)
    figures = (statistics.median(seconds), cuts[18], max(seconds))
    print(
        f"{name:36}"
        + "".join(f"{1000 * figure:8.1f}" for figure in figures)
        + "   p50 p95 max"
        + (f"   cpu {1000 * cpu:.1f}" if cpu else "")
    )


if __name__ == "__main__":
    main()
