"""A small disk of its own, filled up at random before each piece of work: what is acknowledged stays.

    python tests/benchmarks/fill_disks.py [DISKS]      (as root: it mounts a tmpfs)

Bookmarking, importing, indexing and exporting are done with any room left, from none to enough. Whatever does
not fit must be refused in one line that says what to do; then there is room again, everything is opened, and
compared with what was acknowledged.
"""

import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from small_works import KINDS, Kind, done, made_ready, run

from tui_reader.errors import ReaderError

SIZE = 6 << 20
MOST_LEFT = 600_000  # bytes; some of the work needs as much
ADVICE = ("make room", "has no more room")


def main() -> None:
    disks = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    draw = random.Random(1)
    print(f"{'':18}{'disks':>7}{'acknowledged':>14}{'refused':>9}{'unclear':>9}{'crashes':>9}{'lost':>6}")
    for name, kind in KINDS.items():
        with tempfile.TemporaryDirectory() as place:
            told = list(filled(kind, Path(place), draw, disks // len(KINDS)))
        said = [line for lines, _ in told for line in lines]
        refused = [line for line in said if line.startswith("refused")]
        unclear = [line for line in refused if not any(words in line for words in ADVICE)]
        crashes = [line for line in said if line.startswith("crashed")]
        lost = [wrong for _, broken in told for wrong in broken]
        figures = f"{len(told):>7}{sum(line.startswith('done') for line in said):>14}"
        print(
            f"{name:18}{figures}{len(refused):>9}{len(unclear):>9}{len(crashes):>9}{len(lost):>6}", flush=True
        )
        for wrong in (*unclear[:3], *crashes[:3], *lost[:3]):
            print("    ", wrong)


def filled(kind: Kind, place: Path, draw: random.Random, count: int) -> Iterator[tuple[list[str], list[str]]]:
    """Do the work on so many disks; what it said, and what is lost or torn."""
    template = made_ready(kind, place)
    for _ in range(count):
        with small_disk(place / "disk") as disk:
            folder, said = disk / "data", list[str]()
            shutil.copytree(template, folder)
            shutil.copyfile(place / "more.json", disk / "more.json")
            left = int(MOST_LEFT * draw.random() ** 3)  # little is more often to the point
            (disk / "filler").write_bytes(bytes(max(0, shutil.disk_usage(disk).free - left)))
            run(kind, folder, said.append)
            (disk / "filler").unlink()
            try:
                broken = kind.check(folder, done(said))
            except ReaderError as error:
                broken = [f"does not open: {error}"]
            yield said, broken


@contextmanager
def small_disk(place: Path) -> Iterator[Path]:
    """A file system of a few megabytes in memory."""
    place.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(place)], check=True)
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


if __name__ == "__main__":
    main()
