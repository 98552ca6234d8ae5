import re
from datetime import date
from pathlib import Path

import pytest
from screenshots import SCENES

from tui_reader.app.bindings import bindings_of
from tui_reader.app.help_screen import HelpScreen
from tui_reader.app.reader_app import ReaderApp
from tui_reader.app.reading_screen import ReadingScreen
from tui_reader.app.widgets.update_detail import UpdateDetail
from tui_reader.app.widgets.update_list import UpdateList
from tui_reader.cli.arguments import COMMANDS
from tui_reader.search.forms import FORMS
from tui_reader.search.query import parse
from tui_reader.search.tokens import FIELDS
from tui_reader.settings import SETTINGS, Setting

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme(command: str) -> None:
    assert f"tui-reader {command}" in README


@pytest.mark.parametrize("field", FIELDS)
def test_every_query_field_is_in_the_readme(field: str) -> None:
    assert f"`{field}:" in README


_NAMES = {
    "question_mark": "?",
    "slash": "/",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "left_parenthesis": "(",
    "right_parenthesis": ")",
    "full_stop": ".",
    "comma": ",",
    "colon": ":",
    "escape": "Esc",
    "enter": "Enter",
    "space": "Space",
    "tab": "Tab",
    "home": "Home",
    "end": "End",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "plus": "+",
    "greater_than_sign": ">",
    "less_than_sign": "<",
    "minus": "-",
    "alt+left": "Alt+Left",
    "alt+right": "Alt+Right",
    **dict.fromkeys(("up", "down", "left", "right"), "arrows"),
}


def _shown(key: str) -> str:
    if key.startswith("ctrl+"):
        return f"Ctrl+{key[5:].upper()}"
    return _NAMES.get(key, key)


def test_every_key_is_in_the_readme() -> None:
    table = README.split("## Reading")[1].split("## Searching")[0]
    owners = (ReaderApp, ReadingScreen, UpdateList, UpdateDetail, HelpScreen)
    bindings = [binding for owner in owners for binding in bindings_of(owner)]
    keys = {_shown(key) for binding in bindings for key in binding.key.split(",")}
    shown = set(re.findall(r"`([^`]+)`", table)) | set(re.findall(r"[A-Za-z+]+", table))
    assert sorted(keys - shown - {"f1", "shift+tab"}) == []


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_every_setting_is_in_the_readme_as_the_table_has_it(setting: Setting) -> None:
    row = f"| `{setting.name}` | {setting.kind.described} | `{setting.variable}` | {setting.described} |"
    assert row in README


@pytest.mark.parametrize(("examples", "what"), FORMS, ids=lambda value: str(value)[:30])
def test_every_form_of_a_query_is_in_the_readme(examples: tuple[str, ...], what: str) -> None:
    assert f"| {', '.join(f'`{example}`' for example in examples)} | {what} |" in README


@pytest.mark.parametrize("field", FIELDS)
def test_every_query_field_has_an_example(field: str) -> None:
    assert any(f"{field}:" in example for examples, _ in FORMS for example in examples)


def test_every_picture_is_there_and_shown() -> None:
    pictures = {f"fixtures/screenshots/{scene.name}.svg" for scene in SCENES}
    assert set(re.findall(r"\]\((fixtures/[^)]*\.svg)\)", README)) == pictures
    assert all((Path(__file__).parents[2] / picture).stat().st_size for picture in pictures)


QUERIES = re.findall(r"^\| [^|]+ \| `([^`]+)`(?:, then `([^`]+)`)? \|$", README, re.MULTILINE)


@pytest.mark.parametrize("query", [query for pair in QUERIES for query in pair if query])
def test_every_query_of_the_cookbook_is_understood(query: str) -> None:
    if not query.startswith("tui-reader"):
        parse(query, date(2024, 3, 7))
