import json
import os
import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from running import Ran, Run

from tui_reader.archive import Archive
from tui_reader.news import UpdateRow


def rows(data: Path) -> list[UpdateRow]:
    with Archive(data) as archive:
        listing = archive.everything()
        return list(listing.rows(0, len(listing)))


def states(ran: Ran) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for line in ran.out.splitlines():
        state, what, _ = line.split(maxsplit=2)
        found.setdefault(what, set()).add(state)
    return found


def sql(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def zero_page(path: Path, page: int) -> None:
    with path.open("r+b") as file:
        file.seek(4096 * page)
        file.write(bytes(4096))


def test_all_is_well_after_an_import(with_sample: Run) -> None:
    with_sample("search", "river")
    ran = with_sample("doctor")
    assert ran.code == 0
    assert states(ran) == {what: {"ok"} for what in states(ran)}
    assert {"versions", "terminal", "folder", "bookmarks", "library", "index", "backups"} <= set(states(ran))


def test_doctor_makes_nothing_where_nothing_is(run: Run, data: Path) -> None:
    ran = run("doctor", "--repair")
    assert ran.code == 0
    assert not data.exists()


def test_findings_as_json(with_sample: Run) -> None:
    found = json.loads(with_sample("doctor", "--json").out)
    assert {"what": "terminal", "state": "ok"}.items() <= found[1].items()


def test_wrong_counts_are_mended(with_sample: Run, data: Path) -> None:
    sql(data / "library.db", "UPDATE days SET count = count + 5")
    before = with_sample("doctor")
    assert (before.code, states(before)["library"]) == (3, {"problem", "ok"})
    assert states(with_sample("doctor", "--repair"))["library"] == {"mended", "ok"}
    assert with_sample("doctor").code == 0


@pytest.mark.parametrize("page", [0, 1, 5, 12])
def test_a_damaged_library_is_restored_from_its_backup(with_sample: Run, data: Path, page: int) -> None:
    before = rows(data)
    zero_page(data / "library.db", page)
    ran = with_sample("doctor")
    assert (ran.code, states(ran)["library"]) == (3, {"problem"})
    assert states(with_sample("doctor", "--repair"))["library"] == {"mended", "ok"}
    assert rows(data) == before
    assert with_sample("search", "river").code == 0
    assert with_sample("doctor").code == 0
    assert list(data.glob("library.db.damaged-*"))


def test_what_came_after_the_backup_is_saved_from_the_damaged_file(
    with_sample: Run, data: Path, tmp_path: Path
) -> None:
    later = tmp_path / "later.txt"
    later.write_text(
        "Harbour strike | Averra News\n\nHere are the updates for Friday, March 8, 2024:\n\n"
        "Cranes stand still\n\nNo ship was unloaded at Port Sarn on Friday morning.\n\n"
        "Talks begin\n\nBoth sides met at noon, the harbour office said.\n"
    )
    assert with_sample("import", later).code == 0
    before = rows(data)
    root = root_page(data / "library.db", "updates_in_order")
    zero_page(data / "library.db", root - 1)
    assert with_sample("doctor", "--repair").code == 0
    assert {row.headline for row in rows(data)} == {row.headline for row in before}
    assert [row.update_id for row in rows(data)][:2] == [row.update_id for row in before][:2]


def root_page(path: Path, name: str) -> int:
    connection = sqlite3.connect(path)
    root = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (name,)).fetchone()[0]
    connection.close()
    return int(root)


def test_without_a_backup_what_can_be_read_is_kept(with_sample: Run, data: Path) -> None:
    before = {row.update_id for row in rows(data)}
    for backup in (data / "backups").iterdir():
        backup.unlink()
    zero_page(data / "library.db", root_page(data / "library.db", "updates_in_order") - 1)
    assert with_sample("doctor", "--repair").code == 0
    assert {row.update_id for row in rows(data)} == before


def test_a_library_that_was_deleted_is_restored(with_sample: Run, data: Path) -> None:
    before = rows(data)
    (data / "library.db").unlink()
    assert states(with_sample("doctor"))["library"] == {"problem"}
    assert with_sample("doctor", "--repair").code == 0
    assert rows(data) == before


