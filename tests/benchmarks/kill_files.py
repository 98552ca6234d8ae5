"""Damage or delete any one file of the marks, in many ways, and count what does not come back.

python tests/benchmarks/kill_files.py [WAYS]
"""

import os
import random
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from killing import BLOG, marks_state, steps, update

from tui_reader.library import Marks

FILES = ("marks.db", "marks.jsonl", "marks.lock")


def main() -> None:
    ways = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    print(f"{'':14}{'harm':>10}{'ways':>7}{'not back':>10}{'told':>7}{'kept':>7}")
    with tempfile.TemporaryDirectory() as place:
        template = Path(place) / "template"
        marks = Marks(template)
        marks.add_bookmark(update("fixed"), BLOG)
        todo = steps(random.Random(1), "r")
        for _ in range(150):
            next(todo).run(marks)
        before = marks_state(marks)
        for name in FILES:
            for harm in HARM:
                count = ways // (len(FILES) * len(HARM))
                lost = told = kept = 0
                for seed in range(count):
                    folder = Path(place) / "data"
                    shutil.rmtree(folder, ignore_errors=True)
                    shutil.copytree(template, folder)
                    harm(folder / name, random.Random(seed))
                    found = Marks(folder)
                    lost += marks_state(found) != before
                    told += bool(found.notices)
                    kept += bool(list(folder.glob("*.damaged-*")))
                print(f"{name:14}{harm.__name__:>10}{count:>7}{lost:>10}{told:>7}{kept:>7}", flush=True)


def flip(path: Path, draw: random.Random) -> None:
    data = bytearray(path.read_bytes())
    data[draw.randrange(len(data))] ^= 1 << draw.randrange(8)
    path.write_bytes(data)


def cut(path: Path, draw: random.Random) -> None:
    os.truncate(path, draw.randrange(path.stat().st_size))


def zero(path: Path, draw: random.Random) -> None:
    with path.open("r+b") as file:
        file.seek(draw.randrange(path.stat().st_size) // 512 * 512)
        file.write(bytes(512))


def garble(path: Path, draw: random.Random) -> None:
    data = path.read_bytes()
    start = draw.randrange(len(data))
    path.write_bytes(data[:start] + draw.randbytes(len(data) - start))


def grow(path: Path, draw: random.Random) -> None:
    with path.open("ab") as file:
        file.write(draw.randbytes(draw.randrange(1, 9_000)))


def delete(path: Path, _: random.Random) -> None:
    path.unlink()


HARM: tuple[Callable[[Path, random.Random], None], ...] = (flip, cut, zero, garble, grow, delete)

if __name__ == "__main__":
    main()
