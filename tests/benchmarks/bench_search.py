"""Searches side by side: this reader's index, SQLite FTS5, tantivy, and a LIKE scan as newsboat does it.

    cd tests; python -m benchmarks.bench_search [--count 100000] [--folder FOLDER] [--engines index,fts5,...]

All engines search the same generated updates in the same run, each in a process of its own. With --folder
what was built is kept and used again. Times are milliseconds, p50 / p95 over the queries of a class, for the
first 20 hits; memory is what the process holds after all queries. tantivy is left out where it is missing.
"""

import argparse
import datetime
import importlib
import importlib.util
import json
import random
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from benchmarks import corpus

from tui_reader.search import Change, IndexedUpdate, Order, SearchText, day_of, parse
from tui_reader.search.index import SearchIndex

TODAY = datetime.date(2026, 1, 1)
PAGE = 20
clock = time.process_time if "--cpu" in sys.argv else time.perf_counter
ENGINES = ("index", "fts5", "tantivy", "like")


@dataclass(frozen=True)
class Asked:
    """A query in terms that every engine understands."""

    words: tuple[str, ...] = ()
    is_phrase: bool = False
    is_prefix: bool = False
    is_fuzzy: bool = False
    speaker: str = ""
    days: tuple[int, int] | None = None
    by_relevance: bool = False


class Engine(Protocol):
    """What is measured."""

    def build(self, updates: Iterator[tuple[IndexedUpdate, SearchText]]) -> None:
        """Take in all updates."""

    def search(self, asked: Asked) -> Sequence[int] | None:
        """The first hits; None where the engine has no such search."""


class Index:
    """The reader's own index over texts in SQLite."""

    def __init__(self, folder: Path) -> None:
        self._index = SearchIndex(folder / "index")
        self._texts = Library(folder)

    def build(self, updates: Iterator[tuple[IndexedUpdate, SearchText]]) -> None:
        """Take in all updates in slices."""
        self._index.catch_up((update.number, Change(update.number, update)) for update, _ in updates)

    def search(self, asked: Asked) -> Sequence[int]:
        """The first hits."""
        return self.ask(_as_query(asked), "relevance" if asked.by_relevance else "newest")

    def ask(self, text: str, order: Order = "newest") -> Sequence[int]:
        """The first hits of a query as typed."""
        query = parse(text, TODAY, as_you_type=True)
        return self._index.search(query, self._texts, limit=PAGE, order=order, seconds=0.03).numbers

    def add(self, update: IndexedUpdate) -> int:
        """Take in 100 more, which are newer than all others; gives the number of the last."""
        last = self._index.position() + 100
        numbers = range(last - 99, last + 1)
        added = (replace(update, number=number, order_key=(1 << 62) + number) for number in numbers)
        self._index.catch_up((one.number, Change(one.number, one)) for one in added)
        return last


def _as_query(asked: Asked) -> str:
    joined = " ".join(asked.words)
    text = f'"{joined}"' if asked.is_phrase else joined
    text += "*" if asked.is_prefix else "~" if asked.is_fuzzy else " "
    if asked.speaker:
        text = f'speaker:"{asked.speaker}" '
    if asked.days:
        first, last = (datetime.date(1970, 1, 1) + datetime.timedelta(days=day) for day in asked.days)
        text += f" {first}..{last} "
    return text


class Library:
    """The texts in SQLite."""

    def __init__(self, folder: Path) -> None:
        self._connection = sqlite3.connect(folder / "library.db")

    def texts(self, numbers: Sequence[int]) -> Mapping[int, SearchText]:
        """The texts of these updates."""
        holes = ",".join("?" * len(numbers))
        rows = self._connection.execute(f"SELECT * FROM texts WHERE number IN ({holes})", numbers)  # noqa: S608
        return {number: SearchText(headline, body) for number, _, headline, body in rows}

    def marked(self, mark: str) -> set[int]:
        """No marks here."""
        del mark
        return set()

    def build(self, updates: Iterator[tuple[IndexedUpdate, SearchText]]) -> None:
        """Take in all texts."""
        with self._connection as connection:
            connection.execute("CREATE TABLE texts (number INTEGER PRIMARY KEY, order_key, headline, body)")
            rows = ((update.number, update.order_key, update.headline, update.body) for update, _ in updates)
            connection.executemany("INSERT INTO texts VALUES (?, ?, ?, ?)", rows)


