import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from running import Run

from tui_reader.library import Library, Marks
from tui_reader.resources import sample_folder

LIVE_BLOG = """Flood in Averra: river still rising | Averra News

The Sarn has risen for a third day and the dam above Tolm is under watch.

Here are the updates for Tuesday, March 5, 2024:

Dam holds through the night

“The wall has not moved a millimetre,” engineer Ana Ruiz told reporters at Tolm.

Schools stay shut in three valleys

The education ministry said that no school in the three valleys would open before Thursday.

Army sends boats to Lower Tolm

Forty boats are on their way, the ministry of defence said in a statement.
"""


@pytest.fixture
def live_blog(tmp_path: Path) -> Path:
    path = tmp_path / "flood.txt"
    path.write_text(LIVE_BLOG, encoding="utf-8")
    return path


def stored(data: Path) -> list[str]:
    library = Library(data, Marks(data))
    listing = library.everything()
    return [row.headline for row in listing.rows(0, len(listing))]


def test_import_tells_what_it_did(run: Run, live_blog: Path) -> None:
    first = run("import", live_blog)
    assert (first.code, first.out) == (0, "")
    assert "1 live blog; updates: 3 new, 0 changed, 0 unchanged; 1 quotations; 2024-03-05" in first.err
    assert "0 new, 0 changed, 3 unchanged" in run("import", live_blog).err


def test_an_edit_is_counted_as_changed(run: Run, live_blog: Path) -> None:
    run("import", live_blog)
    live_blog.write_text(LIVE_BLOG.replace("Dam holds through the night", "Dam holds through a second night"))
    assert "0 new, 1 changed, 2 unchanged" in run("import", live_blog).err


def test_dry_run_prints_and_stores_nothing(run: Run, data: Path, live_blog: Path) -> None:
    ran = run("import", "--dry-run", "--json", live_blog)
    found = json.loads(ran.out)
    assert (ran.code, found["title"], found["section"]) == (
        0,
        "Flood in Averra: river still rising",
        "Averra News",
    )
    assert found["updates"][0]["headline"] == "Dam holds through the night"
    assert found["updates"][0]["quotes"][0]["speaker"] == "Ana Ruiz"
    assert not data.exists()


def test_several_live_blogs_are_a_list(run: Run, live_blog: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(LIVE_BLOG.replace("March 5", "March 6").replace("Tuesday", "Wednesday"))
    found = json.loads(run("import", "--dry-run", "--json", live_blog, other).out)
    assert [blog["coverage_date"] for blog in found] == ["2024-03-05", "2024-03-06"]


def test_the_command_line_supplies_what_a_copy_lacks(run: Run, live_blog: Path) -> None:
    ran = run("import", "--dry-run", "--json", "--date", "2023-01-02", "--publisher", "The Wire",
              "--url", "https://example.org/live", live_blog)  # fmt: skip
    found = json.loads(ran.out)
    assert (found["coverage_date"], found["date_is_inferred"]) == ("2023-01-02", False)
    assert (found["publisher"], found["url"]) == ("The Wire", "https://example.org/live")
    assert {u["date"] for u in found["updates"]} == {"2023-01-02"}


def test_what_the_command_line_supplies_is_cleaned(run: Run, live_blog: Path) -> None:
    ran = run("import", "--dry-run", "--json", "--publisher", "The\x1b]52;c;eA==\x07 Wire", live_blog)
    assert json.loads(ran.out)["publisher"] == "The Wire"


def test_a_folder_is_read_whole(run: Run, data: Path) -> None:
    assert run("import", sample_folder()).code == 0
    assert len(stored(data)) > 50


def test_export_and_import_again_lose_nothing(run: Run, live_blog: Path, tmp_path: Path, data: Path) -> None:
    run("import", live_blog, sample_folder())
    exported = tmp_path / "all.json"
    assert run("export", "--json", "-o", exported).code == 0
    assert json.loads(run("export").out) == json.loads(exported.read_text())
    again = run("--data-dir", tmp_path / "second", "import", exported)
    assert "0 changed" in again.err
    assert json.loads(run("--data-dir", tmp_path / "second", "export").out) == json.loads(
        exported.read_text()
    )
    assert stored(tmp_path / "second") == stored(data)


def test_standard_input_is_read(
    run: Run, live_blog: Path, monkeypatch: pytest.MonkeyPatch, data: Path
) -> None:
    with live_blog.open() as stream:
        monkeypatch.setattr("sys.stdin", stream)
        assert run("import", "-").code == 0
    assert len(stored(data)) == 3


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "cp1252", "utf-8-sig"])
def test_other_encodings_are_read(run: Run, tmp_path: Path, data: Path, encoding: str) -> None:
    path = tmp_path / "flood.txt"
    path.write_bytes(LIVE_BLOG.encode(encoding))
    assert run("import", path).code == 0
    assert stored(data)[0] == "Dam holds through the night"


def novel(path: Path) -> None:
    sentence = "The road went on between the hills, and nobody who walked it spoke of where it led. "
    path.write_text("\n\n".join(sentence * 6 for _ in range(40)))


def huge(path: Path) -> None:
    path.touch()
    os.truncate(path, 200 * 2**20)


BAD: dict[str, Callable[[Path], object]] = {
    "empty": lambda path: path.write_bytes(b""),
    "binary": lambda path: path.write_bytes(bytes(range(256)) * 50),
    "no live blog": novel,
    "folder": lambda path: path.mkdir(),
    "missing": lambda _: None,
    "fifo": os.mkfifo,
    "huge": huge,
}


@pytest.mark.parametrize("kind", BAD)
def test_bad_input_gets_one_clear_line(
    run: Run, tmp_path: Path, live_blog: Path, data: Path, kind: str
) -> None:
    run("import", live_blog)
    before = stored(data)
    path = tmp_path / "bad\x1b[31m.txt"
    BAD[kind](path)
    ran = run("import", path)
    assert (ran.code, ran.out) == (3, "")
    assert len(ran.err.splitlines()) == 1
    assert "\x1b" not in ran.err
    assert "Traceback" not in ran.err
    assert stored(data) == before


def test_a_bad_source_does_not_keep_the_others_out(
    run: Run, tmp_path: Path, live_blog: Path, data: Path
) -> None:
    ran = run("import", tmp_path / "missing.txt", live_blog)
    assert ran.code == 3
    assert len(stored(data)) == 3


def test_wrong_usage(run: Run, live_blog: Path) -> None:
    for words in (
        ("import",),
        ("import", "--date", "yesterday", live_blog),
        ("import", "--json", live_blog),
        ("import", "--url", "https://example.org/", live_blog, live_blog),
        ("search",),
        ("search", "--limit", "0", "x"),
        ("show",),
        ("--nonsense\x1b[31m",),
    ):
        ran = run(*words)
        assert (ran.code, ran.out) == (2, ""), words
        assert "\x1b" not in ran.err
