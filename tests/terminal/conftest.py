import os
import shutil
from pathlib import Path

import pytest
from terminal.session import import_sample


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample") / "library"
    import_sample(folder)
    return folder


@pytest.fixture
def library(sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(sample, tmp_path / "library")
    monkeypatch.setenv("TUI_READER_DATA_DIR", str(tmp_path / "library"))
    monkeypatch.setenv("TUI_READER_CONFIG", os.devnull)
    monkeypatch.delenv("NO_COLOR", raising=False)
    return tmp_path / "library"