class Fts5:
    """SQLite's own full-text index, without a copy of the texts; row numbers are in order of time."""

    def __init__(self, folder: Path) -> None:
        self._connection = sqlite3.connect(folder / "fts5.db")

    def build(self, updates: Iterator[tuple[IndexedUpdate, SearchText]]) -> None:
        """Take in all updates."""
        with self._connection as connection:
            connection.execute(
                "CREATE VIRTUAL TABLE texts USING fts5(headline, body, speaker, content='', prefix='1 2 3',"
                " tokenize='unicode61 remove_diacritics 2')"
            )
            connection.execute("CREATE TABLE days (number INTEGER PRIMARY KEY, day INTEGER)")
            for update, _ in updates:
                number, speakers = update.number, " ; ".join(update.speakers)
                row = (number, update.headline, update.body, speakers)
                connection.execute(
                    "INSERT INTO texts(rowid, headline, body, speaker) VALUES (?, ?, ?, ?)", row
                )
                connection.execute("INSERT INTO days VALUES (?, ?)", (number, day_of(update.order_key)))

    def search(self, asked: Asked) -> Sequence[int] | None:
        """The first hits."""
        if asked.is_fuzzy:
            return None
        words = " ".join(f'"{word}"' for word in asked.words)
        text = f'"{" ".join(asked.words)}"' if asked.is_phrase else words + "*" * asked.is_prefix
        if asked.speaker:
            text = f'speaker : "{asked.speaker}"'
        order = "rank" if asked.by_relevance else "rowid DESC"
        between = "AND rowid IN (SELECT number FROM days WHERE day BETWEEN ? AND ?)" if asked.days else ""
        rows = self._connection.execute(
            f"SELECT rowid FROM texts WHERE texts MATCH ? {between} ORDER BY {order} LIMIT {PAGE}",  # noqa: S608
            (text, *(asked.days or ())),
        )
        return [number for (number,) in rows]


class Tantivy:
    """The engine in Rust that Python programs reach for."""

    def __init__(self, folder: Path) -> None:
        self._tantivy: Any = importlib.import_module("tantivy")
        builder = self._tantivy.SchemaBuilder()
        builder.add_text_field("text")
        builder.add_text_field("speaker")
        builder.add_integer_field("number", fast=True, stored=True)
        builder.add_integer_field("order", fast=True, indexed=True)
        self._schema = builder.build()
        path = folder / "tantivy"
        path.mkdir(exist_ok=True)
        self._index = self._tantivy.Index(self._schema, path=str(path))

    def build(self, updates: Iterator[tuple[IndexedUpdate, SearchText]]) -> None:
        """Take in all updates."""
        writer = self._index.writer(128_000_000, 1)
        for update, _ in updates:
            document = self._tantivy.Document()
            document.add_text("text", f"{update.headline}\n{update.body}")
            for speaker in update.speakers:
                document.add_text("speaker", speaker)
            document.add_integer("number", update.number)
            document.add_integer("order", update.order_key >> 26)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()

    def search(self, asked: Asked) -> Sequence[int]:
        """The first hits."""
        searcher = self._index.searcher()
        order = {} if asked.by_relevance else {"order_by_field": "order"}
        hits = searcher.search(self._query(asked), PAGE, count=False, **order).hits
        return [searcher.doc(address)["number"][0] for _, address in hits]

    def _query(self, asked: Asked) -> Any:
        query, schema, must = self._tantivy.Query, self._schema, self._tantivy.Occur.Must
        if asked.is_phrase:
            found = query.phrase_query(schema, "text", list(asked.words))
        elif asked.speaker:
            found = query.phrase_query(schema, "speaker", asked.speaker.lower().split())
        elif asked.is_prefix:
            found = query.regex_query(schema, "text", f"{asked.words[0]}.*")
        elif asked.is_fuzzy:
            found = query.fuzzy_term_query(schema, "text", asked.words[0], distance=1)
        else:
            found = query.boolean_query([(must, query.term_query(schema, "text", w)) for w in asked.words])
        if asked.days:
            first, last = (day * 86_400 for day in asked.days)
            kind = self._tantivy.FieldType.Integer
            dated = query.range_query(schema, "order", kind, first, last + 86_399)
            found = query.boolean_query([(must, found), (must, dated)])
        return found


