"""Kill the reader one second after the last key of a note: the draft must be on disk, and be offered again.

    python tests/benchmarks/kill_drafts.py [KILLS]

Told is how many drafts were lost, and how long after its last key the slowest of them was on disk.
"""

import random
import signal
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from terminal.session import Session, import_sample

from tui_reader.library import Drafts

WORDS = ("boats", "the dam", "Tolm", "ask again", "überall", "12.30", "–", "who said so?")


def main() -> None:
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    draw = random.Random(1)
    lost, slowest, note = 0, 0.0, ""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "data"
        import_sample(folder)
        for _ in range(kills):
            words = " " + " ".join(draw.choices(WORDS, k=draw.randrange(1, 12)))
            seconds, is_offered = killed_while_noting(folder, note, words)
            draft = Drafts(folder).latest()
            note = draft.note if draft else ""
            lost += seconds > 1 or not is_offered
            slowest = max(slowest, seconds)
    print(f"{kills} kills, {lost} drafts lost, the slowest on disk after {slowest:.2f} s")


def killed_while_noting(folder: Path, note: str, words: str) -> tuple[float, bool]:
    """Go on with a note and be killed; when it was on disk, and whether what was before was offered."""
    with Session("--data-dir", str(folder), size=(120, 40)) as session:
        session.until_shown("q Quit")
        session.press("e")
        session.until_shown("Tags:")
        is_offered = not note or note.rsplit(maxsplit=1)[-1] in session.text()
        session.press(words)
        last = time.monotonic()
        seconds = 99.0
        while time.monotonic() - last < 1:
            session.read(0.02)
            draft = Drafts(folder).latest()
            if seconds > 1 and draft and draft.note == note + words:
                seconds = time.monotonic() - last
        session.process.kill(signal.SIGKILL)
        return seconds, is_offered


if __name__ == "__main__":
    main()
