"""End the reader by a signal on terminals of every kind and size: the terminal restored, the right exit code.

    python tests/benchmarks/terminal_matrix.py [EVERY]

6 kinds x 4 sizes x 4 signals; with a number only every so manieth of them.
"""

import os
import signal
import sys
import tempfile
import time
from itertools import product
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from terminal.session import Session, import_sample

KINDS = ("xterm-256color", "xterm", "screen-256color", "tmux-256color", "linux", "vt100")
SIZES = ((80, 24), (40, 12), (200, 60), (10, 4))
SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGINT)


def main() -> None:
    every = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    wrong, slowest, cases = 0, 0.0, list(product(KINDS, SIZES, SIGNALS))[::every]
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "data"
        import_sample(folder)
        os.environ["TUI_READER_DATA_DIR"] = str(folder)
        for kind, size, number in cases:
            fault, seconds = ended(kind, size, number)
            slowest = max(slowest, seconds)
            wrong += bool(fault)
            if fault:
                print(f"{kind} {size} {number.name}: {fault}", flush=True)
    print(f"{len(cases)} runs, {wrong} wrong, the slowest end took {slowest:.1f} s")


def ended(kind: str, size: tuple[int, int], number: signal.Signals) -> tuple[str, float]:
    """What is wrong after a signal, and the seconds until the end."""
    with Session(size=size, env={"TERM": kind}) as session:
        session.until(
            lambda _: b"\x1b[?2004h" in session.output
        )  # the app itself, no picture of an earlier one
        until = time.monotonic() + 1
        while time.monotonic() < until:
            session.read()
        start = time.monotonic()
        session.process.kill(number)
        code = session.until_ended()
        seconds = time.monotonic() - start
        if code != 128 + number:
            return f"exit code {code}", seconds
        return "" if session.is_restored() else "not restored", seconds


if __name__ == "__main__":
    main()