class Like:
    """Every text looked at, newest first."""

    def __init__(self, folder: Path) -> None:
        self._connection = sqlite3.connect(folder / "library.db")

    def build(self, updates: Iterator[tuple[IndexedUpdate, SearchText]]) -> None:
        """The library is all it needs."""

    def search(self, asked: Asked) -> Sequence[int] | None:
        """The first hits."""
        if asked.is_fuzzy or asked.speaker or asked.days or asked.by_relevance:
            return None
        parts = (" ".join(asked.words),) if asked.is_phrase else asked.words
        where = " AND ".join("(headline LIKE ? OR body LIKE ?)" for _ in parts)
        values = [f"%{part}%" for part in parts for _ in range(2)]
        rows = self._connection.execute(
            f"SELECT number FROM texts WHERE {where} ORDER BY number DESC LIMIT {PAGE}",  # noqa: S608
            values,
        )
        return [number for (number,) in rows]


def classes(queries: int) -> dict[str, list[Asked]]:
    """So many queries of each class, the same every time."""
    source = random.Random(4)
    words, names = corpus.vocabulary().words, corpus.speakers().words
    common, middle, rare = words[5:60], words[200:3000], words[20_000:60_000]

    def several(make: Callable[[], Asked]) -> list[Asked]:
        return [make() for _ in range(queries)]

    def dated() -> Asked:
        first = corpus.FIRST_DAY + source.randrange(corpus.DAYS - 30)
        return Asked((source.choice(common),), days=(first, first + source.choice((0, 6, 29))))

    return {
        "rare word": several(lambda: Asked((source.choice(rare),))),
        "common word": several(lambda: Asked((source.choice(common),))),
        "two common words": several(lambda: Asked(tuple(source.sample(common, 2)))),
        "phrase": several(lambda: Asked(_phrase(source), is_phrase=True)),
        "one letter": several(lambda: Asked((source.choice(words)[:1],), is_prefix=True)),
        "two letters": several(lambda: Asked((source.choice(words)[:2],), is_prefix=True)),
        "three letters": several(lambda: Asked((source.choice(words)[:3],), is_prefix=True)),
        "five letters": several(lambda: Asked((source.choice(middle)[:5],), is_prefix=True)),
        "word and dates": several(dated),
        "speaker": several(lambda: Asked(speaker=source.choice(names[:1000]))),
        "one letter off": several(lambda: Asked((source.choice(rare),), is_fuzzy=True)),
        "common, by relevance": several(lambda: Asked((source.choice(common),), by_relevance=True)),
        "two common, by rel.": several(lambda: Asked(tuple(source.sample(common, 2)), by_relevance=True)),
    }


def _phrase(source: random.Random) -> tuple[str, ...]:
    """Two words as they follow each other in a text."""
    return (corpus.vocabulary().draw(source), corpus.vocabulary().draw(source))


def typed() -> Iterator[str]:
    """Queries as they grow under the fingers of somebody who types."""
    source = random.Random(5)
    words = corpus.vocabulary().words
    for _ in range(20):
        text = " ".join(
            source.choice(words[first:last]) for first, last in ((20, 2000), (5, 100), (200, 5000))
        )
        yield from (text[:end] for end in range(1, len(text) + 1))


def percentiles(times: Sequence[float]) -> tuple[float, float, float]:
    """p50, p95 and the highest, in milliseconds."""
    ordered = sorted(times)
    return (
        statistics.median(ordered) * 1000,
        ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))] * 1000,
        ordered[-1] * 1000,
    )


