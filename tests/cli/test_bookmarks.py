import json
from pathlib import Path

from running import Run


def quoted_id(run: Run) -> str:
    """The id of an update of the sample that has two numbered quotations."""
    quotes: list[dict[str, str]] = json.loads(run("quotes", "--json").out)
    ids = [quote["update_id"] for quote in quotes if quote["kind"] == "direct"]
    return next(i for i in ids if ids.count(i) > 1)


def test_a_quotation_is_bookmarked_by_its_number_or_id(with_sample: Run) -> None:
    update_id = quoted_id(with_sample)
    assert "  2 " in with_sample("show", update_id).out
    assert with_sample("bookmark", update_id, "--quotation", "2", "--note", "Check.", "--tag", "a").code == 0
    (row,) = json.loads(with_sample("bookmarks", "--json").out)
    assert (row["id"], row["note"], row["tags"]) == (update_id, "Check.", ["a"])
    assert f"“{row['text']}”" in " ".join(with_sample("show", update_id).out.split())
    assert row["text"] in with_sample("bookmarks").out
    for name in ("99", "0", "nothing"):
        assert with_sample("bookmark", update_id, "--quotation", name).code == 1
    assert with_sample("bookmark", update_id, "--quotation", row["quotation_id"], "--remove").code == 0
    assert with_sample("bookmarks").code == 1


def test_bookmarks_are_narrowed_and_sorted(with_sample: Run) -> None:
    rows = json.loads(with_sample("search", "--json", "is:unread").out)
    first, second = rows[0]["id"], rows[-1]["id"]
    with_sample("bookmark", second, "--note", "Zebra crossing", "--tag", "Animals")
    with_sample("bookmark", first, "--tag", "harbour")

    def listed(*words: str) -> list[str]:
        return [
            json.loads(line)["id"] for line in with_sample("bookmarks", "--jsonl", *words).out.splitlines()
        ]

    assert listed() == [first, second]
    assert listed("--sort", "published") == [first, second]
    assert listed("--tag", "animals") == listed("zeb") == listed("tag:animals") == [second]
    assert listed("is:bookmarked", "--tag", "#harbour") == [first]
    assert listed("zebra", "--tag", "harbour") == []
    assert with_sample("bookmarks", "(zebra").code == 2


def test_bookmarks_are_written_as_a_whole(with_sample: Run, tmp_path: Path) -> None:
    update_id = quoted_id(with_sample)
    with_sample("bookmark", update_id, "--note", "Check.")
    for form, beginning in (
        ("html", "<!DOCTYPE html>"),
        ("md", "# Bookmarks"),
        ("csv", "id,"),
        ("json", "["),
    ):
        path = tmp_path / f"bookmarks.{form}"
        ran = with_sample("bookmarks", f"--{form}", "-o", path)
        assert (ran.code, ran.out) == (0, "")
        assert path.read_text("utf-8").startswith(beginning)
        assert with_sample("bookmarks", f"--{form}").out.splitlines() == path.read_text("utf-8").splitlines()
    assert with_sample("bookmarks", "--md", "-o", tmp_path / "nowhere" / "x").code == 3


def test_an_export_is_taken_in_elsewhere(with_sample: Run, tmp_path: Path) -> None:
    update_id, path = quoted_id(with_sample), tmp_path / "bookmarks.json"
    with_sample("bookmark", update_id, "--note", "Mine.", "--tag", "a")
    with_sample("bookmark", update_id, "--quotation", "1")
    assert with_sample("bookmarks", "export", "-o", path).code == 0
    before = with_sample("bookmarks", "export").out
    assert before == path.read_text("utf-8")
    elsewhere = ("--data-dir", tmp_path / "elsewhere")
    assert "2 bookmarks new" in with_sample("bookmarks", "import", path, *elsewhere).err
    assert with_sample("bookmarks", "export", *elsewhere).out == before
    with_sample("bookmark", update_id, "--note", "Theirs.", "--tag", "b", *elsewhere)
    assert (
        "1 bookmarks new or changed, 1 as they were"
        in with_sample("bookmarks", "import", path, *elsewhere).err
    )
    (row,) = json.loads(with_sample("bookmarks", "--json", "--tag", "b", *elsewhere).out)
    assert (row["note"], row["tags"]) == ("Theirs.\n\nMine.", ["b", "a"])


def test_a_file_that_is_no_export_is_refused(with_sample: Run, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("[]")
    for name in ("x.json", "nothing.json"):
        ran = with_sample("bookmarks", "import", tmp_path / name)
        assert ran.code == 3
        assert ran.err.count("\n") == 1
    assert with_sample("bookmarks").code == 1
