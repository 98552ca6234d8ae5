import subprocess
import sys
from pathlib import Path

import pytest
from terminal.session import Session

ASK = "from tui_reader.app.preflight import preflight; print('so:', preflight())"


def test_a_pipe_is_refused() -> None:
    ran = subprocess.run([sys.executable, "-c", ASK], capture_output=True, text=True, check=True)
    assert "so: this is no terminal" in ran.stdout
    assert ran.stdout.count("\n") == 1


@pytest.mark.parametrize(
    ("env", "answer"),
    [
        ({"TERM": "dumb"}, "TERM is dumb"),
        ({"TERM": ""}, "TERM is not set"),
        ({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, "so: None"),
        ({"LC_ALL": "C"}, "so: None"),
        ({}, "so: None"),
    ],
)
def test_terminals_that_cannot_show_the_app_are_refused(env: dict[str, str], answer: str) -> None:
    with Session(code=ASK, env=env) as session:
        assert session.until_ended() == 0
        assert answer in session.output.decode()


def test_asking_loads_no_textual() -> None:
    code = f"{ASK}; import sys; sys.exit('textual' in sys.modules or 'rich' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0


def test_the_first_paint_waits_for_no_parser_and_no_index(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tui_reader.archive import Archive;"
        "import tui_reader.app.reader_app, tui_reader.app.terminal_driver;"
        f"archive = Archive(Path({str(tmp_path / 'library')!r})); archive.everything().rows(0, 9);"
        "print({'httpx', 'feedparser', 'whoosh', 'selectolax'} & sys.modules.keys())"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "set()"


def test_a_locale_that_is_not_utf8_gets_ascii_alone(library: Path) -> None:
    assert library
    env = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    with Session(env=env) as session:
        session.until_shown("q Quit")
        session.press("\r")
        session.until_shown("h List")
        session.press("q")
        assert session.until_ended() == 0
        assert session.output.isascii()
