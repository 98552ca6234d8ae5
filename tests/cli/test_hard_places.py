"""Folders that cannot be written, disks without room: what can be read is read, the rest is one line."""

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from running import Ran, Run

from tui_reader.archive import Archive

RUN = "import sys; from tui_reader.cli import main; sys.exit(main())"
NOBODY = 65_534


@pytest.fixture
def anybodys() -> Iterator[Path]:
    """A folder that another user can reach."""
    place = Path(f"/tmp/tui-reader-test-{os.getpid()}")  # noqa: S108 - pytest's own folders are closed to others
    place.mkdir()
    place.chmod(0o755)
    yield place
    shutil.rmtree(place)


def run_as_nobody(data: Path, *words: str) -> Ran:
    """Run a command as a user without special rights: another one where this one is root."""
    if os.geteuid() != 0:
        return run_command(data, *words)
    if not shutil.which("setpriv"):
        pytest.skip("needs setpriv to give up root's rights")
    become = ("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups")
    return run_command(data, *words, become=become)


def run_command(
    data: Path, *words: str, become: Sequence[str] = (), before: Callable[[], object] | None = None
) -> Ran:
    ran = subprocess.run(
        [*become, sys.executable, "-B", "-c", RUN, *words],
        env={**os.environ, "TUI_READER_DATA_DIR": str(data)},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=before,
    )
    return Ran(ran.returncode, ran.stdout, ran.stderr)


def give(folder: Path, user: int, mode: Callable[[int], int]) -> None:
    for path in (folder, *folder.rglob("*")):
        if os.geteuid() == 0:
            os.chown(path, user, user)
        path.chmod(mode(path.stat().st_mode))


@pytest.fixture
def read_only(with_sample: Run, data: Path, anybodys: Path) -> Iterator[Path]:
    with_sample("search", "river")
    with Archive(data) as archive:
        archive.marks.set_bookmark(archive.everything().rows(0, 1)[0].update_id, True)
    folder = anybodys / "data"
    shutil.copytree(data, folder)
    give(folder, NOBODY, lambda mode: mode & ~0o222)
    yield folder
    give(folder, os.geteuid(), lambda mode: mode | 0o200)


@pytest.mark.parametrize(
    "words",
    [("bookmarks",), ("search", "river"), ("quotes", "--limit", "1"), ("export",)],
    ids=lambda w: w[0],
)
def test_a_read_only_folder_can_be_read(read_only: Path, words: tuple[str, ...]) -> None:
    ran = run_as_nobody(read_only, *words)
    assert ran.code == 0
    assert ran.out
    assert ran.err.count("\n") == 1
    assert "reading works" in ran.err


def test_a_read_only_folder_takes_nothing_and_says_so(read_only: Path) -> None:
    before = (read_only / "library.db").read_bytes()
    ran = run_as_nobody(read_only, "sources", "add", "https://news.example/")
    assert ran.code == 3
    assert "read-only" in ran.err
    assert "Traceback" not in ran.err
    assert (read_only / "library.db").read_bytes() == before


def test_an_index_that_cannot_be_kept_stops_no_search(read_only: Path) -> None:
    (read_only / "index").chmod(0o700)
    for index in (read_only / "index").iterdir():
        index.chmod(0o700)
        shutil.rmtree(index)
    (read_only / "index").chmod(0o500)
    ran = run_as_nobody(read_only, "search", "river")
    assert (ran.code, ran.out) == (1, "")
    assert "the search index: permission denied" in ran.err
    assert "may not be found" in ran.err


@pytest.mark.skipif(os.geteuid() != 0, reason="needs another user's folder")
@pytest.mark.usefixtures("with_sample")
def test_another_users_folder_is_refused(data: Path, anybodys: Path) -> None:
    shutil.copytree(data, anybodys / "data")
    (anybodys / "data").chmod(0o755)
    for place in (anybodys / "data", anybodys / "not there"):
        ran = run_as_nobody(place, "bookmarks")
        assert (ran.code, ran.out, ran.err.count("\n")) == (3, "", 1)
        assert "--data-dir" in ran.err


@pytest.mark.parametrize("room", [4_096, 90_000])
def test_a_quota_damages_nothing_and_says_what_to_do(with_sample: Run, data: Path, room: int) -> None:
    size = (data / "library.db").stat().st_size

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    with Archive(data) as archive:
        update_id = archive.everything().rows(0, 1)[0].update_id
    more = data.parent / "more.txt"
    more.write_text(
        "Harbour strike | Averra News\n\nHere are the updates for Friday, March 8, 2024:\n\n"
        + "".join(
            f"Crane {n} stands still\n\nNo ship was unloaded at pier {n} on Friday.\n\n" for n in range(40)
        )
    )
    for words in (
        ("bookmark", update_id),
        ("import", str(more)),
        ("export", "-o", str(data.parent / "all.json")),
    ):
        ran = run_command(data, *words, before=limit)
        assert ran.code in (0, 3), ran.err
        assert ran.code == 0 or "make room" in ran.err or "no more room" in ran.err, ran.err
        assert "Traceback" not in ran.err
    assert (data / "library.db").stat().st_size >= size
    assert with_sample("doctor", "--repair").code == 0
