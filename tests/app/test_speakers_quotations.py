import base64
import json
import math
import re
from datetime import date
from pathlib import Path

import pytest
from app.stage import (
    NARROW,
    WIDE,
    LibraryOf,
    eventually,
    live_blog,
    screen_text,
    settle,
    style_of,
    the_detail,
    update,
)
from rich.style import Style
from textual.color import Color
from textual.pilot import Pilot

from tui_reader.app import clipboard
from tui_reader.app.reader_app import ReaderApp
from tui_reader.app.rendering.speaker_colours import ROLES, speaker_roles
from tui_reader.app.themes import THEMES
from tui_reader.archive import Archive
from tui_reader.news import Place, Quotation

DAY = date(2031, 5, 6)
TALKS = update(
    "‘Still talking’: Keel",
    "“We are still talking,” said Bruno Keel.",
    "“Nobody sails tonight,” said Ada Lorne.",
    "The so-called “sink or swim” plan was dropped.",
    date=DAY,
)


@pytest.fixture
def talks(library_of: LibraryOf) -> Archive:
    archive = library_of(live_blog(DAY, TALKS, update("Quiet", "Nobody spoke.", date=DAY)))
    archive.catch_up_index()
    return archive


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


def chosen(pilot: Pilot[None]) -> str | None:
    statement = the_detail(pilot).statement
    return statement.quotation.text if statement else None


async def go_to(pilot: Pilot[None], words: str) -> None:
    for _ in range(9):
        if chosen(pilot) == words:
            return
        await press(pilot, "full_stop")
    raise AssertionError(screen_text(pilot))


# --- the quotation cursor


@pytest.mark.parametrize("size", [WIDE, NARROW, (40, 12)])
async def test_keys_visit_every_quotation(talks: Archive, size: tuple[int, int]) -> None:
    async with ReaderApp(talks).run_test(size=size, notifications=True) as pilot:
        await settle(pilot)
        visited = []
        for _ in range(5):
            await press(pilot, "full_stop")
            visited.append(chosen(pilot))
            assert "►" in screen_text(pilot), "the cursor is in sight, and shows without colour"
        assert visited[1:3] == ["We are still talking,", "Nobody sails tonight,"]
        assert visited[-1] == visited[-2], "the last one stays"
        for words in reversed(visited[:-2]):
            await press(pilot, "comma")
            assert chosen(pilot) == words


async def test_the_cursor_starts_anew_in_another_update(talks: Archive) -> None:
    async with ReaderApp(talks).run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "full_stop", "J", "full_stop")
        assert chosen(pilot) is None
        assert "No quotation in this update" in screen_text(pilot)
        await press(pilot, "K", "comma")
        assert chosen(pilot) == "sink or swim"


