from pathlib import Path

import pytest
from snapshots import FOLDER, make_library, names, snapshot


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("snapshots")
    make_library(folder)
    return folder / "library"


@pytest.mark.parametrize("name", [*names()])
async def test_the_screen_is_as_it_was(library: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "")
    shown = await snapshot(library, name)
    kept = (FOLDER / f"{name}.txt").read_text("utf-8")
    assert shown == kept, "if this is meant to be seen: python tests/snapshots.py"
