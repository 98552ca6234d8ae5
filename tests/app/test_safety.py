from datetime import date

import pytest
from app.stage import (
    WIDE,
    LibraryOf,
    live_blog,
    screen_lines,
    screen_segments,
    screen_text,
    settle,
    the_app,
    update,
)

from tui_reader.app.reader_app import ReaderApp
from tui_reader.archive import Archive

MARKUP = [
    "[/]",
    "[@click=app.quit]leave[/]",
    "[bold red]loud",
    "[But] it was",
]
CONTROLS = [
    "\x1b]52;c;aGk=\x07",
    "\x1b[2J\x1b[H",
    "\x9b31m",
    "\x1b]0;title\x1b\\",
    "\u202edlrow",
    "a\x00b\x07c\x08d",
    "\x1bP1$r\x1b\\",
]


@pytest.mark.parametrize("text", [*MARKUP[:2], " ".join(MARKUP[2:4])])
async def test_markup_is_shown_and_does_nothing(library_of: LibraryOf, text: str) -> None:
    blog = live_blog(
        date(2031, 5, 3), update(text, f"Body {text}", date=date(2031, 5, 3)), title=f"Title {text}"
    )
    app = ReaderApp(library_of(blog), label=text, notice=text)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settle(pilot)
        assert screen_lines(pilot)[0].rstrip().endswith(text)
        shown = screen_text(pilot)
        assert f"Body {text}" in shown
        assert f"Title {text}" in shown
        await pilot.press("slash", "left_square_bracket", "slash", "right_square_bracket")
        app.notify(text)
        await settle(pilot)
        assert text in screen_text(pilot)
        await pilot.click(offset=(70, 3))
        await settle(pilot)
        assert app.is_running


@pytest.mark.parametrize("text", ["".join(CONTROLS[:4]), "".join(CONTROLS[4:])])
async def test_no_control_reaches_the_screen(library_of: LibraryOf, text: str) -> None:
    blog = live_blog(
        date(2031, 5, 3),
        update(f"Head{text}line", f"Body {text}", date=date(2031, 5, 3)),
        title=f"Title {text}",
    )
    app = ReaderApp(library_of(blog), label=text, notice=text)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        app.notify(text, title=text)
        await settle(pilot)
        for line in screen_segments(pilot):
            for segment in line:
                assert segment.control is None
                assert segment.text.isprintable(), repr(segment.text)


async def test_imported_text_needs_no_mending(archive: Archive) -> None:
    async with ReaderApp(archive).run_test(size=WIDE) as pilot:
        await pilot.press("j", "enter", "slash", "a")
        await settle(pilot)
        assert the_app(pilot).mended == 0


async def test_a_defect_ends_in_one_clean_line_and_a_private_log(archive: Archive) -> None:
    app = ReaderApp(archive)
    with pytest.raises(RuntimeError):
        await _run_until_it_fails(app)
    assert app.return_code == 70
    assert "\n" not in app.last_words
    assert app.last_words.isprintable()
    assert "crash.log" in app.last_words
    log = archive.folder / "crash.log"
    assert log.stat().st_mode & 0o777 == 0o600
    assert "RuntimeError" in log.read_text()
    assert "\x1b" not in log.read_text()


async def _run_until_it_fails(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        pilot.app.screen.call_later(_boom)
        await settle(pilot)


def _boom() -> None:
    raise RuntimeError("bad \x1b]52;c;aGk=\x07 luck")
