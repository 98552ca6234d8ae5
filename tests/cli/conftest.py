import os
from pathlib import Path

import pytest
from running import Ran, Run

from tui_reader.cli import main
from tui_reader.resources import sample_folder


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "data"
    monkeypatch.setenv("TUI_READER_DATA_DIR", str(folder))
    monkeypatch.setenv("TUI_READER_CONFIG", os.devnull)
    return folder


@pytest.fixture
def run(data: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    assert data

    def run_command(*words: str | Path) -> Ran:
        try:
            code = main([str(word) for word in words])
        except SystemExit as stop:
            code = int(str(stop.code))
        captured = capsys.readouterr()
        return Ran(int(code), captured.out, captured.err)

    return run_command


@pytest.fixture
def with_sample(run: Run) -> Run:
    assert run("import", sample_folder()).code == 0
    return run
