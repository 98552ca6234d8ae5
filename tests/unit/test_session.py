from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tui_reader.errors import LibraryError
from tui_reader.library.session import Session


def test_values_are_kept_beside_each_other(tmp_path: Path) -> None:
    Session(tmp_path).keep(place="u1", layout="split")
    Session(tmp_path).keep(place="u2")
    assert Session(tmp_path).values() == {"place": "u2", "layout": "split"}
    assert (tmp_path / "session.json").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("damage", [b"", b"[1]", b"{", b"\xff\xfe", b"[" * 100_000, b'"x"'])
def test_a_damaged_file_counts_as_empty_and_is_replaced(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "session.json").write_bytes(damage)
    session = Session(tmp_path)
    assert session.values() == {}
    session.keep(layout="stacked")
    assert session.values() == {"layout": "stacked"}


def test_writers_take_turns(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda n: Session(tmp_path).keep(**{f"value{n}": n}), range(40)))
    assert Session(tmp_path).values() == {f"value{n}": n for n in range(40)}


def test_a_folder_that_takes_no_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(LibraryError, match="taken"):
        Session(tmp_path / "taken").keep(place="u1")
