"""Import many generated updates: rate, memory, interruption and continuation.

    python tests/benchmarks/bench_import.py [UPDATES]

Text copies of live blogs of 80 updates each are generated into a temporary folder (invented words, no time
stamps, quotations with named speakers), imported by `tui-reader import`, interrupted once (SIGINT) half-way
and continued. Beside it, in the same run: reading and writing the same bytes with SQLite alone, one row an
update, in transactions of the same size, so that the ratio says what parsing, attributing, storing and
indexing cost above bare storage.
"""

import json
import os
import platform
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

PER_BLOG = 80
SYLLABLES = tuple(consonant + vowel for consonant in "bdfgklmnprstvwz" for vowel in "aeio")
VERBS = ("said", "told reporters", "warned", "added")


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        sources = Path(folder) / "sources"
        size = generate(sources, count)
        print(f"{count:,} updates in {count // PER_BLOG:,} text copies, {size / 1e6:.0f} MB; {machine()}")
        bare = store_bare(sources, Path(folder) / "bare.db")
        interrupted = run_import(sources, Path(folder) / "data", interrupt_after=bare + 10)
        kept = stored(Path(folder) / "data")
        continued = run_import(sources, Path(folder) / "data")
        whole = run_import(sources, Path(folder) / "whole")
        print(f"{'':32}{'seconds':>10}{'updates/s':>12}{'peak MB':>10}{'ratio':>8}")
        print(f"{'SQLite alone':32}{bare:>10.1f}{count / bare:>12,.0f}{'':>10}{1:>8.1f}")
        for name, (seconds, peak, _) in {
            "tui-reader import": whole,
            "continued after SIGINT": continued,
        }.items():
            print(f"{name:32}{seconds:>10.1f}{count / seconds:>12,.0f}{peak:>10.0f}{seconds / bare:>8.1f}")
        after, uninterrupted = (stored(Path(folder) / name) for name in ("data", "whole"))
        print(f"interrupted: exit code {interrupted[2]}, {kept:,} updates kept")
        print(f"after continuing: {after:,} updates; uninterrupted: {uninterrupted:,}")


def generate(folder: Path, count: int) -> int:
    draw = random.Random(7)
    folder.mkdir()
    vocabulary = ["".join(draw.choices(SYLLABLES, k=draw.randint(2, 4))) for _ in range(20_000)]
    weights = [1 / (rank + 10) for rank in range(len(vocabulary))]
    names = [f"{word.capitalize()} {draw.choice(vocabulary).capitalize()}" for word in vocabulary[:500]]
    size = 0
    for number in range(count // PER_BLOG):
        words = iter(draw.choices(vocabulary, weights, k=PER_BLOG * 120))
        text = blog(draw, words, names, date(2014, 1, 1) + timedelta(days=number))
        size += (folder / f"{number:06}.txt").write_text(text, encoding="utf-8")
    return size


def blog(draw: random.Random, words: "iter[str]", names: list[str], day: date) -> str:  # type: ignore[valid-type]
    def some(low: int, high: int) -> str:
        return " ".join(next(words) for _ in range(draw.randint(low, high)))

    parts = [f"{some(5, 8).capitalize()} | News", f"{some(15, 25).capitalize()}.",
             f"Here are the updates for {day:%B} {day.day}, {day.year}:"]  # fmt: skip
    for _ in range(PER_BLOG):
        parts.append(some(6, 9).capitalize())
        parts.append(f"{some(15, 30).capitalize()}.")
        parts.append(
            f"“{some(10, 25).capitalize()},” {draw.choice(names)} {draw.choice(VERBS)}. {some(8, 16)}."
        )
    return "\n\n".join(parts) + "\n"


def store_bare(sources: Path, path: Path) -> float:
    start = time.perf_counter()
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous=EXTRA")
    connection.execute("CREATE TABLE updates (number INTEGER PRIMARY KEY, text TEXT)")
    connection.execute("BEGIN")
    for number, source in enumerate(sorted(sources.iterdir()), start=1):
        paragraphs = source.read_text(encoding="utf-8").split("\n\n")[3:]
        updates = ["\n".join(paragraphs[at : at + 3]) for at in range(0, len(paragraphs), 3)]
        connection.executemany("INSERT INTO updates (text) VALUES (?)", [(update,) for update in updates])
        if number * PER_BLOG % 1000 < PER_BLOG:
            connection.execute("COMMIT")
            connection.execute("BEGIN")
    connection.execute("COMMIT")
    connection.close()
    return time.perf_counter() - start


def run_import(sources: Path, data: Path, interrupt_after: float | None = None) -> tuple[float, float, int]:
    """Seconds, peak memory in MB and exit code of an import."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "tui_reader", "--data-dir", str(data), "import", str(sources)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    if interrupt_after is not None:
        time.sleep(interrupt_after)
        process.send_signal(signal.SIGINT)
    _, status, usage = os.wait4(process.pid, 0)
    return time.perf_counter() - start, usage.ru_maxrss / 1024, os.waitstatus_to_exitcode(status)


def stored(data: Path) -> int:
    command = [sys.executable, "-m", "tui_reader", "--data-dir", str(data), "export"]
    found = json.loads(subprocess.run(command, capture_output=True, text=True, check=False).stdout)
    return len({update["id"] for blog in found["live_blogs"] for update in blog["updates"]})


def machine() -> str:
    return f"{os.cpu_count()} cores, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
