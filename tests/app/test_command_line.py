import csv
import json
from pathlib import Path

import pytest
from app.stage import (
    NARROW,
    WIDE,
    at_cursor,
    eventually,
    messages,
    screen_lines,
    screen_text,
    settle,
    the_list,
)
from textual import events

from tui_reader.app.commands import completions, spoken
from tui_reader.app.reader_app import ReaderApp
from tui_reader.archive import Archive


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


async def test_what_is_on_show_is_written_in_its_order(
    app: ReaderApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    newest = [
        *(f"Third {n}" for n in range(1, 7)),
        *(f"First {n}" for n in range(1, 5)),
        "Unknown 1",
        "Unknown 2",
    ]
    async with app.run_test(size=WIDE, notifications=True) as pilot:

        async def say(text: str) -> str:
            await pilot.press("colon")
            assert app.focused
            app.focused.post_message(events.Paste(text))
            await pilot.press("enter")
            await settle(pilot)
            return messages(pilot)[-1] if messages(pilot) else ""

        assert await say("export ~/all.csv") == f"12 updates written: {tmp_path}/all.csv"
        await pilot.press("O")
        assert "12 updates written" in await say("export ~/all.jsonl")
        await pilot.press("O")
        assert "12 updates written" in await say("export ~/all.json")
        await say("search order:oldest dawn")
        await eventually(pilot, lambda: the_list(pilot).count == 6)
        assert "6 updates written" in await say("export ~/dawn <1>.md")
        assert "6 updates written" in await say("export ~/dawn.html")

        assert "is there already" in await say("export ~/all.csv")
        assert (await say("export ~/dawn.doc")).endswith("end the name with .md, .html, .csv, .json, .jsonl")
        assert "there is no such folder; make it" in await say("export ~/none/all.csv")
        assert "no such folder" in await say("export ~nobody-of-that-name/all.csv")
        (tmp_path / "folder.csv").mkdir()
        assert "is a directory" in await say("export! ~/folder.csv")
        assert (await say("export")).startswith("export FILE")
        assert len(csv_rows(tmp_path / "all.csv")) == 12
        assert "6 updates written" in await say("export! ~/all.csv")
        await pilot.press("B")
        assert "Esc leads there" in await say("export ~/marks.md")

    rows = [json.loads(line) for line in (tmp_path / "all.jsonl").read_text().splitlines()]
    assert [row["headline"] for row in rows] == newest[::-1]
    assert [row["headline"] for row in csv_rows(tmp_path / "all.csv")] == newest[5::-1]
    markdown = (tmp_path / "dawn <1>.md").read_text()
    assert markdown.startswith(
        "# Search: order:oldest dawn\n\n## Lorne Post, *Third 6*, 3 May 2031, 14:30 UTC (id "
    )
    assert "\nThe third day, number 6. “We row at dawn,” said Ada Lorne.\n" in markdown
    assert (tmp_path / "dawn.html").read_text().count("<article>") == 6
    assert {path.stat().st_mode & 0o777 for path in tmp_path.glob("*.*") if path.is_file()} == {0o600}
    again = Archive(tmp_path / "again")
    again.import_([str(tmp_path / "all.json")])
    assert [row.headline for row in again.everything().rows(0, 12)] == newest
    again.close()


def csv_rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return [*csv.DictReader(file)]


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
