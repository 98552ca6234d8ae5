"""Updates written into files, those included that the library no longer holds; all of it is invented."""

from datetime import date
from pathlib import Path

import pytest
from app.stage import archive_of, live_blog, update

from tui_reader.archive.update_export import export_updates


@pytest.mark.parametrize("form", ["md", "html", "csv", "json", "jsonl"])
def test_what_only_a_bookmark_holds_is_written_and_what_is_gone_left_out(tmp_path: Path, form: str) -> None:
    day = date(2031, 5, 3)
    lost = live_blog(day, update("Lost <1>", "It *sank*.", "", date=day), update("Gone"), title="The ferry")
    kept = live_blog(day, update("Kept", "It floats.", date=day), title="The pier")
    with archive_of(tmp_path, lost, kept) as archive:
        ids = {row.headline: row.update_id for row in archive.everything().rows(0, 3)}
        blog = archive.live_blog_of(ids["Lost <1>"])
        assert blog
        archive.marks.set_bookmark(ids["Lost <1>"], True)
        archive._library.remove(blog.id)  # as a damaged library that was made anew
        path = tmp_path / f"all.{form.upper()}"
        assert export_updates(archive, ids.values(), "The <pier>", path) == 2
    text = path.read_text(encoding="utf-8")
    assert "Gone" not in text
    assert "It floats." in text
    assert ("&lt;1&gt;" if form == "html" else "Lost \\<1\\>" if form == "md" else "Lost <1>") in text
    assert ("It \\*sank\\*." if form == "md" else "It *sank*.") in text


def test_nothing_is_written_where_it_is_stopped(tmp_path: Path) -> None:
    def stop() -> None:
        raise KeyboardInterrupt

    with archive_of(tmp_path, live_blog(date(2031, 5, 3), update("Kept", "It floats."))) as archive:
        ids = [row.update_id for row in archive.everything().rows(0, 1)]
        (tmp_path / "a.md").write_text("mine")
        with pytest.raises(KeyboardInterrupt):
            export_updates(archive, ids, "x", tmp_path / "a.md", stop)
    assert (tmp_path / "a.md").read_text() == "mine"
    assert not [*tmp_path.glob(".a.md*")]
