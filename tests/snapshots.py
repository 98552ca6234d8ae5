"""What the screen shows, with its styles, in four sizes and three colour modes, in both directions.

    python tests/snapshots.py

writes `fixtures/snapshots` anew after a change that is meant to be seen; `tests/app/test_snapshots.py`
compares.
"""

import asyncio
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from screenshots import prepare, settled

from tui_reader.app.reader_app import ReaderApp
from tui_reader.archive import Archive
from tui_reader.resources import sample_folder
from tui_reader.settings import Settings

FOLDER = Path(__file__).parents[1] / "fixtures" / "snapshots"
SIZES = ((80, 24), (120, 40), (40, 12), (200, 60))
MODES = {
    "dark": Settings(theme="dark", links="always"),
    "terminal": Settings(theme="terminal", links="always"),
    "no-color": Settings(links="always"),
}
DIRECTIONS = {"left-to-right": ":9", "right-to-left": ":1"}
"""What is typed to get there."""

_RIGHT_TO_LEFT = {
    "title": "مدونة خيالية للفيضان",
    "publisher": "صحيفة خيالية",
    "coverage_date": "2024-03-08",
    "updates": [
        {
            "headline": "انحسر النهر في المدينة",
            "date": "2024-03-08",
            "blocks": [{"type": "paragraph", "text": "قال العمدة: «عاد الناس إلى بيوتهم» في المساء."}],
        },
        {
            "headline": "הנהר נסוג",
            "date": "2024-03-08",
            "blocks": [{"type": "paragraph", "text": "ראש העיר הבדיוני: הגשר פתוח."}],
        },
    ],
}


def names() -> Iterator[str]:
    """Every snapshot's name."""
    for (width, height), mode, direction in product(SIZES, MODES, DIRECTIONS):
        yield f"{width}x{height}-{mode}-{direction}"


def make_library(folder: Path) -> None:
    """The bundled sample and a live blog written from right to left, both invented."""
    folder.mkdir(parents=True, exist_ok=True)
    page = folder / "right-to-left.json"
    page.write_text(json.dumps({"format": "tui-reader", "version": 1, "live_blogs": [_RIGHT_TO_LEFT]}))
    with Archive(folder / "library") as archive:
        archive.import_([str(sample_folder()), str(page)], is_trusted=True)
        archive.catch_up_index()


async def snapshot(library: Path, name: str) -> str:
    """The screen of that name: a line of text for each line, every run behind its style."""
    size, _, rest = name.partition("-")
    direction = next(direction for direction in DIRECTIONS if rest.endswith(direction))
    mode = rest.removesuffix(f"-{direction}")
    width, height = map(int, size.split("x"))
    os.environ["NO_COLOR"] = "1" if mode == "no-color" else ""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(library, Path(folder) / "library")
        with Archive(Path(folder) / "library") as archive:
            app = ReaderApp(archive, settings=MODES[mode])
            async with app.run_test(size=(width, height)) as pilot:
                await settled(pilot)
                await pilot.press("colon", DIRECTIONS[direction][1:], "enter")
                await settled(pilot)
                lines = app.screen._compositor.render_strips()
                return "\n".join("".join(f"⟦{run.style}⟧{run.text}" for run in line) for line in lines) + "\n"


def main() -> None:
    """Write all of them."""
    prepare()
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        make_library(Path(folder))
        for name in names():
            text = asyncio.run(snapshot(Path(folder) / "library", name))
            (FOLDER / f"{name}.txt").write_text(text, "utf-8")
            sys.stdout.write(f"{name}\n")


if __name__ == "__main__":
    main()
