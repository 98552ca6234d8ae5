"""Work that is killed half-way: what it acknowledged must be there, the rest whole or absent."""

import json
import os
import random
import select
import shutil
import signal
import sqlite3
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import TypeAlias

from tui_reader.archive import Archive
from tui_reader.archive.here_parser import with_quotations
from tui_reader.library import Library, Marks
from tui_reader.news import LiveBlog, Paragraph, Update, json_form
from tui_reader.news.corrections import Correction

Ack: TypeAlias = Callable[[str], None]
BLOG = LiveBlog("Flood in Averra", ())


def killed(work: Callable[[Ack], object], delay: float) -> list[str]:
    """Run the work in a child and kill it so many seconds after it began; what it acknowledged."""
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the child touches no other thread's business
        child = os.fork()
    if child == 0:
        try:
            os.write(writing, b"begun\n")
            work(lambda line: print_to(writing, line))
        except BaseException as failure:
            print_to(writing, f"failed: {failure!r}")
        finally:
            os._exit(0)
    os.close(writing)
    select.select([reading], [], [], 20)
    time.sleep(delay)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reading) as lines:
        acknowledged = lines.read().split("\n")[1:-1]
    assert not any(line.startswith("failed") for line in acknowledged), acknowledged[-1]
    return acknowledged


def print_to(descriptor: int, line: str) -> None:
    os.write(descriptor, f"{line}\n".encode())


# --- marks


@dataclass(frozen=True)
class Step:
    """One change of the marks, and the value that its key has afterwards."""

    what: str
    name: str
    value: str | None = None

    @property
    def key(self) -> tuple[str, str]:
        return ("bookmark" if self.what == "unbookmark" else self.what, self.name)

    def run(self, marks: Marks) -> None:
        match self.what:
            case "bookmark":
                marks.add_bookmark(update(self.name), BLOG)
            case "unbookmark":
                marks.remove_bookmark(self.name)
            case "note":
                marks.annotate(self.name, self.value or "")
            case "correct":
                marks.correct(Correction("u", self.name, self.value))
            case "read":
                marks.mark_read([self.name])


def update(name: str) -> Update:
    return Update(f"Headline {name}", (Paragraph("The river rose again overnight. " * 8),), id=name)


def steps(draw: random.Random, tag: str) -> Iterator[Step]:
    """Changes without end."""
    number = 0
    while True:
        number += 1
        yield draw.choice(
            (
                Step("bookmark", f"u{draw.randrange(6)}", "set"),
                Step("unbookmark", f"u{draw.randrange(6)}"),
                Step("note", "fixed", f"{tag} {number}"),
                Step("correct", f"q{draw.randrange(4)}", f"{tag} {number}"),
                Step("read", f"{tag} {number}", "set"),
            )
        )


def marks_state(marks: Marks) -> dict[tuple[str, str], str]:
    state = {("read", name): "set" for name in marks.read_ids()}
    for bookmark in marks.bookmarks():
        name = bookmark.update.id
        state["note" if name == "fixed" else "bookmark", name] = bookmark.note if name == "fixed" else "set"
    for correction in marks.corrections().get("u", ()):
        state["correct", correction.quotation_id] = correction.speaker or ""
    return state


@dataclass
class Promise:
    """What the marks may hold: of each key the last acknowledged value, or one that was asked for later."""

    allowed: dict[tuple[str, str], set[str | None]] = field(default_factory=lambda: {("note", "fixed"): {""}})

    def asked(self, step: Step, *, acknowledged: bool) -> None:
        values = self.allowed.setdefault(step.key, {None})
        if acknowledged:
            values.clear()
        values.add(step.value)

    def broken(self, marks: Marks) -> list[str]:
        state = marks_state(marks)
        wrong = [key for key in state if state[key] not in self.allowed.get(key, ())]
        wrong += [key for key, values in self.allowed.items() if key not in state and None not in values]
        self.allowed = {key: {state.get(key)} for key in self.allowed}
        return [f"{key}: {state.get(key)!r}" for key in wrong]


