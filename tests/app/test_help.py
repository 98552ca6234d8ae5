import pytest
from app.stage import NARROW, WIDE, at_cursor, screen_text, settle
from textual.binding import Binding
from textual.dom import DOMNode

from tui_reader.app.bindings import bindings_of
from tui_reader.app.bookmarks_screen import BookmarksScreen
from tui_reader.app.help_screen import HelpScreen
from tui_reader.app.key_places import PLACES, every_binding
from tui_reader.app.reader_app import ReaderApp


def bindings() -> list[Binding]:
    return [binding for place in PLACES for binding in place.bindings]


def classes(base: type) -> list[type]:
    children: list[type] = base.__subclasses__()
    return [found for child in children for found in (child, *classes(child))]


def test_every_key_of_the_app_has_its_place() -> None:
    ours = [owner for owner in classes(DOMNode) if owner.__module__.startswith("tui_reader.")]
    declared = {binding.id for owner in ours for binding in bindings_of(owner)}
    assert declared == set(every_binding())


def test_every_key_has_an_id_of_its_own_and_says_what_it_does() -> None:
    ids = [binding.id for binding in bindings()]
    assert None not in ids
    assert len(set(ids)) == len(ids)
    assert all(binding.tooltip for binding in bindings())


async def test_the_help_tells_every_key(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 400)) as pilot:
        await pilot.press("question_mark")
        await settle(pilot)
        text = " ".join(screen_text(pilot).replace("│", " ").split())
        for binding in bindings():
            assert binding.tooltip in text, binding
        for key in ("Enter l", "g Home", "PgDn ^f", "[", "]", "/", "? F1", "Space", "Esc", "q"):
            assert key in text


async def test_the_help_scrolls_and_closes(app: ReaderApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        for close in ("escape", "q", "question_mark", "f1"):
            await pilot.press("question_mark", "G")
            await settle(pilot)
            assert isinstance(app.screen, HelpScreen)
            assert "quoted words" in screen_text(pilot)
            await pilot.press(close)
            await settle(pilot)
            assert not isinstance(app.screen, HelpScreen)
        await pilot.press("j")
        assert at_cursor(pilot) == "Third 2"


@pytest.mark.parametrize("size", [(120, 40), (40, 12)])
async def test_the_help_is_searched(app: ReaderApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await pilot.press("question_mark", "slash", *"earl word")
        await settle(pilot)
        assert "What the update said" in " ".join(screen_text(pilot).split())
        assert "Next row" not in screen_text(pilot)
        await pilot.press("enter", "j")
        await settle(pilot)
        assert "earl word" in screen_text(pilot)
        await pilot.press("slash", *"zzz")
        await settle(pilot)
        assert "No key does that" in screen_text(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert "In the list" in screen_text(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert not isinstance(app.screen, HelpScreen)


async def test_eighty_columns_have_room_for_copying_beside_the_other_daily_keys(app: ReaderApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        daily = "/ Search  b Bookmark  B Bookmarks  y Copy"
        bottom = screen_text(pilot).splitlines()[-1].rstrip()
        assert bottom == f" Enter Read  ] Group  {daily}  ? Help  q Quit"
        await pilot.press("enter")
        await settle(pilot)
        bottom = screen_text(pilot).splitlines()[-1].rstrip()
        assert bottom == f" h List  {daily}  . Quotation  ? Help  q Quit"


async def test_the_bottom_line_shows_the_keys_that_work_here(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        bottom = screen_text(pilot).splitlines()[-1]
        assert bottom.startswith(" Enter Read  ] Group  / Search")
        assert "b Bookmark" in bottom
        assert "? Help  q Quit" in bottom
        await pilot.press("enter")
        await settle(pilot)
        assert screen_text(pilot).splitlines()[-1].startswith(" h List")
        await pilot.press("slash")
        await settle(pilot)
        bottom = screen_text(pilot).splitlines()[-1]
        assert bottom.startswith(" Enter To the list  Esc Back")
        assert "F1 Help" in bottom, "a question mark goes into the query"


async def test_help_begins_with_the_keys_of_the_place(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        for keys, title in [
            ((), "In the list"),
            (("enter",), "In the update"),
            (("slash",), "In the search bar"),
            (("escape", "s"), "Among the searches"),
            (("escape", "S"), "Among the speakers"),
            (("enter",), "Among a speaker's statements"),
            (("escape", "escape", "B"), "Among the bookmarks"),
        ]:
            await pilot.press(*keys, "f1")
            await settle(pilot)
            titles = [line.strip(" │") for line in screen_text(pilot).splitlines()]
            assert next(line for line in titles if line.startswith(("In ", "Among "))) == title
            await pilot.press("f1")
            await settle(pilot)


async def test_an_empty_list_offers_nothing_to_read(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", *"zebra", "enter")
        await settle(pilot)
        assert "Read" not in screen_text(pilot).splitlines()[-1]
        assert "Group" not in screen_text(pilot).splitlines()[-1]
        await pilot.press("escape", "escape")
        await settle(pilot)
        assert screen_text(pilot).splitlines()[-1].startswith(" Enter Read  ] Group")


async def test_help_and_quit_are_shown_however_narrow(app: ReaderApp) -> None:
    async with app.run_test(size=(24, 10)) as pilot:
        await settle(pilot)
        assert "? Help  q Quit" in screen_text(pilot).splitlines()[-1]


async def test_ctrl_c_says_how_to_leave(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("ctrl+c")
        await settle(pilot)
        assert "Press q to leave" in screen_text(pilot)


async def test_the_palette_runs_commands(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("ctrl+p", *"bookmarks")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, BookmarksScreen)


async def test_q_leaves(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("q")
    assert app.return_code == 0
    assert not app.last_words