def measure(engine_name: str, folder: Path, count: int, queries: int) -> dict[str, Any]:
    """Build where nothing is built yet, and ask all queries."""
    makers: dict[str, Callable[[Path], Engine]] = dict(
        zip(ENGINES, (Index, Fts5, Tantivy, Like), strict=True)
    )
    found: dict[str, Any] = {}
    built = folder / f"{engine_name}.built"
    if not built.exists():
        spent_on_texts = _cpu_of_generating(count)
        cpu = time.process_time()
        makers[engine_name](folder).build(corpus.updates(count))
        found["built"] = count / max(time.process_time() - cpu - spent_on_texts, 0.001)
        built.write_text(str(found["built"]), "ascii")
        return found
    found["built"] = float(built.read_text("ascii"))
    all_classes = classes(queries)
    start = clock()
    engine = makers[engine_name](folder)
    engine.search(all_classes["common word"][0])
    found["open and first answer"] = (clock() - start) * 1000
    for name, asked in all_classes.items():
        times: list[float] = []
        for one in asked:
            start = clock()
            if engine.search(one) is None:
                break
            times.append(clock() - start)
        found[name] = percentiles(times) if times else None
    if isinstance(engine, Index):
        found |= _only_ours(engine)
    found["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return found


def _cpu_of_generating(count: int) -> float:
    next(corpus.updates(1))  # makes the vocabulary
    cpu = time.process_time()
    for _ in corpus.updates(min(count, 5000)):
        pass
    return (time.process_time() - cpu) * count / min(count, 5000)


def _only_ours(engine: Index) -> dict[str, Any]:
    times: list[float] = []
    for text in typed():
        start = clock()
        engine.ask(text)
        times.append(clock() - start)
    update, _ = next(corpus.updates(1))
    start = clock()
    last = engine.add(update)
    added = (clock() - start) * 1000
    start = clock()
    newest = engine.ask("")
    seen = (clock() - start) * 1000
    if newest[0] != last:
        raise SystemExit("the search does not see what was added")
    return {"typing": percentiles(times), "adding 100": added, "seeing them": seen}


def show(results: Mapping[str, Mapping[str, Any]]) -> None:
    """Print the table."""
    rows = {name: None for result in results.values() for name in result}
    print(f"{'':24}" + "".join(f"{engine:>24}" for engine in results))
    for row in rows:
        cells = []
        for result in results.values():
            value = result.get(row)
            if isinstance(value, Sequence):
                shown = value if row == "typing" else value[:2]
                cells.append(" / ".join(f"{figure:.2f}" for figure in shown))
            else:
                cells.append("-" if value is None else f"{value:,.0f}")
        print(f"{row:24}" + "".join(f"{cell:>24}" for cell in cells))


def main() -> None:
    """Build, measure, print."""
    plain = argparse.RawDescriptionHelpFormatter
    options = argparse.ArgumentParser(description=__doc__, formatter_class=plain)
    options.add_argument("--count", type=int, default=100_000)
    options.add_argument("--queries", type=int, default=40)
    options.add_argument("--folder", type=Path)
    options.add_argument("--engines", default=",".join(ENGINES))
    options.add_argument("--cpu", action="store_true", help="measure processor time, on a busy machine")
    options.add_argument("--measure", choices=ENGINES, help=argparse.SUPPRESS)
    asked = options.parse_args()
    if asked.measure:
        print(json.dumps(measure(asked.measure, asked.folder, asked.count, asked.queries)))
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = (asked.folder or Path(temporary)).absolute()
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / "library.db").exists():
            Library(folder).build(corpus.updates(asked.count))
        results: dict[str, Any] = {}
        cpu = ["--cpu"] if asked.cpu else []
        for engine in asked.engines.split(","):
            if engine == "tantivy" and importlib.util.find_spec("tantivy") is None:
                continue
            command = [
                sys.executable,
                "-m",
                "benchmarks.bench_search",
                "--measure",
                engine,
                "--folder",
                str(folder),
            ]
            command += ["--count", str(asked.count), "--queries", str(asked.queries), *cpu]
            if not (folder / f"{engine}.built").exists():
                subprocess.run(command, check=True, capture_output=True)
            results[engine] = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
        print(f"{asked.count:,} updates; milliseconds p50 / p95 (updates per CPU second, MB)")
        show(results)


if __name__ == "__main__":
    main()
