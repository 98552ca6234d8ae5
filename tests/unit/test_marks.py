import datetime
import json
import os
import random
import sqlite3
import stat
import tempfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.errors import LibraryError
from tui_reader.library import Marks
from tui_reader.news import LiveBlog, Paragraph, Update
from tui_reader.news.bookmark import Bookmark
from tui_reader.news.corrections import Correction

BLOG = LiveBlog("Flood in Averra", ())
MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108
FILES = ("marks.db", "marks.jsonl", "marks.lock")


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """In memory where the system offers it: every change waits for the disk several times."""
    with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
        yield Path(folder)


def update(name: str) -> Update:
    return Update(f"Headline {name}", (Paragraph(f"Text of {name}: „Wasser“, 水."),), id=name)


def filled(folder: Path) -> Marks:
    marks = Marks(folder)
    for name in "abcdef":
        marks.add_bookmark(update(name), BLOG)
    marks.mark_read([f"read {n}" for n in range(40)])
    marks.correct(Correction("a", "q1", "Ana Ruiz"))
    marks.annotate("b", "Ask Ana.\nTwice.", ["dam", "averra"])
    marks.remove_bookmark("c")
    marks.annotate("d", "")
    return marks


def held(marks: Marks) -> tuple[Any, ...]:
    return marks.bookmarks(), marks.read_ids(), marks.corrections()


