import re

import pytest
from app.stage import WIDE, screen_segments, settle, style_of, styles_of
from rich.segment import Segment
from textual.pilot import Pilot

from tui_reader import resources
from tui_reader.app.reader_app import ReaderApp
from tui_reader.app.themes import THEMES
from tui_reader.archive import Archive


def test_every_theme_names_the_same_colours() -> None:
    names = [set(theme.variables) for theme in THEMES]
    common = set.intersection(*names)
    used = {
        name
        for path in resources.stylesheets()
        for name in re.findall(r"\$([a-z0-9-]+)", path.read_text("utf-8"))
    }
    assert used - common <= {"background", "foreground", "surface", "panel", "error"}


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
async def test_quotations_speakers_and_hits_stand_out_in_every_theme(archive: Archive, theme: str) -> None:
    app = ReaderApp(archive)
    app.theme = theme
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", "d", "a", "w", "n", "enter")
        await settle(pilot)
        plain = style_of(pilot, "The third day")
        styles = [style_of(pilot, text) for text in ("We row at", "dawn", "— Ada Lorne")]
        assert plain not in styles
        assert len({str(style) for style in styles}) == 3


def coloured(pilot: Pilot[None]) -> list[Segment]:
    return [
        segment
        for line in screen_segments(pilot)
        for segment in line
        if segment.style
        and any(colour and not colour.is_default for colour in (segment.style.color, segment.style.bgcolor))
    ]


async def test_no_color_takes_every_colour_away_but_not_the_meaning(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with ReaderApp(archive, label="SAMPLE").run_test(size=WIDE, notifications=True) as pilot:
        await settle(pilot)
        assert styles_of(pilot, "Third 1")[0].reverse, "the cursor"
        assert style_of(pilot, "We row at dawn").bold, "a quotation"
        await pilot.press("slash", "d", "a", "w", "n", "enter")
        pilot.app.notify("note")
        await settle(pilot)
        assert style_of(pilot, "dawn").underline, "a hit"
        assert coloured(pilot) == []
        await pilot.press("question_mark")
        await settle(pilot)
        assert coloured(pilot) == []


async def test_an_empty_no_color_means_nothing(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "")
    async with ReaderApp(archive).run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert coloured(pilot)


async def test_few_colours_are_the_terminals_own(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "linux")
    monkeypatch.delenv("COLORTERM")
    async with ReaderApp(archive).run_test(size=WIDE) as pilot:
        await settle(pilot)
        numbers = {
            colour.number
            for segment in coloured(pilot)
            if segment.style
            for colour in (segment.style.color, segment.style.bgcolor)
            if colour and not colour.is_default
        }
        assert numbers <= set(range(16))
        assert None not in numbers
