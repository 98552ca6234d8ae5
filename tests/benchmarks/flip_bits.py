"""Flip a bit anywhere in the library, and use it: it works or is refused in one line, it never crashes.

python tests/benchmarks/flip_bits.py [FLIPS]
"""

import collections
import random
import shutil
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from terminal.session import import_sample

from tui_reader.archive import Archive
from tui_reader.archive.health import examine
from tui_reader.errors import ReaderError


def main() -> None:
    flips = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    found = collections.Counter[str]()
    with tempfile.TemporaryDirectory() as place:
        template, folder = Path(place) / "template", Path(place) / "data"
        import_sample(template)
        for seed in range(flips):
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(template, folder)
            outcome = used_after_a_flip(folder, random.Random(seed))
            found[outcome.split(":")[0]] += 1
            if outcome.startswith("crash"):
                print(seed, outcome, flush=True)
    print(f"{flips} flips:", ", ".join(f"{count} {what}" for what, count in found.most_common()))


def used_after_a_flip(folder: Path, draw: random.Random) -> str:
    """What came of using a library after one of its bits was flipped."""
    path = folder / "library.db"
    data = bytearray(path.read_bytes())
    data[draw.randrange(len(data))] ^= 1 << draw.randrange(8)
    path.write_bytes(data)
    try:
        with suppress(ReaderError):
            use(folder)
        states = {finding.what: finding.state for finding in examine(folder, repair=False)}
        for _ in examine(folder, repair=True):
            pass
        left = [finding for finding in examine(folder, repair=False) if finding.state == "problem"]
    except Exception as error:
        return f"crash: {error!r}"
    if left:
        return f"not mended: {left}"
    return "found and mended" if states.get("library") == "problem" else "harmless"


def use(folder: Path) -> None:
    """Everything that reads."""
    with Archive(folder) as archive:
        listing = archive.everything()
        for row in listing.rows(0, len(listing)):
            archive.update(row.update_id)
        list(archive.live_blogs())
        archive.count_speakers()
        archive.catch_up_index()
        archive.search("river")


if __name__ == "__main__":
    main()
