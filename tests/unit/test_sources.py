import io
import os
import socket
from pathlib import Path

import pytest

from tui_reader.errors import SourceError
from tui_reader.reading import Document, load, locate
from tui_reader.reading.sources import MAX_BYTES


def _refusal(word: str) -> str:
    with pytest.raises(SourceError) as refused:
        load(next(locate(word)))
    assert "\n" not in str(refused.value)
    return refused.value.reason


def test_a_file_is_loaded_when_it_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    (location,) = locate(str(path))
    path.write_text("words", encoding="utf-8")
    assert load(location) == Document(str(path), b"words")


def test_a_folder_is_walked_in_order_without_hidden_files_and_links(tmp_path: Path) -> None:
    for name in ("b.txt", "a/2.txt", "a/1.txt", ".hidden", ".git/config", "c/d/e.txt"):
        path = tmp_path / "folder" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("words", encoding="utf-8")
    (tmp_path / "outside.txt").write_text("words", encoding="utf-8")
    (tmp_path / "folder" / "out").symlink_to(tmp_path)
    (tmp_path / "folder" / "file").symlink_to(tmp_path / "outside.txt")
    (tmp_path / "folder" / "loop").symlink_to(tmp_path / "folder")
    found = [Path(at.name).relative_to(tmp_path / "folder") for at in locate(str(tmp_path / "folder"))]
    assert list(map(str, found)) == ["a/1.txt", "a/2.txt", "b.txt", "c/d/e.txt"]
    assert all(at.in_folder for at in locate(str(tmp_path / "folder")))


def test_a_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"words")))
    assert load(next(locate("-"))) == Document("standard input", b"words")


def test_an_address_goes_to_whoever_fetches() -> None:
    (location,) = locate("https://example.org/live")
    assert load(location, lambda url: Document(url, b"page")).content == b"page"
    with pytest.raises(SourceError):
        load(location)


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    assert _refusal(str(tmp_path / "none.txt")) == "no such file or folder"
    assert _refusal("a\0b") == "is no file name"
    assert "cannot be read" in _refusal("x" * 5_000)


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    assert _refusal(str(tmp_path / "empty.txt")) == "is empty"


def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES * 3)
    assert _refusal(str(path)) == "is 192 MB; the limit is 64 MB"


def test_what_could_hang_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "is a pipe" in _refusal(str(tmp_path / "pipe"))
    assert _refusal("/dev/zero") == "is a device, not a file"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket"))
        assert "socket" in _refusal(str(tmp_path / "socket")) or "cannot be read" in _refusal(
            str(tmp_path / "socket")
        )


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("words", encoding="utf-8")
    path.chmod(0)
    assert _refusal(str(path)) == "permission denied"
