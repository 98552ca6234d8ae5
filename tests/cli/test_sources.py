import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from live_blog_server import Publisher, publisher_at_work
from running import Run

from tui_reader.archive import Archive


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    with publisher_at_work() as publisher:
        publisher.publish("Sea wall holds", "Ferries stay in port")
        yield publisher


def test_an_address_is_imported_and_then_unchanged(run: Run, publisher: Publisher) -> None:
    first = run("import", "--allow-private", publisher.url)
    assert (first.code, first.out) == (0, "")
    assert "1 live blog; updates: 2 new" in first.err
    second = run("import", "--allow-private", publisher.url)
    assert second.code == 0
    assert second.err == f"{publisher.url}: unchanged since it was last imported\n"
    publisher.edit("Sea wall holds", "The wall leaks, says the harbour master.")
    assert "0 new, 1 changed, 1 unchanged" in run("import", "--allow-private", publisher.url).err


def test_overrides_have_an_address_read_again(run: Run, publisher: Publisher) -> None:
    run("import", "--allow-private", publisher.url)
    ran = run("import", "--allow-private", "--publisher", "The Crier", publisher.url)
    assert "0 new, 0 changed, 2 unchanged" in ran.err


def test_an_address_can_be_looked_at_without_storing_anything(
    run: Run, publisher: Publisher, data: Path
) -> None:
    for _ in range(2):
        ran = run("import", "--dry-run", "--json", "--allow-private", publisher.url)
        assert ran.code == 0
        assert [update["headline"] for update in json.loads(ran.out)["updates"]] == [
            "Ferries stay in port",
            "Sea wall holds",
        ]
    assert not data.exists()


@pytest.mark.parametrize(
    "words", [("import",), ("import", "--dry-run"), ("follow", "--once"), ("sources", "add"), ()]
)
def test_private_addresses_are_refused_unless_allowed(
    run: Run, publisher: Publisher, words: tuple[str, ...]
) -> None:
    ran = run(*words, publisher.url)
    assert (ran.code, ran.out) == (3, "")
    assert "leads to a private address; --allow-private lets it" in ran.err
    assert not publisher.requests


def test_a_source_that_may_lead_to_a_private_address_by_now_is_asked_at_once(
    run: Run, publisher: Publisher
) -> None:
    assert run("sources", "add", publisher.url).code == 3
    added = run("sources", "add", "--allow-private", publisher.url)
    assert added.code == 0
    assert added.err.splitlines() == [
        f"{publisher.url}: was there already",
        f"{publisher.url}: 2 new, 0 changed",
    ]


@pytest.mark.parametrize("words", [("follow", "--once"), ("sources", "add"), ("import",)])
@pytest.mark.parametrize("mood", ["status 404", "status 500", "loop", "bomb", "empty", "hang_up"])
def test_what_cannot_be_fetched_is_told_in_one_line(
    run: Run, publisher: Publisher, mood: str, words: tuple[str, ...]
) -> None:
    publisher.moods.append(mood)
    ran = run(*words, "--allow-private", publisher.url)
    assert (ran.code, ran.out) == (3, "")
    assert len([line for line in ran.err.splitlines() if not line.endswith(": added")]) == 1


def test_follow_once_prints_what_is_new_oldest_first(run: Run, publisher: Publisher) -> None:
    ran = run("follow", "--once", "--jsonl", "--allow-private", publisher.url)
    assert ran.code == 0
    assert [json.loads(line)["headline"] for line in ran.out.splitlines()] == [
        "Sea wall holds",
        "Ferries stay in port",
    ]
    assert ran.err == f"{publisher.url}: 2 new, 0 changed\n"


def test_follow_asks_no_address_twice_in_a_moment(run: Run, publisher: Publisher) -> None:
    run("follow", "--once", "--allow-private", publisher.url)
    ran = run("follow", "--once", "--allow-private", publisher.url)
    assert (ran.code, ran.out) == (0, "")
    assert "left alone" in ran.err
    assert len(publisher.requests) == 1


def test_ctrl_c_leaves_follow_with_everything_stored(publisher: Publisher, data: Path) -> None:
    command = [sys.executable, "-m", "tui_reader", "--data-dir", str(data), "follow"]
    with subprocess.Popen(
        [*command, "--allow-private", publisher.url],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": ""},
    ) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(2)]
        time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=10)
    assert (process.returncode, out) == (130, "")
    assert [line.split("  ")[1].split()[1] for line in lines] == ["08:07", "08:14"]
    assert err.splitlines()[-1] == "tui-reader: interrupted; what was stored before is kept"
    assert "Traceback" not in err
    with Archive(data) as archive:
        assert len(archive.everything()) == 2


def test_sources_are_added_listed_refreshed_and_removed(run: Run, publisher: Publisher) -> None:
    assert run("sources").code == 1
    added = run("sources", "add", "--allow-private", publisher.url)
    assert added.code == 0
    assert added.err == f"{publisher.url}: added\n{publisher.url}: 2 new, 0 changed\n"
    (listed,) = json.loads(run("sources", "--json").out)
    assert (listed["url"], listed["failures"], listed["error"]) == (publisher.url, 0, None)
    assert listed["is_subscribed"] is True
    assert listed["due_at"] > listed["tried_at"]
    assert run("sources").out.startswith(f"{publisher.url}  answered ")
    refreshed = run("sources", "refresh")
    assert (refreshed.code, len(publisher.requests)) == (0, 1)
    assert "left alone" in refreshed.err
    assert run("sources", "remove", publisher.url).code == 0
    assert run("sources", "remove", publisher.url).code == 1
    assert (run("sources", "--json").out, run("sources", "refresh").code) == ("[]\n", 1)
    assert len(json.loads(run("export").out)["live_blogs"]) == 1


def test_a_source_that_fails_is_listed_with_its_reason(run: Run, publisher: Publisher) -> None:
    publisher.moods.append("status 503")
    assert run("sources", "add", "--allow-private", publisher.url).code == 3
    listed = run("sources")
    assert listed.code == 0
    assert "failed once: has trouble of its own; try again later (HTTP 503); next " in listed.out


@pytest.mark.parametrize(
    "words",
    [
        ("follow",),
        ("follow", "--interval", "14", "https://lorne.example/"),
        ("follow", "--interval", "soon", "https://lorne.example/"),
        ("sources", "add"),
        ("sources", "remove"),
        ("sources", "refresh", "https://lorne.example/"),
        ("sources", "mend"),
    ],
)
def test_wrong_usage(run: Run, words: tuple[str, ...]) -> None:
    ran = run(*words)
    assert (ran.code, ran.out) == (2, "")


@pytest.mark.parametrize("words", [("follow", "--once"), ("follow",), ("sources", "add")])
def test_what_is_no_address_is_refused_in_one_line(run: Run, words: tuple[str, ...]) -> None:
    ran = run(*words, "page\x1b[31m.html")
    assert (ran.code, ran.out) == (3, "")
    assert "no address of the web" in ran.err
    assert "\x1b" not in ran.err


def test_nothing_for_the_web_is_loaded_before_something_is_fetched(data: Path) -> None:
    code = (
        "import sys; from tui_reader.cli import main; main(['sources']);"
        "print(*[m for m in ('httpx', 'httpcore', 'feedparser', 'textual') if m in sys.modules])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"TUI_READER_DATA_DIR": str(data)},
    )
    assert ran.stdout == "\n"
