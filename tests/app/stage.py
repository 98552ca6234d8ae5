"""What the app's tests play on: a small library, and ways to look at the screen."""

import asyncio
import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeAlias

from rich.segment import Segment
from rich.style import Style
from textual.pilot import Pilot

from tui_reader.app.reader_app import ReaderApp
from tui_reader.app.widgets.update_detail import UpdateDetail
from tui_reader.app.widgets.update_list import UpdateList
from tui_reader.archive import Archive
from tui_reader.news import Block, LiveBlog, Paragraph, Update
from tui_reader.news.json_form import to_object

WIDE, NARROW = (120, 40), (80, 24)

LibraryOf: TypeAlias = Callable[..., Archive]


def update(headline: str | None, *texts: str, at: datetime | None = None, **others: object) -> Update:
    blocks: tuple[Block, ...] = tuple(Paragraph(text) for text in texts)
    return Update(headline, blocks, published=at, **others)  # type: ignore[arg-type]


def live_blog(
    day: date | None, *updates: Update, title: str = "Harbour strike", **others: object
) -> LiveBlog:
    return LiveBlog(title, updates, publisher="Lorne Post", coverage_date=day, **others)  # type: ignore[arg-type]


def three_days() -> list[LiveBlog]:
    """Twelve updates on two known days and an unknown one, newest first: "Third 1" to "Unknown 2"."""
    newest = live_blog(
        date(2031, 5, 3),
        *(
            update(
                f"Third {n}",
                f"The third day, number {n}. “We row at dawn,” said Ada Lorne.",
                at=datetime(2031, 5, 3, 20 - n, 30, tzinfo=UTC),
                date=date(2031, 5, 3),
                is_key_event=n == 2,
            )
            for n in range(1, 7)
        ),
        title="Harbour strike, day three",
    )
    older = live_blog(
        date(2031, 5, 1),
        *(update(f"First {n}", f"The first day, number {n}.", date=date(2031, 5, 1)) for n in range(1, 5)),
        title="Harbour strike, day one",
    )
    undated = live_blog(
        None, *(update(f"Unknown {n}", f"No day, number {n}.") for n in (1, 2)), title="Notes from the pier"
    )
    return [newest, older, undated]


def archive_of(folder: Path, *blogs: LiveBlog) -> Archive:
    """An archive that holds the live blogs, imported from an export as a reader would."""
    folder.mkdir(parents=True, exist_ok=True)
    archive = Archive(folder / "library")
    if blogs:
        source = folder / "export.json"
        objects = [to_object(blog) for blog in blogs]
        source.write_text(json.dumps({"format": "tui-reader", "version": 1, "live_blogs": objects}))
        report = archive.import_([str(source)])
        assert not report.refused
    return archive


async def settle(pilot: Pilot[None]) -> None:
    """Wait until the workers and the messages that came of them are done."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def eventually(pilot: Pilot[None], condition: Callable[[], object], seconds: float = 5) -> None:
    """Wait for what another thread brings about."""
    for _ in range(int(seconds / 0.02)):
        if condition():
            await pilot.pause()
            return
        await asyncio.sleep(0.02)
    assert condition(), screen_text(pilot)


def the_app(pilot: Pilot[None]) -> ReaderApp:
    assert isinstance(pilot.app, ReaderApp)
    return pilot.app


def screen_segments(pilot: Pilot[None]) -> list[list[Segment]]:
    """Every line of the screen, as it goes to the terminal."""
    return [list(strip) for strip in pilot.app.screen._compositor.render_strips()]


def screen_lines(pilot: Pilot[None]) -> list[str]:
    return ["".join(segment.text for segment in line) for line in screen_segments(pilot)]


def screen_text(pilot: Pilot[None]) -> str:
    return "\n".join(screen_lines(pilot))


def styles_of(pilot: Pilot[None], text: str) -> list[Style]:
    """The styles of all runs on the screen that hold the text."""
    runs = [segment for line in screen_segments(pilot) for segment in line if text in segment.text]
    assert runs, f"{text!r} is not in one run of:\n{screen_text(pilot)}"
    return [segment.style or Style() for segment in runs]


def style_of(pilot: Pilot[None], text: str) -> Style:
    """The style of the last run on the screen that holds the text: the detail pane is at the right."""
    return styles_of(pilot, text)[-1]


def messages(pilot: Pilot[None]) -> list[str]:
    """What the app has told."""
    return [notification.message for notification in pilot.app._notifications]


def the_list(pilot: Pilot[None]) -> UpdateList:
    return pilot.app.screen_stack[0].query_one(UpdateList)


def the_detail(pilot: Pilot[None]) -> UpdateDetail:
    return pilot.app.screen_stack[0].query_one(UpdateDetail)


def at_cursor(pilot: Pilot[None]) -> str:
    """The headline at the cursor."""
    row = the_list(pilot).row
    assert row is not None
    return row.headline


def on_show(pilot: Pilot[None]) -> str | None:
    """The headline in the detail pane."""
    view = the_detail(pilot).view
    return view.update.headline if view else None


def told(pilot: Pilot[None]) -> str:
    """What notifications say, a line each."""
    return "\n".join(notification.message for notification in pilot.app._notifications)
