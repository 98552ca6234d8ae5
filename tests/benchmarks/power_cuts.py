"""Power cuts at random moments: what was acknowledged must be there, everything must open.

    python tests/benchmarks/power_cuts.py [CUTS]      (needs strace)

Bookmarking, importing, indexing and exporting are recorded once each; then the disk is put together as it may
be after the power went at some moment (see `power_cut`), opened, and compared with what was acknowledged.
"""

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from small_works import KINDS, cut_off


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    print(f"{'':18}{'cuts':>7}{'acknowledged':>14}{'lost or torn':>14}")
    for name, kind in KINDS.items():
        with tempfile.TemporaryDirectory() as place:
            acknowledged, broken = cut_off(kind, Path(place), count // len(KINDS))
        print(
            f"{name:18}{count // len(KINDS):>7}{acknowledged:>14,}{len(broken):>14}", *broken[:5], flush=True
        )


if __name__ == "__main__":
    main()
