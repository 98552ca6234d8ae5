import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from faults import Say, injected, places, traced
from power_cut import cuts, recorded
from small_works import KINDS, cut_off, done, made_ready, run

pytestmark = pytest.mark.skipif(not shutil.which("strace"), reason="needs strace")


@pytest.mark.parametrize("name", KINDS)
def test_what_was_acknowledged_outlives_a_power_cut(tmp_path: Path, name: str) -> None:
    acknowledged, broken = cut_off(KINDS[name], tmp_path, count=5, seed=2)
    assert acknowledged
    assert broken == []


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("fault", ["KILL", "ENOSPC"])
def test_a_fault_at_a_system_call_loses_nothing(tmp_path: Path, name: str, fault: str) -> None:
    kind = KINDS[name]
    template, folder = made_ready(kind, tmp_path), tmp_path / "data"
    shutil.copytree(template, folder)
    every = places(lambda say: run(kind, folder, say), folder, tmp_path / "log")
    for call, number in random.Random(3).sample(every, 2):
        shutil.rmtree(folder)
        shutil.copytree(template, folder)
        said = traced(lambda say: run(kind, folder, say), injected(fault, call, number))
        assert not [line for line in said if line.startswith("crashed")]
        assert fault == "KILL" or said[-1] == "ended"
        assert kind.check(folder, done(said)) == []


def careless(file: Path) -> None:
    file.write_bytes(b"x" * 5_000)


def half_careful(file: Path) -> None:
    with file.open("wb") as opened:
        opened.write(b"x" * 5_000)
        opened.flush()
        os.fsync(opened.fileno())


def careful(file: Path) -> None:
    half_careful(file)
    folder = os.open(file.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


@pytest.mark.parametrize(("write", "loses"), [(careless, True), (half_careful, True), (careful, False)])
def test_a_power_cut_takes_what_was_not_brought_to_the_disk(
    tmp_path: Path, write: Callable[[Path], None], *, loses: bool
) -> None:
    template, folder = tmp_path / "template", tmp_path / "data"
    template.mkdir()
    folder.mkdir()

    def work(say: Say) -> None:
        write(folder / "file")
        say("done 0")

    calls, draw, lost = recorded(work, tmp_path / "log"), random.Random(1), 0
    for number in range(20):
        (disk,) = cuts(calls, folder, template, draw, 1)
        assert disk.said == ["done 0"]
        left = tmp_path / str(number)
        disk.after_cut(draw, left)
        file = left / "file"
        lost += not file.exists() or file.read_bytes() != b"x" * 5_000
    assert bool(lost) is loses
