"""Makes the README's screenshots from the bundled sample, the same ones on every machine.

    python tests/screenshots.py

Each is an SVG in `fixtures/screenshots`, drawn by the app itself. Only what can be seen differently makes
another file: names that are drawn by chance are replaced.
"""

import asyncio
import os
import re
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from textual.pilot import Pilot

from tui_reader.app.reader_app import ReaderApp
from tui_reader.app.reading import room
from tui_reader.archive import Archive
from tui_reader.resources import sample_folder
from tui_reader.settings import Settings

FOLDER = Path(__file__).parents[1] / "fixtures" / "screenshots"


_DARK = Settings(theme="dark")


@dataclass(frozen=True)
class Scene:
    """What is pressed before the picture is taken.

    Attributes:
        name: of the file, without its ending.
        keys: in Textual's names.
        size: columns and rows.
        settings: what is set.
    """

    name: str
    keys: tuple[str, ...]
    size: tuple[int, int] = (110, 30)
    settings: Settings = _DARK


SCENES = (
    Scene("reading", ("colon", "9", "enter", "tab", "full_stop")),
    Scene("search", ("slash", *"dam said:water", "enter")),
    Scene("speakers", ("S",)),
    Scene("small", ("j",), (40, 12)),
    Scene("light", ("j", "j"), settings=Settings(theme="light")),
    Scene("terminal", ("j", "j"), settings=Settings(theme="terminal")),
    Scene("linear", ("j", "j"), (60, 16), Settings(theme="contrast-dark", linear=True)),
)


def prepare() -> None:
    """The same zone, colours and terminal everywhere; before the first app is made."""
    os.environ |= {"TZ": "UTC", "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    for name in ("NO_COLOR", "SSH_TTY", "SSH_CONNECTION"):
        os.environ.pop(name, None)
    time.tzset()
    room._READ_AFTER = 1000  # a slow machine must not count as a reader


async def picture(archive: Archive, scene: Scene) -> str:
    """The SVG of a scene."""
    app = ReaderApp(archive, label="SAMPLE · fictional", settings=scene.settings)
    async with app.run_test(size=scene.size) as pilot:
        await settled(pilot)
        for key in scene.keys:
            await pilot.press(key)
        await settled(pilot)
        svg = app.export_screenshot(title="tui-reader", simplify=True)
    return re.sub(r"terminal-\d+", "terminal", svg)


async def settled(pilot: Pilot[None]) -> None:
    """Wait until nothing changes any more."""
    for _ in range(5):
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
        await asyncio.sleep(0.1)
    await pilot.pause()


def main() -> None:
    """Write all of them."""
    prepare()
    FOLDER.mkdir(exist_ok=True)
    for scene in SCENES:
        with tempfile.TemporaryDirectory() as folder, Archive(Path(folder)) as archive:
            archive.import_([str(sample_folder())], is_trusted=True)
            archive.catch_up_index()
            svg = asyncio.run(picture(archive, scene))
        (FOLDER / f"{scene.name}.svg").write_text(svg, "utf-8")
        sys.stdout.write(f"{scene.name}: {len(svg):,} bytes\n")


if __name__ == "__main__":
    main()
