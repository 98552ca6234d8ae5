import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from app.stage import LibraryOf, archive_of, three_days

from tui_reader.app.reader_app import ReaderApp
from tui_reader.app.reading import room
from tui_reader.app.safety_filter import SafetyFilter
from tui_reader.archive import Archive
from tui_reader.news import LiveBlog


@pytest.fixture(autouse=True)
def _terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr(room, "_READ_AFTER", 1000)  # a slow machine must not count as a reader


@pytest.fixture(autouse=True)
def _last_defence(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever a test shows was cleaned before: the last defence never has anything to do."""
    filters: list[SafetyFilter] = []

    def begin(safety: SafetyFilter) -> None:
        start(safety)
        filters.append(safety)

    start = SafetyFilter.__init__
    monkeypatch.setattr(SafetyFilter, "__init__", begin)
    yield
    assert sum(safety.hits for safety in filters) == 0


@pytest.fixture(scope="session")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("imported")
    archive_of(folder, *three_days())
    return folder / "library"


@pytest.fixture
def archive(imported: Path, tmp_path: Path) -> Iterator[Archive]:
    shutil.copytree(imported, tmp_path / "library")
    opened = Archive(tmp_path / "library")
    yield opened
    opened.close()


@pytest.fixture
def library_of(tmp_path: Path) -> Iterator[LibraryOf]:
    opened: list[Archive] = []

    def open_library(*blogs: LiveBlog) -> Archive:
        opened.append(archive_of(tmp_path / str(len(opened)), *blogs))
        return opened[-1]

    yield open_library
    for archive in opened:
        archive.close()


@pytest.fixture
def app(archive: Archive) -> ReaderApp:
    return ReaderApp(archive)
