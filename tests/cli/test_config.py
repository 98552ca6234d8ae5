import json
import re
import tomllib
from pathlib import Path

import pytest
from running import Run

from tui_reader.app.key_places import every_binding
from tui_reader.settings import SETTINGS


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "config.toml"
    monkeypatch.setenv("TUI_READER_CONFIG", str(path))
    path.write_text('theme = "sepia"\n[keys]\nscreen.bookmark = "f5"\n')
    return path


def test_show_tells_values_and_origins(run: Run, config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TUI_READER_MOUSE", "off")
    told = {line.split()[0]: line.split()[1:] for line in run("config", "show").out.splitlines()}
    assert told["theme"] == ['"sepia"', f"{config}:1"]
    assert told["mouse"] == ["false", "TUI_READER_MOUSE"]
    assert told["interval"] == ["60", "default"]
    assert told["keys.screen.bookmark"] == ['["f5"]', f"{config}:3"]
    assert {setting.name for setting in SETTINGS} <= told.keys()
    told = json.loads(run("config", "show", "--json").out)
    assert told["theme"] == {"value": "sepia", "origin": f"{config}:1"}


def test_validate_tells_every_problem_keys_included(run: Run, config: Path) -> None:
    ran = run("config", "validate")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == f"{config}: sound\n"
    config.write_text('theme = 1\n[keys]\nscreen.bookmark = "n"\nscreen.bookmrk = "f5"\nrows.down = "f0x"\n')
    ran = run("config", "validate")
    assert ran.code == 3
    assert [line.removeprefix(f"{config}:") for line in ran.out.splitlines()] == [
        "1: theme: must be auto, dark, light, sepia, distinct, contrast-dark, contrast-light or terminal",
        "4: keys.screen.bookmrk: no key has this id; did you mean screen.bookmark?",
        '5: keys.rows.down: there is no key "f0x"',
        '3: keys.screen.bookmark: "n" is the key of screen.next-unread as well; give that another one',
    ]
    problems = json.loads(run("config", "validate", "--json").out)
    assert [problem["line"] for problem in problems] == [1, 4, 5, 3]


def test_path_tells_which_file_counts(run: Run, config: Path, tmp_path: Path) -> None:
    assert run("config", "path").out == f"{config}\n"
    assert run("config", "path", "--config", tmp_path / "other.toml").out == f"{tmp_path / 'other.toml'}\n"


def test_a_missing_file_that_was_asked_for_is_told(run: Run, tmp_path: Path) -> None:
    ran = run("--config", tmp_path / "none.toml", "config", "validate")
    assert (ran.code, ran.out) == (3, f"{tmp_path / 'none.toml'}: there is no such file\n")


def test_the_example_is_a_sound_file_that_changes_nothing(run: Run, config: Path) -> None:
    text = run("config", "example").out
    assert tomllib.loads(text) == {"keys": {}}
    config.write_text(re.sub("^#(?=[^ ])", "", text, flags=re.M))
    ran = run("config", "validate")
    assert (ran.out, ran.code) == ("", 0)
    shown = json.loads(run("config", "show", "--json").out)
    assert {f"keys.{name}" for name in every_binding()} <= shown.keys()
    assert all(str(shown[s.name]["value"]) == str(s.default) for s in SETTINGS)
