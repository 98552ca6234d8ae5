import os
import signal
import subprocess
import sys
import time
from array import array
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import psutil
import pytest
from app.stage import archive_of, live_blog, three_days, update

from tui_reader.archive import Archive
from tui_reader.archive.search_process import client, wire
from tui_reader.archive.search_process.client import ProcessGoneError, SearchProcess
from tui_reader.errors import LibraryError, QueryError

SECONDS = 20


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with archive_of(tmp_path, *three_days()) as archive:
        archive.catch_up_index()
    return tmp_path / "library"


@pytest.fixture
def apart(folder: Path) -> Iterator[Archive]:
    with Archive(folder) as archive:
        archive.search_apart()
        yield archive


@pytest.fixture
def process(folder: Path) -> Iterator[SearchProcess]:
    opened = SearchProcess(folder)
    yield opened
    opened.close()


def ids(archive: Archive, query: str, limit: int | None = None) -> list[str]:
    result = archive.search(query, limit=limit)
    return [row.update_id for row in result.listing.rows(0, result.count)]


def until_gone(pid: int) -> bool:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        try:
            if psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
                return True
        except psutil.NoSuchProcess:
            return True
        time.sleep(0.02)
    return False


@pytest.mark.parametrize("query", ["first", "dawn OR unknown", "is:key", '"We row"', "nowhere", ""])
def test_a_process_finds_what_this_one_finds(folder: Path, apart: Archive, query: str) -> None:
    with Archive(folder) as here:
        for limit in (2, None):
            expected, found = here.search(query, limit=limit), apart.search(query, limit=limit)
            assert [*found.listing.groups] == [*expected.listing.groups]
            assert ids(apart, query, limit) == ids(here, query, limit)
            assert (found.count, found.is_complete) == (expected.count, expected.is_complete)


def test_it_searches_in_the_process(process: SearchProcess) -> None:
    _, numbers = process.ask("search", query="first", as_you_type=False, limit=None)
    assert len(numbers) == 4
    assert process.pid is not None
    assert psutil.Process(process.pid).ppid() == os.getpid()
    assert psutil.Process(process.pid).nice() >= min(os.nice(0) + 10, 19)


def test_errors_come_back_as_they_were(process: SearchProcess) -> None:
    with pytest.raises(QueryError) as told:
        process.ask("search", query="first) dawn", as_you_type=False, limit=None)
    assert (told.value.query, told.value.start) == ("first) dawn", 5)
    with pytest.raises(ProcessGoneError):
        process.ask("whistle")
    assert process.ask("numbers", query="first", as_you_type=False)


def test_marks_that_are_set_meanwhile_are_found(apart: Archive) -> None:
    assert ids(apart, "is:bookmarked") == []
    (update_id,) = ids(apart, "first", limit=1)
    apart.marks.set_bookmark(update_id, True)
    assert ids(apart, "is:bookmarked") == [update_id]


def test_updates_that_arrive_meanwhile_are_found(apart: Archive, tmp_path: Path) -> None:
    assert ids(apart, "lighthouse") == []
    archive_of(tmp_path, live_blog(date(2031, 5, 4), update("The lighthouse is lit", "At nine."))).close()
    assert apart.catch_up_index()
    apart.merge_index()
    assert len(ids(apart, "lighthouse")) == 1


def test_it_is_started_again_when_it_was_killed(process: SearchProcess) -> None:
    process.start()
    assert process.pid
    os.kill(process.pid, signal.SIGKILL)
    assert until_gone(process.pid)
    _, numbers = process.ask("numbers", query="first", as_you_type=False)
    assert len(numbers) == 4


def test_without_a_process_searches_run_here(apart: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "_START", "raise SystemExit")
    assert len(ids(apart, "first")) == 4
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert len(ids(apart, "dawn")) == 6


def test_damage_is_told_as_ever(folder: Path, process: SearchProcess) -> None:
    library = folder / "library.db"
    library.write_bytes(b"\0" * len(library.read_bytes()))
    with pytest.raises((LibraryError, ProcessGoneError)):
        process.ask("numbers", query="first", as_you_type=False)


def test_closing_ends_it(process: SearchProcess) -> None:
    process.start()
    pid = process.pid
    assert pid
    process.close()
    assert not psutil.pid_exists(pid)


_ASKER = """
import sys, time
from pathlib import Path
from tui_reader.archive.search_process.client import SearchProcess
process = SearchProcess(Path(sys.argv[1]))
process.ask("numbers", query="first", as_you_type=False)
print(process.pid, flush=True)
time.sleep(60)
"""


def test_it_ends_with_its_parent_however_that_ends(folder: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _ASKER, folder], stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout
        pid = int(parent.stdout.readline())
        parent.kill()
        parent.wait()
    assert until_gone(pid)


def test_a_cancelled_search_ends_with_what_it_has(process: SearchProcess) -> None:
    fields, _ = process.ask("search", lambda: True, query="first", as_you_type=False, limit=None)
    assert fields["is_complete"] in (True, False)


def test_a_module_in_the_folder_one_is_in_is_not_loaded(
    process: SearchProcess, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit")
    monkeypatch.chdir(tmp_path)
    assert process.ask("numbers", query="first", as_you_type=False)[1]


def test_messages_survive_the_pipe(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    with path.open("wb") as stream:
        wire.write(stream, {"query": "naïve\nline"}, array("I", [1, 2**32 - 1]))
        wire.write(stream, {"days": [(1, 2)]})
        stream.write(b'{"bytes": 99}\nonly')
    with path.open("rb") as stream:
        assert wire.read(stream) == ({"query": "naïve\nline", "bytes": 8}, array("I", [1, 2**32 - 1]))
        message = wire.read(stream)
        assert message
        assert wire.pairs(message[0], "days") == [(1, 2)]
        assert wire.read(stream) is None
