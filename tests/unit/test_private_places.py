"""Everything that is kept is the user's alone, and nothing is read or written through what others planted."""

import os
import stat
from pathlib import Path

import pytest

from tui_reader.app import clipboard
from tui_reader.archive import Archive, crash_log
from tui_reader.cli import main
from tui_reader.resources import sample_folder

NOBODY = 65_534
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "a" / "data"
    monkeypatch.setenv("TUI_READER_DATA_DIR", str(folder))
    return folder


def modes(folder: Path) -> set[tuple[bool, int]]:
    """Of the folder and all below it: whether it is a folder, and its permissions."""
    found = [path.lstat().st_mode for path in (folder, *folder.rglob("*"))]
    return {(stat.S_ISDIR(mode), stat.S_IMODE(mode)) for mode in found}


def test_everything_that_is_kept_is_private(data: Path, tmp_path: Path) -> None:
    before = os.umask(0)  # the most careless one
    try:
        assert main(["import", str(sample_folder())]) == 0
        with Archive(data) as archive:
            update = archive.everything().rows(0, 1)[0].update_id
        assert main(["bookmark", update, "--note", "A note"]) == 0
        assert main(["search", "river"]) == 0
        assert main(["export", "-o", str(tmp_path / "all.json")]) == 0
        clipboard.keep("copied", data)
        crash_log.append(data, "details")
    finally:
        os.umask(before)
    assert modes(data) == {(True, 0o700), (False, 0o600)}
    assert stat.S_IMODE(data.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "all.json").stat().st_mode) == 0o600


@pytest.mark.parametrize("name", ["crash.log", "copied.txt"])
def test_no_planted_link_is_followed(tmp_path: Path, name: str) -> None:
    victim = tmp_path / "victim"
    victim.write_text("precious")
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    (folder / name).symlink_to(victim)
    with pytest.raises(OSError, match="symbolic links"):
        crash_log.append(folder, "x") if name == "crash.log" else clipboard.keep("x", folder)
    assert victim.read_text() == "precious"


@as_root
def test_another_users_index_is_never_read_but_set_aside(data: Path) -> None:
    assert main(["import", str(sample_folder())]) == 0
    (index,) = (data / "index").iterdir()
    for path in (index, *index.iterdir()):
        os.chown(path, NOBODY, NOBODY)
    assert main(["search", "river"]) == 0
    assert index.stat().st_uid == os.geteuid()
    (foreign,) = index.parent.glob("*.foreign-*")
    assert foreign.stat().st_uid == NOBODY


def test_an_index_is_not_read_where_others_could_plant_one(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(sample_folder())]) == 0
    (data / "index").chmod(0o770)
    with Archive(data) as archive:
        assert archive.index_lag() > 0
    capsys.readouterr()
    assert main(["import", str(sample_folder())]) == 3
    assert "others could plant an index here" in capsys.readouterr().err


@as_root
def test_another_users_data_folder_is_refused_in_one_line(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data.mkdir(parents=True)
    os.chown(data, NOBODY, NOBODY)
    assert main(["import", str(sample_folder())]) == 3
    (line,) = capsys.readouterr().err.splitlines()
    assert "belongs to another user" in line
    assert list(data.iterdir()) == []