def test_an_index_of_another_library_is_never_used(with_sample: Run, data: Path) -> None:
    assert with_sample("search", "river").code == 0
    (old,) = (data / "index").iterdir()
    zero_page(data / "library.db", 1)
    with_sample("doctor", "--repair")
    assert with_sample("search", "river").code == 0
    (new,) = (data / "index").iterdir()
    assert new.name != old.name


def test_a_damaged_index_is_built_anew(with_sample: Run, data: Path) -> None:
    found = with_sample("search", "river").out
    (index,) = (data / "index").iterdir()
    for path in index.iterdir():
        if path.stat().st_size > 1_000:
            path.write_bytes(b"x" * path.stat().st_size)
    assert states(with_sample("doctor", "--repair"))["index"] == {"mended", "ok"}
    assert with_sample("search", "river").out == found
    assert states(with_sample("doctor"))["index"] == {"ok"}


def test_damaged_bookmarks_are_mended_and_told(with_sample: Run, data: Path) -> None:
    first = rows(data)[0].update_id
    Archive(data).marks.set_bookmark(first, True)
    (data / "marks.db").write_bytes(b"nothing of the sort")
    ran = with_sample("bookmarks", "--json")
    assert [row["id"] for row in json.loads(ran.out)] == [first]
    assert "marks.db" in ran.err
    assert len(ran.err.splitlines()) == 1
    (data / "marks.jsonl").unlink()
    assert states(with_sample("doctor"))["bookmarks"] == {"mended", "ok"}
    assert states(with_sample("doctor"))["bookmarks"] == {"ok"}


def test_folders_and_files_are_closed(with_sample: Run, data: Path) -> None:
    data.chmod(0o755)
    (data / "library.db").chmod(0o664)
    assert states(with_sample("doctor"))["folder"] == {"problem"}
    assert states(with_sample("doctor", "--repair"))["folder"] == {"mended"}
    assert stat.S_IMODE(data.stat().st_mode) == 0o700
    assert stat.S_IMODE((data / "library.db").stat().st_mode) == 0o600


def test_a_shared_folder_is_never_closed(with_sample: Run, data: Path) -> None:
    data.chmod(0o1777)
    assert with_sample("doctor", "--repair").code == 3
    assert stat.S_IMODE(data.stat().st_mode) == 0o1777


def test_links_are_told_and_left_alone(with_sample: Run, data: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_text("mine")
    other.chmod(0o644)
    (data / "backups" / "link").symlink_to(other)
    assert with_sample("doctor", "--repair").code == 3
    assert stat.S_IMODE(other.stat().st_mode) == 0o644


def test_a_newer_library_is_left_alone(with_sample: Run, data: Path) -> None:
    sql(data / "library.db", "PRAGMA user_version=99")
    before = (data / "library.db").read_bytes()
    ran = with_sample("doctor", "--repair")
    assert (ran.code, states(ran)["library"]) == (3, {"problem"})
    assert "newer" in ran.out
    assert (data / "library.db").read_bytes() == before


def file_above(data: Path) -> None:
    data.parent.joinpath("file").write_text("x")


def file_as_folder(data: Path) -> None:
    data.write_text("x")


def link_to_nowhere(data: Path) -> None:
    data.symlink_to("/nonexistent/place")


def fifo_as_library(data: Path) -> None:
    data.mkdir()
    os.mkfifo(data / "library.db")


def folder_as_library(data: Path) -> None:
    (data / "library.db").mkdir(parents=True)


def link_as_library(data: Path) -> None:
    data.mkdir()
    (data / "library.db").symlink_to("/etc/hostname")


HOSTILE: dict[str, Callable[[Path], None]] = {
    function.__name__: function
    for function in (
        file_above,
        file_as_folder,
        link_to_nowhere,
        fifo_as_library,
        folder_as_library,
        link_as_library,
    )
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_place_gets_one_clear_line(run: Run, data: Path, kind: str) -> None:
    HOSTILE[kind](data)
    place = data.parent / "file" / "data" if kind == "file_above" else data
    ran = run("--data-dir", place, "bookmarks")
    assert (ran.code, ran.out, len(ran.err.splitlines())) == (3, "", 1), ran.err
    assert "internal" not in ran.err
    assert run("--data-dir", place, "doctor").code == 3
