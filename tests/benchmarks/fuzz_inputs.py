"""Import damaged and hostile documents by the thousand, and read, search and list what came of them.

    python tests/benchmarks/fuzz_inputs.py [INPUTS] [SEED]

Each input is a document of the fixtures, or one that `payloads` makes, changed at random: bytes replaced, cut
out, doubled and inserted, hostile texts among them. They are imported, in rounds, into a library of their own
by `tui-reader import`; then every update of the round is listed and its detail is set as in the app, and
`search`, `show`, `quotes` and `export` print all of it. What is counted: exit codes that are not documented,
failing parsers and internal errors; commands that take longer than a minute more than the limits grant; and
characters on either output that a terminal would obey (see `wire`).
"""

import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from payloads import PAYLOADS, documents
from wire import leaks

from tui_reader.app.rendering.update import update_lines
from tui_reader.archive import Archive

FIXTURES = Path(__file__).parents[2] / "fixtures"
ROUND = 250
HANGS_AFTER = 60 + 8 * ROUND  # seconds
RUN = """
import json, sys
from tui_reader.cli import main
codes = {main(["--data-dir", sys.argv[1], *words]) for words in json.loads(sys.argv[2])}
sys.exit(0 if codes <= {0, 1, 2, 3} else 99)
"""
LONGEST = 6_000  # bytes of an input, before it grows: many short ones find more than a few long ones


@dataclass
class Found:
    """What a run came to."""

    inputs: int = 0
    updates: int = 0
    refused: int = 0
    crashes: list[str] = field(default_factory=list)
    hangs: list[str] = field(default_factory=list)
    escapes: list[str] = field(default_factory=list)


def main() -> None:
    """Run the rounds, print the figures; the exit code is 1 where anything was found."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    draw = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 7)
    seeds = originals()
    found, started = Found(), time.monotonic()
    while found.inputs < count:
        with tempfile.TemporaryDirectory() as folder:
            play_round(Path(folder), draw, seeds, min(ROUND, count - found.inputs), found)
        faults = len(found.crashes) + len(found.hangs) + len(found.escapes)
        print(f"{found.inputs:,} inputs, {found.updates:,} updates, {faults} faults", flush=True)
    seconds = time.monotonic() - started
    print(
        f"{found.inputs:,} inputs ({found.refused:,} refused) in {seconds:,.0f} s: {found.updates:,} updates"
    )
    print(f"crashes {len(found.crashes)}, hangs {len(found.hangs)}, escapes {len(found.escapes)}")
    for what in (*found.crashes, *found.hangs, *found.escapes)[:20]:
        print(f"  {what}")
    sys.exit(bool(found.crashes or found.hangs or found.escapes))


def originals() -> list[bytes]:
    """The documents that the inputs are made of."""
    paths = sorted((*FIXTURES.glob("sample/*"), *FIXTURES.glob("cases/**/source.*")))
    made = [text.encode("utf-8", "surrogatepass") for text in documents().values()]
    return [path.read_bytes()[:LONGEST] for path in paths] + made * 4


def play_round(folder: Path, draw: random.Random, seeds: Sequence[bytes], count: int, found: Found) -> None:
    """Import so many inputs into a new library and look at them in every way."""
    sources = folder / "sources"
    sources.mkdir()
    for number in range(count):
        (sources / f"{number:03}").write_bytes(changed(draw.choice(seeds), draw))
    found.inputs += count
    told = run_commands(folder, found, [["import", str(sources)]])
    found.refused += told.count("\nwarning: ")
    rows = look(folder / "data", found)
    found.updates += len(rows)
    payload = draw.choice(PAYLOADS).replace("\0", "").encode("utf-8", "replace").decode()
    shown = [["show", row] for row in draw.sample(rows, min(5, len(rows)))]
    commands = [
        ["search", payload],
        ["search", "--json", "a*"],
        ["search", "--csv", "the"],
        ["quotes"],
        ["quotes", "--md"],
        ["export"],
        *shown,
    ]
    run_commands(folder, found, commands)


def changed(content: bytes, draw: random.Random) -> bytes:
    """The document with some of its bytes replaced, cut out, doubled or followed by a hostile text."""
    data = bytearray(content)
    for _ in range(draw.choice((0, 1, 3, 10, 40))):
        at = draw.randrange(len(data) + 1)
        end = at + draw.choice((1, 1, 4, 50, 2_000))
        match draw.randrange(4):
            case 0:
                data[at:end] = draw.randbytes(min(end - at, 8))
            case 1:
                del data[at:end]
            case 2:
                data[at:at] = data[at:end] * draw.choice((1, 2, 30))
            case _:
                hostile = draw.choice(PAYLOADS) * draw.choice((1, 1, 50))
                data[at:at] = hostile.encode("utf-8", "surrogatepass")
        del data[2 * LONGEST :]
    return bytes(data)


def run_commands(folder: Path, found: Found, commands: list[list[str]]) -> str:
    """Run commands in a process; what they said on standard error."""
    run = [sys.executable, "-c", RUN, str(folder / "data"), json.dumps(commands)]
    names = ", ".join(words[0] for words in commands)
    try:
        ran = subprocess.run(run, capture_output=True, check=False, timeout=HANGS_AFTER)
    except subprocess.TimeoutExpired:
        found.hangs.append(names)
        return ""
    told = ran.stderr.decode("utf-8", "replace")
    if ran.returncode or "internal error" in told or "makes its parser fail" in told:
        found.crashes.append(f"{names}: exit code {ran.returncode}: {told[-300:]!r}")
    found.escapes += [f"{names}: {leak}" for leak in (*leaks(ran.stdout), *leaks(ran.stderr))[:3]]
    return told


def look(data: Path, found: Found) -> list[str]:
    """List every update and lay out its detail; their ids."""
    with Archive(data) as archive:
        listing = archive.everything()
        rows = listing.rows(0, len(listing))
        texts = [f"{row.headline} {row.source}" for row in rows]
        for row in rows:
            try:
                view = archive.update(row.update_id)
                assert view is not None
                texts += ["".join(run.text for run in line) for line in update_lines(view, 80)]
            except Exception as error:  # a defect is what is looked for here
                found.crashes.append(f"detail of {row.update_id}: {error!r}"[:300])
        found.escapes += [f"shown: {leak}" for leak in leaks("\n".join(texts).encode("utf-8", "replace"))[:3]]
        return [row.update_id for row in rows]


if __name__ == "__main__":
    main()
