"""What one feels of a search: from key to painted results while typing, and moving while a search runs.

    python tests/benchmarks/bench_typing.py FOLDER [--rounds N]

FOLDER holds a library made by `large_library.py`. The app runs on it on a pseudo-terminal of 120 x 40 (as in
`bench_app.py`: bytes are timed as they arrive and interpreted afterwards). Measured are

- the bare list: from a key to the cursor's new place on the screen;
- typing: from each letter of some queries to its results on the screen, less the bare list's median;
- moving during a search: as for the bare list, right behind a query whose hits are still being counted.

Printed are percentiles in ms, and the memory of the app and of its search process in MB.
"""

import argparse
import os
import statistics
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import psutil
from benchmarks import corpus
from benchmarks.bench_app import RUN_APP, Terminal

_MOVES = 40
_ESCAPE = b"\x1b"
_PAUSE = 0.12  # seconds between two letters: a quick typist


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    terminal = Terminal(["-c", RUN_APP, str(arguments.folder)])
    terminal.until(lambda screen: "Quit" in screen[-1] and "1/" in screen[0])
    terminal.read(2.0)
    list(typed(terminal, "zz"))  # the first search starts the process
    back(terminal)
    idle, typing, during = [], [], []
    for _ in range(arguments.rounds):
        idle += [moved(terminal, number) for number in range(2, _MOVES)]
        back(terminal)
        for query in queries():
            typing += list(typed(terminal, query))
            back(terminal)
        during += list(moves_during_a_search(terminal))
        back(terminal)
    show("bare list", idle)
    show("typing", typing)
    bare = statistics.median(idle)
    show("typing, less the bare list's median", [seconds - bare for seconds in typing])
    show("moving during a search", during)
    app = psutil.Process(terminal.pid)
    print(f"{'app':36} {app.memory_info().rss / 1e6:8.0f} MB")
    for process in app.children():
        print(f"{'its search process':36} {process.memory_info().rss / 1e6:8.0f} MB")
    print(f"{'exit':36} {terminal.leave() * 1000:8.0f} ms")


def queries() -> list[str]:
    """A rare word, a common one, two of them, a speaker."""
    words = corpus.vocabulary().words
    speaker = corpus.speakers().words[1].split()[0].lower()
    return [words[5000], words[3], f"{words[20]} {words[40]}", f"speaker:{speaker}"]


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


def moves_during_a_search(terminal: Terminal) -> Iterator[float]:
    """Seconds of each move right behind a query with very many hits."""
    for _ in range(5):
        list(typed(terminal, f"{corpus.vocabulary().words[0]} -zzz"))
        os.write(terminal.fd, b"\r")
        yield from (moved(terminal, place) for place in range(2, 10))
        back(terminal)


def back(terminal: Terminal) -> None:
    """To the top of all updates."""
    for _ in range(2):
        os.write(terminal.fd, _ESCAPE)
        terminal.read(0.5)
    os.write(terminal.fd, b"g")
    terminal.until(lambda screen: "All updates" in screen[0] and " 1/" in screen[0])


def show(name: str, seconds: list[float]) -> None:
    """A line of the table."""
    cuts = statistics.quantiles(seconds, n=20)
    figures = (statistics.median(seconds), cuts[18], max(seconds))
    print(f"{name:36}" + "".join(f"{1000 * figure:8.1f}" for figure in figures) + "   p50 p95 max")


if __name__ == "__main__":
    main()
