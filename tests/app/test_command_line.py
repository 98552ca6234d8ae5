from app.stage import NARROW, WIDE, at_cursor, eventually, screen_lines, screen_text, settle, the_list
from textual import events

from tui_reader.app.commands import completions, spoken
from tui_reader.app.reader_app import ReaderApp


def test_a_line_is_a_name_and_an_argument() -> None:
    assert (spoken(" :search  two words ").name, spoken("search  two words").rest) == ("search", "two words")
    assert completions("se", ["search", "sepia", "quit"]) == ["search", "sepia"]
    assert completions("theme contrast", []) == ["theme contrast-dark", "theme contrast-light"]
    assert completions("search x", ["search"]) == []


async def test_actions_are_done_by_name_in_one_go(app: ReaderApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("colon", *"down", "enter")
        await settle(pilot)
        assert at_cursor(pilot) == "Third 2"
        await pilot.press("colon", *"bookmarks", "enter")
        await settle(pilot)
        assert screen_lines(pilot)[0].startswith(" Bookmarks")
        await pilot.press("escape", "colon", *"help", "enter")
        await settle(pilot)
        assert "In the list" in screen_text(pilot)


async def test_a_number_a_date_and_words_lead_there(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("colon", "4", "enter")
        await settle(pilot)
        assert at_cursor(pilot) == "Third 4"
        await pilot.press("colon", *"date 2031-05-01", "enter")
        await settle(pilot)
        assert at_cursor(pilot) == "First 1"
        await pilot.press("colon", *"search First 3", "enter")
        await eventually(pilot, lambda: the_list(pilot).count == 1)
        assert at_cursor(pilot) == "First 3"


async def test_themes_change_and_are_completed(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("colon", *"the", "tab", "space", *"se", "tab", "enter")
        await settle(pilot)
        assert app.theme == "sepia"


async def test_what_is_typed_is_told_and_mistakes_too(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("colon", *"next-unr")
        await settle(pilot)
        assert "To the next unread update" in screen_lines(pilot)[-2]
        await pilot.press("escape", "colon", *"nonsense")
        await settle(pilot)
        assert "There is no such command" in screen_lines(pilot)[-2]
        await pilot.press("enter")
        await settle(pilot)
        assert "There is no command nonsense" in screen_text(pilot)
        await pilot.press("colon", *"date x", "enter")
        await settle(pilot)
        assert "x is no date" in screen_text(pilot)


async def test_a_colon_in_a_query_is_a_colon(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", *"is:unread", "enter")
        await eventually(pilot, lambda: "Search: is:unread" in screen_text(pilot))


async def test_quit_by_name(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("colon", *"quit", "enter")
    assert app.return_code == 0


async def test_what_is_pasted_becomes_one_clean_line(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", "a")
        assert app.focused
        app.focused.post_message(events.Paste("third \r\n\x1b[31m2\x07\n"))
        await settle(pilot)
        assert app.focused.value == "athird 2"  # type: ignore[attr-defined]


async def test_the_palette_holds_every_action_with_its_key(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 60)) as pilot:
        await settle(pilot)
        commands = {command.title: command.help for command in app.get_system_commands(app.screen)}
    keys = {"Unread": "(n)", "Bookmark": "(b)", "Group": "(])", "Suspend": "(^z)", "Quit": "(q)"}
    assert {title: commands[title].rpartition(" ")[2] for title in keys} == keys
