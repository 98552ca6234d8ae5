"""Documents are parsed by a process of their own, within limits, and come out as they would without."""

import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tui_reader.archive import guard
from tui_reader.archive.guard import GuardedParser, Limits
from tui_reader.archive.guard.parser import _idle
from tui_reader.archive.here_parser import HereParser
from tui_reader.errors import SourceError
from tui_reader.reading import Document, Reading
from tui_reader.resources import sample_folder

FIXTURES = Path(__file__).parents[2] / "fixtures"
SLOW = Document("slow.html", b"<html><body>" + b"<h2>Same words in all of them</h2>" * 200_000)
LARGE = Document("large.json", b"[" + b'{"updates": 1},' * 1_500_000 + b"1]")
SAMPLE = Document("day-1.txt", (sample_folder() / "day-1.txt").read_bytes())


def outcomes(parser: GuardedParser | HereParser, *documents: Document) -> list[Reading | SourceError]:
    found = list(parser.parsed(enumerate(documents), ["Ada Lorne"]))
    assert [number for number, _ in found] == list(range(len(documents)))
    return [outcome for _, outcome in found]


def refusal(outcome: Reading | SourceError) -> str:
    assert isinstance(outcome, SourceError)
    assert "\n" not in str(outcome)
    return str(outcome)


@pytest.fixture
def fresh() -> Iterator[Limits]:
    """Limits of a test's own, so that it gets a helper of its own, which is ended afterwards."""
    limits = Limits(seconds_in_all=59.0)
    yield limits
    helper = _idle.pop(limits, None)
    if helper:
        helper.end()


def test_documents_come_out_as_without_a_guard() -> None:
    sources = [
        *sample_folder().iterdir(),
        *FIXTURES.glob("cases/*/source.*"),
        *FIXTURES.glob("cases/*/*/source.*"),
    ]
    documents = [Document(path.name, path.read_bytes(), "https://news.example/") for path in sources[:40]]
    for guarded, bare in zip(
        outcomes(GuardedParser(), *documents), outcomes(HereParser(), *documents), strict=True
    ):
        if isinstance(bare, SourceError):
            assert refusal(guarded) == str(bare)
        else:
            assert guarded == bare


def test_a_slow_document_is_refused_in_time_and_the_next_is_read() -> None:
    parser = GuardedParser(Limits(seconds=1.0))
    outcomes(parser, SAMPLE)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    slow, sample = outcomes(parser, SLOW, SAMPLE)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert refusal(slow) == "slow.html: takes more than 1 seconds to be read; it was not"
    assert isinstance(sample, Reading)
    assert after.ru_utime - before.ru_utime < 4  # of the helper that was ended, its start included


def test_a_document_that_needs_too_much_memory_is_refused_and_the_next_is_read() -> None:
    large, sample = outcomes(GuardedParser(Limits(memory=256 << 20)), LARGE, SAMPLE)
    assert refusal(large) == "large.json: needs more than 0.25 GB of memory to be read; it was not"
    assert isinstance(sample, Reading)


def test_a_document_that_says_too_much_is_refused() -> None:
    (found,) = outcomes(GuardedParser(Limits(answer=1_000)), SAMPLE)
    assert refusal(found) == "day-1.txt: holds more text than is read from one source; split it"


def test_a_helper_is_used_again_also_by_a_large_process_and_replaced_when_it_has_ended(fresh: Limits) -> None:
    parser, memory = GuardedParser(fresh), b"x" * (400 << 20)
    outcomes(parser, SAMPLE)
    first = _idle[fresh]
    outcomes(parser, SAMPLE)
    assert _idle[fresh] is first
    del memory
    first._process.kill()
    first._process.wait()
    assert isinstance(outcomes(parser, SAMPLE)[0], Reading)


def test_an_idle_helper_ends_and_nobody_notices() -> None:
    limits = Limits(idle_seconds=0.1)
    parser = GuardedParser(limits)
    outcomes(parser, SAMPLE)
    _idle[limits]._process.wait(10)
    assert isinstance(outcomes(parser, SAMPLE)[0], Reading)


def test_an_interrupted_import_leaves_no_helper_behind(fresh: Limits) -> None:
    documents = GuardedParser(fresh).parsed(enumerate([SAMPLE, SAMPLE, SAMPLE]))
    next(documents)
    documents.close()  # type: ignore[attr-defined]
    assert fresh not in _idle


def test_a_failing_parser_is_told_in_one_line_and_its_details_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    broken = "import tui_reader.reading.reader as r; r.is_web_archive = lambda _: [][1]\n"
    monkeypatch.setattr(
        guard.helper, "_START", broken.join(guard.helper._START.rsplit("main()", 1)) + "main()"
    )
    (found,) = outcomes(GuardedParser(Limits(answer=999), told.append), SAMPLE)
    assert refusal(found) == "day-1.txt: makes its parser fail (IndexError); it was not read"
    assert "Traceback" in told[0]


@pytest.mark.parametrize(
    "answer",
    [
        "nonsense",
        "[]",
        '{"kind": 1}',
        '{"kind": "done"}',
        '{"kind": "done", "warnings": [[1, 2, 3]]}',
        '{"kind": "live_blog", "live_blog": {"title": 1}}',
    ],
)
def test_an_answer_that_makes_no_sense_is_a_refusal(monkeypatch: pytest.MonkeyPatch, answer: str) -> None:
    monkeypatch.setattr(guard.helper, "_START", f"print({answer!r}, flush=True); input()")
    (found,) = outcomes(GuardedParser(Limits(answer=len(answer) + 10)), SAMPLE)
    assert refusal(found) == "day-1.txt: makes its parser fail; it was not read"


def test_a_helper_does_not_outlive_its_parent() -> None:
    code = """
import os
from tui_reader.archive.guard import GuardedParser, parser
from tui_reader.reading import Document
list(GuardedParser().parsed([(1, Document("x", b"x"))]))
print(*(helper._process.pid for helper in parser._idle.values()), flush=True)
os.kill(os.getpid(), 9)
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.returncode == -signal.SIGKILL
    end = time.monotonic() + 10
    while psutil.pid_exists(helper := int(ran.stdout)) and time.monotonic() < end:
        time.sleep(0.02)
    assert not psutil.pid_exists(helper) or psutil.Process(helper).status() == psutil.STATUS_ZOMBIE


def test_a_helper_can_neither_write_nor_fill_the_memory(tmp_path: Path) -> None:
    code = f"""
from pathlib import Path
from tui_reader.archive.guard.child import confine
confine(256 << 20)
for try_it in (lambda: Path({str(tmp_path / "x")!r}).write_text("x"), lambda: bytes(300 << 20)):
    try:
        try_it()
    except (OSError, MemoryError) as error:
        print(type(error).__name__)
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["OSError", "MemoryError"]
