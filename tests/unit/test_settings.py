import os
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.settings import SETTINGS, Settings, load
from tui_reader.settings.places import config_path, key_lines


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "config.toml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_nothing_is_set_and_nothing_is_wrong(tmp_path: Path) -> None:
    loaded = load({"XDG_CONFIG_HOME": str(tmp_path)})
    assert loaded.settings == Settings()
    assert loaded.problems == ()
    assert {str(origin) for origin in loaded.origins.values()} == {"default"}


def test_the_command_line_wins_over_variables_and_those_over_the_file(tmp_path: Path) -> None:
    path = written(tmp_path, '# mine\ntheme = "light"\ninterval = 30\nmouse = false\n')
    environment = {"TUI_READER_THEME": "sepia", "TUI_READER_INTERVAL": "40"}
    loaded = load(environment, path, {"theme": "dark", "interval": None})
    assert (loaded.settings.theme, loaded.settings.interval, loaded.settings.mouse) == ("dark", 40, False)
    told = {name: str(origin) for name, origin in loaded.origins.items()}
    assert told["theme"] == "--theme"
    assert told["interval"] == "TUI_READER_INTERVAL"
    assert told["mouse"] == f"{path}:4"
    assert told["citation"] == "default"


def test_the_file_is_named_by_option_variable_or_custom(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert config_path({}) == tmp_path / "tui-reader" / "config.toml"
    assert config_path({"TUI_READER_CONFIG": "/there.toml"}) == Path("/there.toml")
    assert config_path({"TUI_READER_CONFIG": "/there.toml"}, Path("here.toml")) == Path("here.toml")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('theme = "drk"', "1: theme: must be auto, dark, light"),
        ("\n\nmouse = 1", "3: mouse: must be true or false"),
        ("interval = 14", "1: interval: must be a whole number from 15 to 86400"),
        ("interval = true", "1: interval: must be a whole number"),
        ("interval = 60.0", "1: interval: must be a whole number"),
        ('mose = true', "1: mose: unknown setting; did you mean mouse?"),
        ('wholly = "else"', "1: wholly: unknown setting"),
        ("keys = 3", "1: keys: must be a table: [keys]"),
        ("[keys]\n\nlist.down = 3", "3: keys.list.down: must be a key"),
        ('[keys]\n"list.down" = ["x", 1]', "2: keys.list.down: must be a key"),
        ("[keys]\nlist.down = []", "2: keys.list.down: must be a key"),
        ("a = \n", "1: no sound TOML"),
        ('x = 1\ntheme = "dark', "no sound TOML"),
        ("theme = 1\ntheme = 2", "no sound TOML"),
    ],
)  # fmt: skip
def test_errors_are_told_with_file_line_and_key(tmp_path: Path, text: str, told: str) -> None:
    path = written(tmp_path, text)
    loaded = load({}, path)
    assert len(loaded.problems) == 1
    assert str(loaded.problems[0]).startswith(f"{path}:")
    assert told in str(loaded.problems[0])
    assert loaded.settings == Settings()


def test_what_is_sound_beside_an_error_is_followed(tmp_path: Path) -> None:
    loaded = load({}, written(tmp_path, 'theme = 3\ncitation = "json"\n[keys]\nlist.down = ["x", "f5"]\n'))
    assert loaded.settings == Settings(citation="json", keys={"list.down": ("x", "f5")})
    assert loaded.origins["keys.list.down"].line == 4


def test_a_variable_that_is_wrong_leaves_the_word_to_the_file(tmp_path: Path) -> None:
    loaded = load({"TUI_READER_MOUSE": "perhaps"}, written(tmp_path, "mouse = false"))
    assert loaded.settings.mouse is False
    assert [str(problem) for problem in loaded.problems] == ["TUI_READER_MOUSE: mouse: must be true or false"]


@pytest.mark.parametrize(("text", "value"), [("yes", True), ("ON", True), ("0", False), (" false ", False)])
def test_variables_switch_in_the_usual_words(text: str, value: bool) -> None:
    assert load({"TUI_READER_MOUSE": text, "TUI_READER_CONFIG": os.devnull}).settings.mouse is value


def test_files_that_cannot_be_read_stop_nothing(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path, told in (
        (tmp_path / "none.toml", "there is no such file"),
        (tmp_path, "is no ordinary file"),
        (pipe, "is no ordinary file"),
        (written(tmp_path, b"theme = \xff"), "is not UTF-8"),
    ):
        loaded = load({}, path)
        assert loaded.settings == Settings()
        assert [problem.reason for problem in loaded.problems] == [told]
    assert load({}, written(tmp_path, "#" * 300_000)).problems[0].reason == "is longer than 256 KB"
    assert load({"TUI_READER_CONFIG": os.devnull}).problems == ()


@given(st.binary(max_size=200) | st.text("[]='\"\n.,# akeys1theme", max_size=60).map(str.encode))
def test_no_file_whatever_raises(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    loaded = load({}, written(tmp_path_factory.getbasetemp(), data))
    assert isinstance(loaded.settings, Settings)


def test_the_lines_of_keys_are_found_whatever_surrounds_them() -> None:
    text = '# a\na = """\nb = 1\n"""\n\n[keys] # c\n"x.y" = [\n  "1",\n]\nz.w = 1\n[[t.u]]\nq = {r = 1}\n'
    assert tomllib.loads(text)
    lines = {".".join(path): line for path, line in key_lines(text).items()}
    assert lines == {"a": 2, "keys": 6, "keys.x.y": 7, "keys.z": 10, "keys.z.w": 10, "t.u": 11, "t.u.q": 12,
                     "t.u.q.r": 12}  # fmt: skip


def test_every_setting_says_what_it_does_and_defaults_are_sound() -> None:
    for setting in SETTINGS:
        assert setting.described
        assert setting.kind.read(setting.default) == setting.default