async def test_the_cursor_is_seen_without_colour(talks: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with ReaderApp(talks).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await go_to(pilot, "Nobody sails tonight,")
        assert style_of(pilot, "Nobody sails tonight").underline
        assert not style_of(pilot, "We are still talking").underline


# --- colours


async def test_speakers_in_view_differ_and_keep_their_colour(talks: Archive) -> None:
    async with ReaderApp(talks).run_test(size=WIDE) as pilot:
        await settle(pilot)
        keel, lorne = style_of(pilot, "We are still talking"), style_of(pilot, "Nobody sails tonight")
        assert keel.color != lorne.color
        assert style_of(pilot, "— Bruno Keel").color == keel.color
        assert style_of(pilot, "— Ada Lorne").color == lorne.color


def said_by(*names: str | None) -> list[Quotation]:
    return [Quotation("x", "direct", Place(0, 0, 1), name) for name in names]


def test_six_speakers_have_six_colours_whatever_their_names() -> None:
    names = [f"Speaker {number}" for number in range(6)]
    assert sorted(set(speaker_roles(said_by(*names, None, *names)).values())) == sorted(ROLES)
    alone = {name: speaker_roles(said_by(name))[name] for name in names}
    assert speaker_roles(said_by(names[3], None))[names[3]] == alone[names[3]]
    assert len(speaker_roles(said_by(*(f"Speaker {number}" for number in range(20))))) == 20


@pytest.mark.parametrize("theme", [theme for theme in THEMES if not theme.ansi], ids=lambda theme: theme.name)
def test_speakers_colours_are_legible_and_apart(theme: object) -> None:
    assert hasattr(theme, "variables")
    assert hasattr(theme, "surface")
    colours = [Color.parse(theme.variables[role]) for role in ROLES]
    for ground in (theme.surface, theme.variables["quotation-cursor-background"]):
        assert all(contrast(colour, Color.parse(ground)) >= 4.5 for colour in colours)
    for one in colours:
        for other in colours:
            assert one is other or distance(one, other) > 60


def test_in_sixteen_colours_six_of_them_are_the_speakers() -> None:
    (terminal,) = (theme for theme in THEMES if theme.ansi)
    colours = {terminal.variables[role] for role in ROLES}
    assert len(colours) == 6
    assert not colours & {
        "ansi_default",
        "ansi_black",
        "ansi_white",
        "ansi_bright_black",
        "ansi_bright_white",
    }


def contrast(one: Color, other: Color) -> float:
    low, high = sorted(luminance(colour) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: Color) -> float:
    red, green, blue = (
        x / 12.92 if x <= 0.04045 else float(((x + 0.055) / 1.055) ** 2.4) for x in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def distance(one: Color, other: Color) -> float:
    return math.dist(one.rgb, other.rgb)


# --- copying


async def test_y_copies_the_quotation_at_the_cursor(talks: Archive) -> None:
    async with ReaderApp(talks).run_test(size=WIDE, notifications=True) as pilot:
        await settle(pilot)
        await go_to(pilot, "We are still talking,")
        await press(pilot, "y")
        assert pilot.app.clipboard.startswith("“We are still talking,” — Bruno Keel. Lorne Post, “‘Still")
        assert "6 May 2031" in pilot.app.clipboard
        assert "Copied the quotation, plain text" in screen_text(pilot)


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_y_copies_the_update_where_no_quotation_is_chosen(
    talks: Archive, size: tuple[int, int]
) -> None:
    async with ReaderApp(talks).run_test(size=size, notifications=True) as pilot:
        await press(pilot, "j", "y")
        assert pilot.app.clipboard.startswith("Lorne Post, “Quiet”, 6 May 2031. id ")
        assert "Copied the update" in screen_text(pilot)


async def test_the_chosen_form_is_kept_to(talks: Archive) -> None:
    async with ReaderApp(talks).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await go_to(pilot, "We are still talking,")
        await press(pilot, "C", "2")
        assert pilot.app.clipboard.startswith("> We are still talking,\n")
        await press(pilot, "C", "escape")
        await press(pilot, "C", "j", "j", "enter")
        assert json.loads(pilot.app.clipboard)["speaker"] == "Bruno Keel"
        await press(pilot, "comma", "y")
        assert json.loads(pilot.app.clipboard)["where"] == "headline"
        await press(pilot, "C", "4")
        assert pilot.app.clipboard.startswith("@misc{")


async def test_statements_are_copied_one_and_all(talks: Archive) -> None:
    async with ReaderApp(talks).run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "S", *"keel", "enter", "y")
        assert pilot.app.clipboard.startswith("“We are still talking,” — Bruno Keel.")
        await press(pilot, "a")
        assert pilot.app.clipboard.startswith("# Bruno Keel\n\n> We are still talking,\n")
        assert "Copied 1 statement by Bruno Keel" in screen_text(pilot).replace("▌", "")


async def test_too_much_for_the_clipboard_goes_into_a_private_file(library_of: LibraryOf) -> None:
    words = "we row on and on " * 150
    archive = library_of(
        live_blog(DAY, *(update(f"U{n}", f"“{n} {words}!” said Ada Lorne.", date=DAY) for n in range(40)))
    )
    async with ReaderApp(archive).run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "S", "enter", "a")
        path = archive.folder / "copied.txt"
        await eventually(pilot, path.exists)
        await settle(pilot)
        assert "copied.txt" in re.sub(r"[▌\s]", "", screen_text(pilot))
        assert path.stat().st_mode & 0o777 == 0o600
        assert path.read_text().count("**Ada Lorne**") == 40


def decoded(sequence: str) -> str:
    found = re.fullmatch("\x1b]52;c;([A-Za-z0-9+/=]*)\x07", sequence)
    assert found
    return base64.b64decode(found[1]).decode()


def test_a_terminal_gets_osc_52() -> None:
    sequence = clipboard.sequence("“We row”\nat dawn", {"TERM": "xterm-256color"})
    assert sequence
    assert decoded(sequence) == "“We row”\nat dawn"


def test_tmux_gets_it_plain_and_passed_through() -> None:
    sequence = clipboard.sequence("We row", {"TERM": "tmux-256color", "TMUX": "/tmp/tmux-0/default,1,0"})  # noqa: S108
    assert sequence
    plain, through = sequence.split("\x1bPtmux;")
    assert through.endswith("\x1b\\")
    assert decoded(through.removesuffix("\x1b\\").replace("\x1b\x1b", "\x1b")) == decoded(plain) == "We row"


