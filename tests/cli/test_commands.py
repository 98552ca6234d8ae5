import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from running import Run

from tui_reader.archive import Archive


def first_id(run: Run) -> str:
    return str(json.loads(run("search", "--json", "--limit", "1", "river").out)[0]["id"])


def test_search_prints_what_it_finds_newest_first(with_sample: Run) -> None:
    found = json.loads(with_sample("search", "--json", "river").out)
    assert len(found) > 3
    assert [row["date"] for row in found] == sorted((row["date"] for row in found), reverse=True)
    assert [json.loads(line) for line in with_sample("search", "--jsonl", "river").out.splitlines()] == found
    rows = list(csv.DictReader(io.StringIO(with_sample("search", "--csv", "river").out)))
    assert [row["id"] for row in rows] == [row["id"] for row in found]
    assert len(with_sample("search", "--limit", "2", "river").out.splitlines()) == 2


def test_search_orders_what_it_finds(with_sample: Run) -> None:
    def ids(*words: str) -> list[str]:
        return [json.loads(line)["id"] for line in with_sample("search", "--jsonl", *words).out.splitlines()]

    newest = ids("river")
    assert ids("river", "--order", "oldest") == ids("river", "order:oldest") == newest[::-1]
    by_relevance = ids("river", "--order", "relevance")
    assert sorted(by_relevance) == sorted(newest)
    assert by_relevance != newest
    assert ids("river", "--order", "relevance", "--limit", "3") == by_relevance[:3]
    assert with_sample("search", "river", "order:sideways").code == 2


def test_search_tells_that_it_found_nothing(with_sample: Run) -> None:
    ran = with_sample("search", "zzyzx")
    assert (ran.code, ran.out) == (1, "")
    assert "nothing found" in ran.err


def test_a_minus_excludes(with_sample: Run) -> None:
    river, both = (with_sample("search", "--jsonl", *words) for words in (("river",), ("river", "dam")))
    without = with_sample("search", "--jsonl", "river", "-dam")
    assert len(without.out.splitlines()) == len(river.out.splitlines()) - len(both.out.splitlines())
    assert with_sample("search", "-river", "--limit", "1").code == 0


def test_a_malformed_query_points_at_the_spot(with_sample: Run) -> None:
    ran = with_sample("search", '"never closed')
    assert (ran.code, ran.out) == (2, "")
    assert "^" in ran.err


def test_show_prints_an_update_to_read(with_sample: Run) -> None:
    found = first_id(with_sample)
    ran = with_sample("show", found)
    assert ran.code == 0
    assert all(len(line) <= 80 for line in ran.out.splitlines() if " " in line)
    whole = json.loads(with_sample("show", "--json", found).out)
    assert whole["id"] == found
    assert whole["live_blog"]["title"]
    assert with_sample("show", "0000").code == 1


def test_quotes_by_speaker(with_sample: Run) -> None:
    everything = json.loads(with_sample("quotes", "--json").out)
    speakers = {quote["speaker"] for quote in everything if quote["speaker"]}
    assert len(speakers) >= 12
    name = max(speakers, key=lambda s: sum(q["speaker"] == s for q in everything))
    mine = json.loads(with_sample("quotes", "--json", "--speaker", name.split()[-1].lower()).out)
    assert {quote["speaker"].split()[-1] for quote in mine} == {name.split()[-1]}
    assert [quote["date"] for quote in mine] == sorted(quote["date"] for quote in mine)
    markdown = with_sample("quotes", "--md", "--speaker", name).out
    assert f"**{name}**" in markdown
    assert with_sample("quotes", "--speaker", "Nobody Atall").code == 1


def test_bookmarks_are_listed(with_sample: Run, data: Path) -> None:
    assert with_sample("bookmarks").code == 1
    found = first_id(with_sample)
    Archive(data).marks.set_bookmark(found, True)
    ran = with_sample("bookmarks", "--json")
    assert [row["id"] for row in json.loads(ran.out)] == [found]


def test_bookmarks_bear_notes_and_tags(with_sample: Run) -> None:
    found = first_id(with_sample)
    assert (
        with_sample("bookmark", found, "--note", "check\x1b[31m this", "--tag", "dam", "--tag", "water").code
        == 0
    )
    assert with_sample("bookmark", found, "--tag", "dam").code == 0
    (row,) = json.loads(with_sample("bookmarks", "--json").out)
    assert (row["id"], row["note"], row["tags"]) == (found, "check this", ["dam"])
    assert [
        json.loads(line)["id"] for line in with_sample("search", "--jsonl", "tag:dam").out.splitlines()
    ] == [found]
    assert with_sample("search", "has:note").code == 0
    assert "#dam" in with_sample("bookmarks").out
    assert with_sample("bookmark", found, "--remove").code == 0
    assert with_sample("bookmarks").code == 1
    assert with_sample("bookmark", "0000").code == 1


def test_paths_makes_nothing(run: Run, data: Path) -> None:
    places = json.loads(run("paths", "--json").out)
    assert places["data"] == str(data)
    assert not data.exists()


def test_a_home_that_nobody_has_is_taken_as_written(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TUI_READER_CONFIG", "~nobody-of-that-name/config.toml")
    assert (
        "~nobody-of-that-name/data/library.db" in run("--data-dir", "~nobody-of-that-name/data", "paths").out
    )
    assert "~nobody-of-that-name/config.toml" in run("config", "path").out


def test_version(run: Run) -> None:
    assert run("--version").out.startswith("tui-reader ")


def test_without_a_terminal_the_app_refuses(with_sample: Run) -> None:
    for words in ((), ("demo",)):
        ran = with_sample(*words)
        assert (ran.code, ran.out) == (2, "")
        assert len(ran.err.splitlines()) == 1


def test_a_newer_library_is_refused_in_one_line(with_sample: Run, data: Path) -> None:
    import sqlite3

    connection = sqlite3.connect(data / "library.db")
    connection.execute("PRAGMA user_version=99")
    connection.close()
    ran = with_sample("search", "river")
    assert (ran.code, len(ran.err.splitlines())) == (3, 1)


def test_a_reader_that_leaves_early_is_no_error(with_sample: Run, data: Path) -> None:
    assert with_sample("paths").code == 0
    command = f"{sys.executable} -m tui_reader --data-dir {data} export | head -c 100"
    ran = subprocess.run(command, shell=True, capture_output=True, text=True, check=True)  # noqa: S602
    assert ran.stderr == ""


def test_the_command_line_loads_neither_textual_nor_whoosh(tmp_path: Path) -> None:
    code = (
        "import pathlib, sys; from tui_reader.cli import main; main(['--version']);"
        "from tui_reader.archive import Archive; Archive(pathlib.Path(sys.argv[1])).everything();"
        "print(*[m for m in ('textual', 'whoosh', 'feedparser', 'httpx', 'selectolax') if m in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code, tmp_path], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[1:] == [""]