class MarksRound:
    """Changes marks until killed; state is kept from round to round."""

    name = "bookmarks, notes, reading marks"
    longest = 0.12

    def __init__(self, folder: Path, draw: random.Random) -> None:
        self.folder, self._draw, self._rounds, self._promise = folder, draw, 0, Promise()
        Marks(folder).add_bookmark(update("fixed"), BLOG)

    def run(self) -> tuple[int, list[str]]:
        self._rounds += 1
        todo = [step for step, _ in zip(steps(self._draw, f"r{self._rounds}"), range(4_000), strict=False)]

        def work(ack: Ack) -> None:
            marks = Marks(self.folder)
            for step in todo:
                step.run(marks)
                ack("done")

        acks = killed(work, self._draw.uniform(0, self.longest))
        for place, step in enumerate(todo[: len(acks) + 1]):
            self._promise.asked(step, acknowledged=place < len(acks))
        broken = self._promise.broken(Marks(self.folder))
        lost = self.folder / self._draw.choice(("marks.db", "marks.jsonl"))
        lost.unlink()
        return len(acks), broken + self._promise.broken(Marks(self.folder))


# --- library and index


def live_blog(number: int, size: int = 12) -> LiveBlog:
    updates = tuple(
        Update(f"Item {number}.{n}", (Paragraph(f"Text of item {n} in valley {number}. " * 5),))
        for n in range(size)
    )
    return LiveBlog(f"Valley {number}", updates, url=f"https://example.org/{number}")


def library_faults(folder: Path) -> list[str]:
    library = Library(folder, Marks(folder))
    faults = [f"damage: {library.damage()}"] if library.damage() else []
    return faults + (["wrong counts"] if library.miscounted_days() else [])


class ImportRound:
    """Saves live blogs until killed; each must be there whole or not at all."""

    name = "importing"
    longest = 0.25

    def __init__(self, folder: Path, draw: random.Random) -> None:
        self.folder, self._draw, self._next, self._acknowledged = folder, draw, 0, set[str]()
        Library(folder, Marks(folder))

    def run(self) -> tuple[int, list[str]]:
        first = self._next
        self._next += 500

        def work(ack: Ack) -> None:
            library = Library(self.folder, Marks(self.folder))
            for number in range(first, self._next):
                library.save([live_blog(number)])
                library.save([live_blog(number, size=13)])
                ack(str(number))

        acks = killed(work, self._draw.uniform(0, self.longest))
        self._acknowledged |= {f"https://example.org/{number}" for number in acks}
        held = {blog.url: len(blog.updates) for blog in Library(self.folder, Marks(self.folder)).live_blogs()}
        lost = [f"lost {url}" for url in self._acknowledged if held.get(url) != 13]
        torn = [f"torn {url}" for url, count in held.items() if count not in (12, 13)]
        return len(acks), lost + torn + library_faults(self.folder)


class IndexRound:
    """Saves and indexes until killed; afterwards the index catches up and finds everything."""

    name = "indexing"
    longest = 0.4

    def __init__(self, folder: Path, draw: random.Random) -> None:
        self.folder, self._draw, self._next, self._stored = folder, draw, 0, 0

    def run(self) -> tuple[int, list[str]]:
        first = self._next
        self._next += 200

        def work(ack: Ack) -> None:
            library = Library(self.folder, Marks(self.folder))
            with Archive(self.folder) as archive:
                for number in range(first, self._next):
                    library.save([live_blog(number, size=3)])
                    archive.catch_up_index()
                    ack(str(number))

        acks = killed(work, self._draw.uniform(0, self.longest))
        with Archive(self.folder) as archive:
            archive.catch_up_index()
            found, stored = archive.search("text").count, len(archive.everything())
        self._stored += 3 * len(acks)
        wrong = [f"finds {found} of {stored}"] if found != stored else []
        wrong += [f"{stored} stored of {self._stored} acknowledged"] if stored < self._stored else []
        self._stored = stored
        return len(acks), wrong + library_faults(self.folder)


class MigrationRound:
    """Opens marks of the first schema and is killed meanwhile; all of them must be there, in one schema."""

    name = "migrating the marks"
    longest = 0.06
    size = 40

    def __init__(self, folder: Path, draw: random.Random) -> None:
        self.folder, self._draw, self._rounds = folder, draw, 0

    def run(self) -> tuple[int, list[str]]:
        self._rounds += 1
        folder = self.folder / str(self._rounds)
        folder.mkdir(mode=0o700, parents=True)
        write_first_schema(folder / "marks.db", self.size)

        def work(ack: Ack) -> None:
            Marks(folder)
            ack("open")

        acks = killed(work, self._draw.uniform(0, self.longest))
        version, tables = schema(folder / "marks.db")
        wrong = [] if (version, "marks" in tables) in ((1, False), (2, True)) else [f"{version}: {tables}"]
        held = Marks(folder).bookmarked_ids()
        wrong += [] if held == {f"u{n}" for n in range(self.size)} else [f"{len(held)} bookmarks"]
        return len(acks), wrong


