"""A fault at every system call with which bookmarking changes the disk, one at a time.

    python tests/benchmarks/kill_syscalls.py [FAULT...]      (default: KILL ENOSPC EIO; needs strace)

The same few changes of the marks are made again and again under strace, each time with another system call on
the data folder failing, or the process killed there. Then the marks are opened and compared with what was
acknowledged, and each of the two files is deleted in turn: all must come back from the other. A change
that is neither acknowledged nor refused in one clear line counts as a crash.
"""

import collections
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from killing import BLOG, Promise, Step, update

from tui_reader.errors import LibraryError
from tui_reader.library import Marks

CALLS = ("openat", "mkdir", "write", "pwrite64", "fsync", "fdatasync", "ftruncate", "rename", "unlink")
STEPS = (
    Step("bookmark", "u1", "set"),
    Step("note", "fixed", "one"),
    Step("read", "r1", "set"),
    Step("unbookmark", "u1"),
    Step("correct", "q1", "Ana"),
)


def main() -> None:
    if sys.argv[1:2] == ["--work"]:
        work(Path(sys.argv[2]))
        return
    print(f"{'':10}{'fault':>8}{'places':>8}{'acknowledged':>14}{'refused':>9}{'crashes':>9}{'lost':>6}")
    for is_new in (True, False):
        for fault in sys.argv[1:] or ["KILL", "ENOSPC", "EIO"]:
            sweep(fault, is_new=is_new)


def work(folder: Path) -> None:
    """The changes, each told on standard output once it is safe; a refusal keeps no other from its turn."""
    for number, step in enumerate(STEPS):
        try:
            step.run(Marks(folder))
            print("done", number, flush=True)
        except LibraryError as error:
            print("refused", number, str(error).replace("\n", "\\n"), flush=True)


def sweep(fault: str, *, is_new: bool) -> None:
    with tempfile.TemporaryDirectory() as place:
        template = Path(place) / "template"
        if not is_new:
            Marks(template).add_bookmark(update("fixed"), BLOG)
        points = places(Path(place), template)
        acknowledged = refused = crashes = 0
        broken: list[str] = []
        for call, number in points:
            folder = fresh(Path(place), template)
            lines = traced(folder, ["-e", inject(fault, call, number)]).splitlines()
            acknowledged += sum(line.startswith("done") for line in lines)
            refused += sum(line.startswith("refused") for line in lines)
            crashes += fault != "KILL" and len(lines) < len(STEPS)
            broken += [f"{call} {number}: {wrong}" for wrong in check(folder, lines, is_new=is_new)]
    figures = f"{fault:>8}{len(points):>8}{acknowledged:>14}{refused:>9}{crashes:>9}{len(broken):>6}"
    print(f"{'new' if is_new else 'existing':10}{figures}", *broken[:5], sep="\n    ", flush=True)


def places(folder: Path, template: Path) -> list[tuple[str, int]]:
    """The system calls on the data folder in an undisturbed run: name, and which one of that name it is."""
    data, log = fresh(folder, template), folder / "log"
    traced(data, ["-o", str(log)])
    counts = collections.Counter[str]()
    found: list[tuple[str, int]] = []
    for line in log.read_text(errors="replace").splitlines():
        call = re.match(r"\d+ +(\w+)\(", line)
        if call:
            counts[call[1]] += 1
            if str(data) in line:
                found.append((call[1], counts[call[1]]))
    return found


def inject(fault: str, call: str, number: int) -> str:
    return f"inject={call}:{'signal=KILL' if fault == 'KILL' else f'error={fault}'}:when={number}"


def fresh(place: Path, template: Path) -> Path:
    folder = place / "data"
    shutil.rmtree(folder, ignore_errors=True)
    if template.exists():
        shutil.copytree(template, folder)
    return folder


def traced(folder: Path, options: list[str]) -> str:
    command = ["strace", "-f", "-y", "-o", "/dev/null", "-e", f"trace={','.join(CALLS)}", *options]
    python = [sys.executable, "-B", __file__, "--work", str(folder)]
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    ran = subprocess.run([*command, *python], env=environment, capture_output=True, text=True, check=False)
    return ran.stdout


def check(folder: Path, lines: list[str], *, is_new: bool) -> list[str]:
    """What is lost or torn after a run that printed these lines."""
    promise = Promise({} if is_new else {("note", "fixed"): {""}})
    done = {int(line.split()[1]) for line in lines if line.startswith("done")}
    for number, step in enumerate(STEPS):
        if not (is_new and step.what == "note"):
            promise.asked(step, acknowledged=number in done)
    wrong = promise.broken(Marks(folder))
    for name in random.Random(len(lines)).sample(["marks.db", "marks.jsonl"], 2):
        (folder / name).unlink(missing_ok=True)
        wrong += promise.broken(Marks(folder))
    return wrong


if __name__ == "__main__":
    main()
