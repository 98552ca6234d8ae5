import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from running import Ran, Run

from tui_reader.app.key_places import every_binding
from tui_reader.archive import Archive
from tui_reader.cli.arguments import COMMANDS
from tui_reader.cli.learning.grammar import commands
from tui_reader.search.tokens import FIELDS
from tui_reader.settings import SETTINGS


def test_the_manual_tells_every_command_option_key_setting_and_query_field(run: Run) -> None:
    page = run("man").out.replace("\\-", "-")
    for name in COMMANDS:
        assert re.search(rf"^\.SS {name}\b", page, re.M), name
    for command in commands():
        for option in command.options:
            assert all(name in page for name in option.names)
    assert all(f"({name})" in page for name in every_binding())
    assert all(f"{setting.name}, {setting.variable}" in page for setting in SETTINGS)
    assert all(f"{field}:" in page for field in FIELDS)


@pytest.mark.skipif(not shutil.which("groff"), reason="no groff here")
def test_groff_finds_nothing_wrong_with_the_manual(run: Run) -> None:
    ran = subprocess.run(
        ["groff", "-man", "-Tutf8", "-ww"], input=run("man").out, capture_output=True, text=True, check=True
    )
    assert ran.stderr == ""
    assert "read live blogs in the terminal" in ran.stdout


COMPLETIONS = [
    ("tui-reader doc", "doctor"),
    ("tui-reader config sh", "show"),
    ("tui-reader config show --js", "--json"),
    ("tui-reader --theme sep", "sepia"),
    ("tui-reader quotes --spea", "--speaker"),
    ("tui-reader completion z", "zsh"),
]
OF_BASH = """
source {script}
COMP_LINE='{words}'; COMP_POINT=${{#COMP_LINE}}
COMP_WORDS=({words}); COMP_CWORD=$(( ${{#COMP_WORDS[@]}} - 1 ))
_tui_reader; printf '%s\\n' "${{COMPREPLY[@]}}"
"""
OF_ZSH = """
autoload -Uz compinit && compinit -u -D
source {script}
compadd() {{ print -l -- ${{(M)found:#$PREFIX*}} }}
words=({words}); CURRENT=$#words; PREFIX=$words[-1]
_tui_reader
"""
OF_FISH = "source {script}; complete -C '{words}'"


SHELLS = [("bash", OF_BASH), ("zsh", OF_ZSH), ("fish", OF_FISH)]


@pytest.mark.parametrize(("words", "completed"), COMPLETIONS)
@pytest.mark.parametrize(("shell", "ask"), SHELLS)
def test_shells_complete_commands_options_and_values(
    run: Run, tmp_path: Path, shell: str, ask: str, words: str, completed: str
) -> None:
    assert _completed(run, tmp_path, shell, ask, words) == [completed]


@pytest.mark.parametrize(("shell", "ask"), SHELLS)
def test_shells_complete_tags_and_saved_searches(
    with_sample: Run, data: Path, tmp_path: Path, shell: str, ask: str
) -> None:
    found = json.loads(with_sample("search", "--json", "--limit", "1", "river").out)[0]["id"]
    with_sample("bookmark", found, "--tag", "harbour", "--tag", "pier $(touch x)")
    with_sample("searches", "add", "dam", "dam since:2024-03-05")

    with Archive(data) as archive:
        archive.following().subscribe("https://example.org/live")

    def completed(words: str) -> list[str]:
        return _completed(with_sample, tmp_path, shell, ask, words, data)

    assert completed("tui-reader bookmarks --tag har") == ["harbour"]
    assert [re.sub(r"[\\']", "", line) for line in completed("tui-reader bookmark --tag pi")] == [
        "pier $(touch x)"
    ]
    assert not (tmp_path / "x").exists()
    assert completed("tui-reader searches remove d") == ["dam"]
    assert completed("tui-reader sources remove https://example.org/l") in (
        ["https://example.org/live"],
        ["//example.org/live"],  # bash takes the colon for the end of a word
    )


def test_completing_makes_no_data_folder(run: Run, data: Path) -> None:
    assert run("completion", "bash", "--kept", "tags") == Ran(0, "", "")
    assert not data.exists()


def _completed(
    run: Run, tmp_path: Path, shell: str, ask: str, words: str, data: Path | None = None
) -> list[str]:
    if not shutil.which(shell):
        pytest.skip(f"no {shell} here")
    script = tmp_path / "completion"
    script.write_text(run("completion", shell).out)
    ran = subprocess.run(
        [shell, "-c", ask.format(script=script, words=words)],
        capture_output=True, text=True, check=False, cwd=tmp_path,
        env={
            "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
            "HOME": str(tmp_path),
            "TUI_READER_DATA_DIR": str(data),
        },
    )  # fmt: skip
    assert ran.stderr == ""
    return [line.split("\t")[0] for line in ran.stdout.splitlines()]  # fish tells what each one is