class LibraryMigrationRound:
    """Opens a library of the first schema and is killed meanwhile; all of it must be there, in one schema."""

    name = "migrating the library"
    longest = 0.25
    size = 30

    def __init__(self, folder: Path, draw: random.Random) -> None:
        self.folder, self._draw, self._rounds = folder, draw, 0
        library = Library(folder / "first", Marks(folder / "first"))
        library.save([with_quotations(quoting_blog(number), []) for number in range(self.size)])
        last = library_schema(library.path)
        with closing(sqlite3.connect(library.path)) as connection:
            connection.executescript(FIRST_SCHEMA_OF_LIBRARY)
        first = library_schema(library.path)
        self._sound = {first, (2, True, first[2]), last}
        assert len(self._sound) == 3

    def run(self) -> tuple[int, list[str]]:
        self._rounds += 1
        folder = self.folder / str(self._rounds)
        shutil.copytree(self.folder / "first", folder)

        def work(ack: Ack) -> None:
            Library(folder, Marks(folder))
            ack("open")

        acks = killed(work, self._draw.uniform(0, self.longest))
        found = library_schema(folder / "library.db")
        wrong = [] if found in self._sound else [f"half done: {found}"]
        wrong += ["acknowledged, and not done"] if acks and found != max(self._sound) else []
        library = Library(folder, Marks(folder))
        held = [len(blog.updates) for blog in library.live_blogs()]
        wrong += [] if held == [2] * self.size else [f"holds {held}"]
        wrong += [] if library.backups() else ["no copy of what there was before"]
        wrong += [] if library_schema(library.path) == max(self._sound) else ["not taken up again"]
        wrong += library_faults(folder)
        shutil.rmtree(folder)
        return len(acks), wrong


FIRST_SCHEMA_OF_LIBRARY = """
    DROP INDEX updates_of_live_blog_in_order;
    DELETE FROM statements WHERE speaker IN (SELECT number FROM speakers WHERE name = '');
    DELETE FROM speakers WHERE name = '';
    PRAGMA user_version = 1;
"""
"""Makes a library one of the first schema."""


def quoting_blog(number: int) -> LiveBlog:
    words = (f"“The dam of valley {number} holds,” Ana Ruiz said.", f"“Nobody slept in valley {number}.”")
    updates = tuple(Update(f"Item {number}.{n}", (Paragraph(text),)) for n, text in enumerate(words))
    return LiveBlog(f"Valley {number}", updates, url=f"https://example.org/{number}")


def library_schema(path: Path) -> tuple[int, bool, int]:
    """The version of a library, and what its migrations make: an index, statements of nobody known."""
    with closing(sqlite3.connect(path)) as connection:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        index = "SELECT 1 FROM sqlite_schema WHERE name = 'updates_of_live_blog_in_order'"
        has_index = connection.execute(index).fetchone() is not None
        statements = connection.execute("SELECT count(*) FROM statements").fetchone()[0]
    return int(version), has_index, int(statements)


def write_first_schema(path: Path, size: int) -> None:
    """A table of marks as the first schema had it."""
    connection = sqlite3.connect(path)
    connection.executescript(files("tui_reader.library").joinpath("marks_1.sql").read_text("utf-8"))
    blog = json.dumps(json_form.to_object(BLOG))
    connection.executemany(
        "INSERT INTO bookmarks VALUES (?, '2024-03-05T09:00:00+00:00', 'a note', '[\"dam\"]', ?, ?)",
        [(f"u{n}", blog, json.dumps(json_form.update_to_object(update(f"u{n}")))) for n in range(size)],
    )
    connection.execute("PRAGMA user_version=1")
    connection.commit()
    connection.close()
    path.chmod(0o600)


def schema(path: Path) -> tuple[int, Sequence[str]]:
    """Version and tables of a file; what was interrupted is rolled back by opening it."""
    connection = sqlite3.connect(path)
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    connection.close()
    return int(version), tables


ROUNDS = (MarksRound, ImportRound, IndexRound, MigrationRound, LibraryMigrationRound)
