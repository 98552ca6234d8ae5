"""A fault at every system call with which the data folder is changed, one at a time.

    python tests/benchmarks/kill_syscalls.py [--work WORD] [--every N] [FAULT...]      (needs strace)

Faults are KILL and the names of errors: by default KILL ENOSPC EIO EDQUOT EROFS ESTALE. The same small piece
of work is done again and again under strace, each time with another system call on the data folder failing,
or the process killed there. Then everything is opened and compared with what was acknowledged. What is
neither acknowledged nor refused in one clear line counts as a crash.
"""

import argparse
import collections
import re
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from faults import CHANGING, LOCKING, injected, places, traced
from small_works import KINDS, Kind, done, made_ready, run

from tui_reader.errors import ReaderError

FAULTS = ("KILL", "ENOSPC", "EIO", "EDQUOT", "EROFS", "ESTALE")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--work", default="")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("faults", nargs="*", default=FAULTS)
    chosen = parser.parse_args()
    print(f"{'':18}{'fault':>8}{'places':>8}{'acknowledged':>14}{'refused':>9}{'crashes':>9}{'lost':>6}")
    for name, kind in KINDS.items():
        if chosen.work in name:
            for fault in chosen.faults:
                Sweep(name, kind, fault, chosen.every).run()


class Sweep:
    """One fault at every system call of one piece of work."""

    def __init__(self, name: str, kind: Kind, fault: str, every: int = 1) -> None:
        self.name, self.kind, self.fault, self.every = name, kind, fault, every
        self.acknowledged = self.refused = self.points = 0
        self.crashes: list[str] = []
        self.broken: list[str] = []
        self.lines = collections.Counter[str]()

    def run(self) -> None:
        with tempfile.TemporaryDirectory() as place:
            self.within(Path(place))
        figures = f"{self.fault:>8}{self.points:>8}{self.acknowledged:>14}{self.refused:>9}"
        print(f"{self.name:18}{figures}{len(self.crashes):>9}{len(self.broken):>6}", flush=True)
        for wrong in (*self.crashes[:5], *self.broken[:5]):
            print("    ", wrong)
        for line, count in self.lines.most_common():
            print(f"    {count:>5} {line}")

    def within(self, place: Path) -> None:
        """Sweep in a folder."""
        template, folder = made_ready(self.kind, place), place / "data"
        fresh(folder, template)
        calls = (*CHANGING, *LOCKING) if self.fault in ("ENOLCK", "ESTALE") else CHANGING
        points = places(lambda say: run(self.kind, folder, say), folder, place / "log", calls)
        for call, number in points[:: self.every]:
            self.points += 1
            fresh(folder, template)
            said = traced(lambda say: run(self.kind, folder, say), injected(self.fault, call, number), calls)
            self.judge(folder, f"{call} {number}", said)

    def judge(self, folder: Path, where: str, said: list[str]) -> None:
        acknowledged = done(said)
        refused = [line for line in said if line.startswith("refused")]
        self.acknowledged += len(acknowledged)
        self.refused += len(refused)
        self.crashes += [f"{where}: {line}" for line in said if line.startswith("crashed")]
        if self.fault != "KILL" and "ended" not in said:
            self.crashes.append(f"{where}: no end, {said}")
        self.lines.update(re.sub(r"/\S*/|-[0-9-]+|[0-9a-f]{16}|\d+", "…", line) for line in refused)
        try:
            self.broken += [f"{where}: {wrong}" for wrong in self.kind.check(folder, acknowledged)]
        except ReaderError as error:
            self.broken.append(f"{where}: does not open: {error}")


def fresh(folder: Path, template: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(template, folder)


if __name__ == "__main__":
    main()