def test_screen_gets_it_in_portions_that_it_takes() -> None:
    text = "We row at dawn. " * 300
    sequence = clipboard.sequence(text, {"TERM": "screen", "STY": "1.pts-0.host"})
    assert sequence
    portions = re.findall("\x1bP(.*?)\x1b\\\\", sequence, re.DOTALL)
    assert all(len(portion) <= 768 for portion in portions)
    assert decoded("".join(portions)) == text


def test_what_is_too_long_or_has_no_clipboard_gets_nothing() -> None:
    assert clipboard.sequence("é" * (clipboard.LONGEST // 2), {"TERM": "xterm"})
    assert clipboard.sequence("é" * (clipboard.LONGEST // 2 + 1), {"TERM": "xterm"}) is None
    assert clipboard.sequence("We row", {"TERM": "linux"}) is None


def test_a_kept_copy_is_private_clean_and_follows_no_link(tmp_path: Path) -> None:
    path = clipboard.keep("long before", tmp_path)
    path.chmod(0o644)
    assert clipboard.keep("new\x1b]52;c;aGk=\x07", tmp_path) == path
    assert path.read_text() == "new"
    assert path.stat().st_mode & 0o777 == 0o600
    path.unlink()
    path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match=r"copied\.txt"):
        clipboard.keep("x", tmp_path)


# --- correcting


def speakers(archive: Archive) -> dict[str, int]:
    return {speaker.name: speaker.count for speaker in archive.count_speakers()}


@pytest.fixture
def app(talks: Archive) -> ReaderApp:
    return ReaderApp(talks)


async def test_a_speaker_is_corrected_and_the_correction_taken_back(app: ReaderApp, talks: Archive) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settle(pilot)
        await go_to(pilot, "Nobody sails tonight,")
        await press(pilot, "c", *"Moor", "enter")
        await eventually(pilot, lambda: "— Moor (corrected)" in screen_text(pilot))
        assert speakers(talks) == {"Bruno Keel": 1, "Moor": 1}
        assert chosen(pilot) == "Nobody sails tonight,"
        await press(pilot, "u")
        await eventually(pilot, lambda: "— Ada Lorne" in screen_text(pilot))
        assert speakers(talks) == {"Bruno Keel": 1, "Ada Lorne": 1}
        await press(pilot, "u")
        await eventually(pilot, lambda: "Nothing to undo" in screen_text(pilot))


async def test_tab_completes_a_known_name(app: ReaderApp, talks: Archive) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await go_to(pilot, "Nobody sails tonight,")
        await press(pilot, "c", *"kee", "tab", "enter")
        await eventually(pilot, lambda: "Ada Lorne" not in speakers(talks))
        assert speakers(talks) == {"Bruno Keel": 2}


async def test_no_name_means_unattributed_and_escape_nothing(app: ReaderApp, talks: Archive) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await go_to(pilot, "Nobody sails tonight,")
        await press(pilot, "c", "backspace", "escape")
        assert "Ada Lorne" in speakers(talks)
        await press(pilot, "c", "backspace", "enter")
        await eventually(pilot, lambda: "unattributed (corrected)" in screen_text(pilot))
        assert speakers(talks) == {"Bruno Keel": 1}


async def test_x_says_that_it_is_no_quotation(app: ReaderApp, talks: Archive) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await go_to(pilot, "Nobody sails tonight,")
        before = style_of(pilot, "Nobody sails tonight")
        await press(pilot, "x")
        await eventually(pilot, lambda: "not a quotation (corrected)" in screen_text(pilot))
        assert speakers(talks) == {"Bruno Keel": 1}
        assert isinstance(before, Style)
        assert style_of(pilot, "Nobody sails tonight").color != before.color
        await press(pilot, "u")
        await eventually(pilot, lambda: "Ada Lorne" in speakers(talks))


async def test_without_a_quotation_there_is_nothing_to_correct(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        for key in "cx":
            await press(pilot, key)
            assert "Go to a quotation first" in screen_text(pilot)


async def test_a_correction_among_the_statements_moves_the_statement(app: ReaderApp, talks: Archive) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "S", *"ada", "enter", "c", *"Moor", "enter")
        await eventually(pilot, lambda: "Nothing said here any more" in screen_text(pilot))
        await press(pilot, "escape", "escape", "S")
        assert "Moor" in screen_text(pilot)
        assert "Ada Lorne" not in screen_text(pilot)
        assert speakers(talks) == {"Bruno Keel": 1, "Moor": 1}
