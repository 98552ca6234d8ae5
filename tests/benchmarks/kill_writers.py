"""Kill writers at random points, again and again, and count what is lost.

    python tests/benchmarks/kill_writers.py [KILLS] [WORD]

Each round lets a child work, kills it (SIGKILL) after a random time, opens what is left and compares it with
what the child had acknowledged. The state is kept from round to round, so that recovery after recovery is
tried too; after each round of bookmarking one of the two files of the marks is deleted as well. A word keeps
to the kinds of work that have it in their names.
"""

import random
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from killing import ROUNDS


def main() -> None:
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 600
    rounds = [kind for kind in ROUNDS if len(sys.argv) < 3 or sys.argv[2] in kind.name]
    print(f"{'':34}{'kills':>7}{'acknowledged':>14}{'lost or torn':>14}{'not opened':>12}{'seconds':>9}")
    for kind in rounds:
        started, acknowledged, broken, closed = time.monotonic(), 0, 0, 0
        with tempfile.TemporaryDirectory() as folder:
            killing = kind(Path(folder) / "data", random.Random(1))
            for _ in range(kills // len(rounds)):
                try:
                    count, wrong = killing.run()
                except Exception as error:  # whatever keeps the files from being opened counts
                    closed += 1
                    print(f"  {type(error).__name__}: {error}")
                    break
                acknowledged += count
                broken += bool(wrong)
                if wrong:
                    print(f"  {wrong[:3]}")
        figures = f"{kills // len(rounds):>7}{acknowledged:>14,}{broken:>14}{closed:>12}"
        print(f"{kind.name:34}{figures}{time.monotonic() - started:>9.0f}")


if __name__ == "__main__":
    main()
