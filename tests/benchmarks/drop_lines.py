"""Lose the line to the reader in every way, again and again: how long does its process stay?

    python tests/benchmarks/drop_lines.py [TIMES]      (needs tmux)

After each drop the reader is opened once more by a command, which must find everything sound.
"""

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from dropping import WAYS
from terminal.session import import_sample

from tui_reader.archive.health import examine


def main() -> None:
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    print(f"{'':26}{'drops':>6}{'slowest s':>11}{'over 3 s':>10}{'problems':>10}")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "data"
        import_sample(folder)
        for name, way in WAYS.items():
            stayed = [way(folder) for _ in range(times)]
            late = sum(seconds > 3 for seconds in stayed)
            problems = [finding for finding in examine(folder, repair=False) if finding.state == "problem"]
            print(
                f"{name:26}{times:>6}{max(stayed):>11.2f}{late:>10}{len(problems):>10}", *problems, flush=True
            )


if __name__ == "__main__":
    main()