def entries(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_notes_and_tags_are_kept(tmp_path: Path) -> None:
    marks = filled(tmp_path)
    found = marks.bookmark("b")
    assert found is not None
    assert (found.note, found.tags) == ("Ask Ana.\nTwice.", ("dam", "averra"))
    marks.add_bookmark(update("b"), BLOG)
    assert marks.bookmark("b") == found
    marks.annotate("z", "without a bookmark")
    assert marks.bookmark("z") is None


def test_a_note_cannot_steer_the_terminal(tmp_path: Path) -> None:
    marks = filled(tmp_path)
    marks.annotate("a", "one\x1b]52;c;eA==\x07two", ["dam\x9b31m"])
    found = marks.bookmark("a")
    assert found is not None
    assert (found.note, found.tags) == ("onetwo", ("dam",))


def test_corrections_are_replaced_and_taken_back(tmp_path: Path) -> None:
    marks = filled(tmp_path)
    marks.correct(Correction("a", "q1", None))
    marks.correct(Correction("a", "q2", is_quotation=False))
    assert marks.corrections() == {"a": [Correction("a", "q1"), Correction("a", "q2", is_quotation=False)]}
    marks.uncorrect("a", "q1")
    assert marks.corrections() == {"a": [Correction("a", "q2", is_quotation=False)]}


def test_searches_are_saved_replaced_and_removed(tmp_path: Path) -> None:
    marks = Marks(tmp_path)
    for name, query in (("weather", "storm"), ("Ana", "speaker:ana"), ("weather", "storm OR\n\x1b[31mflood")):
        marks.save_search(name, query)
    assert [(s.name, s.query) for s in marks.searches()] == [
        ("Ana", "speaker:ana"),
        ("weather", "storm OR flood"),
    ]
    marks.remove_search("Ana")
    marks.remove_search("nothing")
    (tmp_path / "marks.db").unlink()
    assert [search.name for search in Marks(tmp_path).searches()] == ["weather"]


@pytest.mark.parametrize(("name", "query"), [("", "storm"), ("\x07 ", "storm"), ("weather", " ")])
def test_a_search_without_name_or_query_is_refused(tmp_path: Path, name: str, query: str) -> None:
    with pytest.raises(LibraryError, match="needs a name and a query"):
        Marks(tmp_path).save_search(name, query)


def test_the_journal_can_be_read_by_a_person(tmp_path: Path) -> None:
    marks = filled(tmp_path)
    first, *lines = entries(marks.journal_path)
    assert first["format"] == "tui-reader marks"
    bookmarks: dict[str, Any] = {}
    for line in lines:
        bookmarks |= line.get("bookmarks", {})
    assert {name for name, value in bookmarks.items() if value} == {b.update.id for b in marks.bookmarks()}
    assert bookmarks["b"]["note"] == "Ask Ana.\nTwice."
    assert "水" in marks.journal_path.read_text("utf-8")


def test_many_read_marks_cost_little(tmp_path: Path) -> None:
    marks = Marks(tmp_path)
    marks.mark_read(f"{n:012x}" for n in range(2_000))
    size = marks.journal_path.stat().st_size
    assert size < 2_000 * 60
    marks.mark_read(f"{n:012x}" for n in range(2_000))
    assert marks.journal_path.stat().st_size == size


def test_the_journal_does_not_grow_without_end(tmp_path: Path) -> None:
    marks = filled(tmp_path)
    for n in range(400):
        marks.annotate("b", f"{n} " + "water " * 500)
    before = held(marks)
    assert marks.journal_path.stat().st_size < 600_000
    (tmp_path / "marks.db").unlink()
    assert held(Marks(tmp_path)) == before


def test_everything_is_private(tmp_path: Path) -> None:
    filled(tmp_path / "data")
    for name in FILES:
        assert stat.S_IMODE((tmp_path / "data" / name).stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700


# --- one file is damaged or gone


def flip(path: Path, draw: random.Random) -> None:
    data = bytearray(path.read_bytes())
    data[draw.randrange(len(data))] ^= 1 << draw.randrange(8)
    path.write_bytes(data)


def cut(path: Path, draw: random.Random) -> None:
    os.truncate(path, draw.randrange(path.stat().st_size))


def zero(path: Path, draw: random.Random) -> None:
    size = path.stat().st_size
    start = draw.randrange(size)
    with path.open("r+b") as file:
        file.seek(start)
        file.write(bytes(min(512, size - start)))


def garble(path: Path, draw: random.Random) -> None:
    path.write_bytes(draw.randbytes(path.stat().st_size))


def empty(path: Path, _: random.Random) -> None:
    path.write_bytes(b"")


def remove(path: Path, _: random.Random) -> None:
    path.unlink()


HARM: dict[str, Callable[[Path, random.Random], None]] = {
    f.__name__: f for f in (flip, cut, zero, garble, empty, remove)
}


@pytest.mark.parametrize("harm", HARM)
@pytest.mark.parametrize("name", FILES)
def test_any_one_file_may_be_damaged_or_gone(tmp_path: Path, name: str, harm: str) -> None:
    for seed in range(12 if harm in ("flip", "cut", "zero") else 1):
        folder = tmp_path / str(seed)
        before = held(filled(folder))
        HARM[harm](folder / name, random.Random(seed))
        marks = Marks(folder)
        assert held(marks) == before, seed
        marks.add_bookmark(update("new"), BLOG)
        after = held(marks)
        (folder / name).unlink()
        assert held(Marks(folder)) == after, seed


@pytest.mark.parametrize("name", FILES[:2])
def test_damage_is_told_and_the_damaged_file_kept(tmp_path: Path, name: str) -> None:
    filled(tmp_path)
    garble(tmp_path / name, random.Random(1))
    damaged = (tmp_path / name).read_bytes()
    (notice,) = Marks(tmp_path).notices
    assert name in notice
    assert "\n" not in notice
    (kept,) = tmp_path.glob(f"{name}.damaged-*")
    assert kept.read_bytes() == damaged
    assert kept.name in notice
    assert Marks(tmp_path).notices == []


@pytest.mark.parametrize("name", FILES[:2])
def test_a_missing_file_is_told(tmp_path: Path, name: str) -> None:
    Marks(tmp_path).add_bookmark(update("a"), BLOG)
    (tmp_path / name).unlink()
    (notice,) = Marks(tmp_path).notices
    assert name in notice


def test_an_older_copy_of_the_table_is_brought_up_to_date(tmp_path: Path) -> None:
    marks = filled(tmp_path)
    older = marks.path.read_bytes()
    marks.remove_bookmark("a")
    marks.add_bookmark(update("new"), BLOG)
    before = held(marks)
    marks.path.write_bytes(older)
    assert held(Marks(tmp_path)) == before


def test_both_files_damaged_in_different_places_lose_nothing(tmp_path: Path) -> None:
    marks = filled(tmp_path)
    for n in range(200):
        marks.annotate("b", f"{n} " + "water " * 200)
    before = held(marks)
    lines = marks.journal_path.read_bytes().splitlines(keepends=True)
    lines[3] = b"x" + lines[3]
    marks.journal_path.write_bytes(b"".join(lines))
    with marks.path.open("r+b") as file:
        file.seek(marks.path.stat().st_size - 3)
        file.write(b"~~~")
    assert held(Marks(tmp_path)) == before


def test_damage_is_mended_while_the_marks_are_in_use(tmp_path: Path) -> None:
    marks = filled(tmp_path)
    before = held(marks)
    for harm in (remove, empty, garble):
        harm(marks.path, random.Random(2))
        assert held(marks) == before
    garble(marks.journal_path, random.Random(3))
    marks.add_bookmark(update("new"), BLOG)
    assert len(marks.bookmarks()) == len(before[0]) + 1
    assert len(entries(marks.journal_path)) > 1


# --- interruption


def test_a_change_that_reached_the_journal_alone_is_taken_up(tmp_path: Path) -> None:
    marks = filled(tmp_path)
    table = marks.path.read_bytes()
    marks.add_bookmark(update("new"), BLOG)
    before = held(marks)
    marks.path.write_bytes(table)
    again = Marks(tmp_path)
    assert held(again) == before
    assert again.notices == []


def test_a_torn_line_is_as_if_it_had_never_been_begun(tmp_path: Path) -> None:
    marks = filled(tmp_path)
    before = held(marks)
    with marks.journal_path.open("ab") as file:
        file.write(b'{"seq":999,"bookmarks":{"torn":')
    again = Marks(tmp_path)
    assert held(again) == before
    assert again.notices == []
    assert not list(tmp_path.glob("*.damaged-*"))
    again.add_bookmark(update("new"), BLOG)
    marks.path.unlink()
    assert len(Marks(tmp_path).bookmarks()) == len(before[0]) + 1


# --- several at once


def test_writers_take_turns_and_lose_nothing(tmp_path: Path) -> None:
    failures: list[BaseException] = []

    def work(name: str) -> None:
        try:
            marks = Marks(tmp_path)
            for n in range(12):
                marks.add_bookmark(update(f"{name}{n}"), BLOG)
                marks.mark_read([f"{name}{n}"])
                assert marks.marked([f"{name}{n}"]).bookmarked
        except BaseException as failure:
            failures.append(failure)

    threads = [threading.Thread(target=work, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    wanted = {f"{name}{n}" for name in "abcd" for n in range(12)}
    for lost in ("", *FILES[:2]):
        if lost:
            (tmp_path / lost).unlink()
        marks = Marks(tmp_path)
        assert (marks.bookmarked_ids(), marks.read_ids()) == (wanted, wanted)


# --- versions


def old_table(path: Path, update_of_a: Update) -> None:
    from importlib.resources import files

    from tui_reader.news import json_form

    connection = sqlite3.connect(path)
    connection.executescript(files("tui_reader.library").joinpath("marks_1.sql").read_text("utf-8"))
    copy, blog = json.dumps(json_form.update_to_object(update_of_a)), json.dumps(json_form.to_object(BLOG))
    values = ("a", "2024-03-05T09:00:00+00:00", "Ask Ana.", '["dam"]', blog, copy)
    connection.execute("INSERT INTO bookmarks VALUES (?, ?, ?, ?, ?, ?)", values)
    connection.execute("INSERT INTO read_updates VALUES ('r', '2024-03-05T09:00:00+00:00')")
    connection.execute("INSERT INTO corrections VALUES ('a', 'q1', 'Ana', 1, '2024-03-05T09:00:00+00:00')")
    connection.execute("PRAGMA user_version=1")
    connection.commit()
    connection.close()
    path.chmod(0o600)


def test_an_older_table_is_migrated_and_backed_up(tmp_path: Path) -> None:
    old_table(tmp_path / "marks.db", update("a"))
    marks = Marks(tmp_path)
    added = datetime.datetime(2024, 3, 5, 9, tzinfo=datetime.UTC)
    assert marks.bookmarks() == [Bookmark(update("a"), BLOG, added, "Ask Ana.", ("dam",))]
    assert marks.read_ids() == {"r"}
    assert marks.corrections() == {"a": [Correction("a", "q1", "Ana")]}
    (backup,) = (tmp_path / "backups").iterdir()
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    marks.path.unlink()
    assert held(Marks(tmp_path)) == held(marks)


def test_a_newer_table_is_refused_untouched(tmp_path: Path) -> None:
    marks = filled(tmp_path)
    marks.journal_path.unlink()
    connection = sqlite3.connect(marks.path)
    connection.execute("PRAGMA user_version=99")
    connection.close()
    before = marks.path.read_bytes()
    with pytest.raises(LibraryError, match="newer tui-reader"):
        Marks(tmp_path)
    assert marks.path.read_bytes() == before


@pytest.mark.parametrize("name", FILES)
def test_no_link_is_followed(tmp_path: Path, name: str) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / name).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(LibraryError, match="link"):
        Marks(tmp_path / "data").add_bookmark(update("a"), BLOG)
    assert not (tmp_path / "elsewhere").exists()


names = st.sampled_from("abcde")
steps = st.lists(
    st.tuples(st.sampled_from(["add", "remove", "note", "read", "reopen", "lose"]), names), max_size=25
)


@settings(max_examples=25)
@given(steps)
def test_marks_are_what_was_done(done: list[tuple[str, str]]) -> None:
    with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
        check_history(Path(folder), done)


def check_history(folder: Path, done: list[tuple[str, str]]) -> None:
    marks, bookmarked, read = Marks(folder), dict[str, str](), set[str]()
    for place, (what, name) in enumerate(done):
        if what == "add":
            marks.add_bookmark(update(name), BLOG)
            bookmarked.setdefault(name, "")
        elif what == "remove":
            marks.remove_bookmark(name)
            bookmarked.pop(name, None)
        elif what == "note":
            marks.annotate(name, f"note {place}")
            bookmarked |= {name: f"note {place}"} if name in bookmarked else {}
        elif what == "read":
            marks.mark_read([name])
            read.add(name)
        else:
            if what == "lose":
                (folder / FILES[place % 3]).unlink(missing_ok=True)
            marks = Marks(folder)
    assert {b.update.id: b.note for b in marks.bookmarks()} == bookmarked
    assert marks.read_ids() == read
    assert all(replace(b.update, id="") == replace(update(b.update.id), id="") for b in marks.bookmarks())
