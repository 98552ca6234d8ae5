"""How fast each format is read, beside trafilatura and extruct on the same pages.

usage: TUI_READER_CORPUS=FOLDER [TUI_READER_PEERS=PYTHON] python tests/benchmarks/bench_formats.py

FOLDER holds `pages`, `json` and `feeds`; without it the pages of `fixtures/cases` are read. PYTHON is the
interpreter of an environment of their own in which trafilatura and extruct are installed; without it they are
left out, and the table says so. Every figure is processor time, the best of several runs in one process,
imports left out.
"""

import json
import os
import subprocess
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from tui_reader.reading import Document, read

_RUNS = 5
_FIXTURES = Path(__file__).parents[2] / "fixtures" / "cases"
_PEERS = """
import json, sys, time
def best(run):
    times = []
    for _ in range(5):
        start = time.process_time()
        found = run()
        times.append(time.process_time() - start)
    return min(times), found
def updates_in(found):
    count = 0
    for kind in ("json-ld", "microdata"):
        for thing in found.get(kind, ()):
            thing = thing.get("properties", thing)
            updates = thing.get("liveBlogUpdate", [])
            count += len(updates) if isinstance(updates, list) else 1
    return count
def trafilatura_reads(html):
    import trafilatura
    trafilatura.extract(html, output_format="json", with_metadata=True)
    return None
def extruct_reads(html):
    import extruct
    return updates_in(extruct.extract(html, syntaxes=["json-ld", "microdata"], errors="ignore"))
rows = []
for name, reads in (("trafilatura", trafilatura_reads), ("extruct", extruct_reads)):
    try:
        reads("<html><body><p>warm</p></body></html>")
    except ImportError:
        rows.append([name, None, None, None])
        continue
    for path in sys.argv[1:]:
        html = open(path, encoding="utf-8", errors="replace").read()
        seconds, updates = best(lambda: reads(html))
        rows.append([name, path, seconds, updates])
print(json.dumps(rows))
"""


class Row(NamedTuple):
    """One line of the table: who read what, how long it took and how many updates came of it."""

    reader: str
    source: str
    megabytes: float
    seconds: float
    updates: int | None


def measured() -> list[Row]:
    """The reader's own figures."""
    rows = []
    for path in _sources():
        content = path.read_bytes()
        seconds, updates = _best(partial(_updates, path.name, content))
        rows.append(
            Row("tui-reader", f"{path.parent.name}/{path.name}", len(content) / 1e6, seconds, updates)
        )
    return rows


def peers(python: str, pages: list[Path]) -> list[Row]:
    """The figures of trafilatura and extruct, by the interpreter of their own environment."""
    command = [python, "-c", _PEERS, *map(str, pages)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rows = []
    for name, source, seconds, updates in json.loads(told):
        if source is None:
            print(f"{name} is not installed there: left out")
            continue
        path = Path(source)
        rows.append(Row(name, f"{path.parent.name}/{path.name}", path.stat().st_size / 1e6, seconds, updates))
    return rows


def table(rows: Iterable[Row]) -> str:
    """The rows as a table, and the sums by reader."""
    lines = [f"{'reader':12} {'source':58} {'ms':>8} {'MB/s':>7} {'updates':>8} {'updates/s':>10}"]
    for row in rows:
        updates = "-" if row.updates is None else str(row.updates)
        rate = "-" if row.updates is None else f"{row.updates / row.seconds:.0f}"
        speed = f"{row.megabytes / row.seconds:.1f}"
        lines.append(
            f"{row.reader:12} {row.source[-58:]:58} {row.seconds * 1e3:8.1f} {speed:>7}"
            f" {updates:>8} {rate:>10}"
        )
    return "\n".join(lines)


def _sources() -> list[Path]:
    corpus = os.environ.get("TUI_READER_CORPUS")
    if corpus:
        return sorted(path for kind in ("pages", "json", "feeds") for path in (Path(corpus) / kind).iterdir())
    return sorted(
        path for kind in ("html", "json", "feeds") for path in (_FIXTURES / kind).glob("*/source.*")
    )


def _updates(name: str, content: bytes) -> int:
    return sum(len(blog.updates) for blog in read(Document(name, content)).live_blogs)


def _best(run: Callable[[], int]) -> tuple[float, int]:
    run()
    times = []
    for _ in range(_RUNS):
        start = time.process_time()
        found = run()
        times.append(time.process_time() - start)
    return min(times), found


def main() -> None:
    """Print the table."""
    rows = measured()
    python = os.environ.get("TUI_READER_PEERS")
    pages = [path for path in _sources() if path.suffix == ".html"]
    if python:
        rows += peers(python, pages)
    else:
        print("TUI_READER_PEERS names no interpreter: trafilatura and extruct are left out")
    print(table(rows))
    for reader in dict.fromkeys(row.reader for row in rows):
        own = [row for row in rows if row.reader == reader and row.source.endswith(".html")]
        print(f"{reader}: {sum(row.seconds for row in own) * 1000:.0f} ms for {len(own)} pages")


if __name__ == "__main__":
    main()
