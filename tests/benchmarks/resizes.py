"""Drag the window about: sizes at random, down to one cell, while keys are pressed; the reader must live on.

python tests/benchmarks/resizes.py [RESIZES] [SEED]
"""

import random
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from terminal.session import Session, import_sample

KEYS = "jjkkG]z+-eS/?\r\t\x1bBRito:"
SIZES = ((1, 1), (1, 40), (130, 1), (2, 2), (20, 5), (40, 12), (80, 24), (200, 60), (400, 120))


def main() -> None:
    resizes = int(sys.argv[1]) if len(sys.argv) > 1 else 1_500
    draw = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "data"
        import_sample(folder)
        code = resized(folder, draw, resizes)
        log = (folder / "crash.log").exists()
    print(f"{resizes:,} resizes in {time.monotonic() - started:.0f} s: exit code {code}, crash log: {log}")


def resized(folder: Path, draw: random.Random, count: int) -> int:
    """Resize it so often, and leave; the exit code."""
    with Session("--data-dir", str(folder)) as session:
        session.until_shown("q Quit")
        for number in range(count):
            width, height = (
                draw.choice(SIZES) if number % 3 else (draw.randrange(1, 150), draw.randrange(1, 50))
            )
            session.process.setwinsize(height, width)
            if number % 5 == 0:
                session.press(draw.choice(KEYS))
            if not session.read(draw.choice((0, 0.005, 0.05))):
                raise SystemExit(f"ended after {number} resizes:\n{(folder / 'crash.log').read_text()}")
        session.screen.resize(30, 100)
        session.process.setwinsize(30, 100)
        for _ in range(20):
            if "q Quit" in session.text():
                break
            session.press("\x1b")
            for _ in range(5):
                session.read()
        session.press("q")
        return session.until_ended()


if __name__ == "__main__":
    main()
