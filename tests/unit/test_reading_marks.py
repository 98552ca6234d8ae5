"""Many updates marked at once, how many are unread, and what came since the last visit."""

import datetime
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tui_reader.archive import Archive
from tui_reader.archive.scope import Everything, Found, OfDay, OfLiveBlog, OfSource, Scope
from tui_reader.news import LiveBlog, Paragraph, Update
from tui_reader.news.json_form import to_object

MONDAY, TUESDAY = datetime.date(2031, 5, 5), datetime.date(2031, 5, 6)


def blog(publisher: str, day: datetime.date, *headlines: str) -> LiveBlog:
    updates = tuple(Update(text, (Paragraph(f"All about {text}."),), date=day) for text in headlines)
    return LiveBlog(f"{publisher}, {day}", updates, publisher=publisher, coverage_date=day)


def import_blogs(archive: Archive, folder: Path, *blogs: LiveBlog) -> None:
    export = {"format": "tui-reader", "version": 1, "live_blogs": [to_object(blog) for blog in blogs]}
    (folder / "export.json").write_text(json.dumps(export))
    assert not archive.import_([str(folder / "export.json")]).refused


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "data") as opened:
        import_blogs(
            opened,
            tmp_path,
            blog("Lorne Post", MONDAY, "Boats", "Gulls"),
            blog("Lorne Post", TUESDAY, "Dam", "Pier", "Rain"),
            blog("Averra Times", TUESDAY, "Rain again"),
        )
        opened.catch_up_index()
        yield opened


def read(archive: Archive) -> set[str]:
    return {row.headline for row in archive.everything().rows(0, 99) if row.is_read}


SCOPES: dict[str, tuple[Scope, set[str]]] = {
    "everything": (Everything(), {"Boats", "Gulls", "Dam", "Pier", "Rain", "Rain again"}),
    "day": (OfDay(TUESDAY), {"Dam", "Pier", "Rain", "Rain again"}),
    "unknown day": (OfDay(None), set()),
    "source": (OfSource("Lorne Post"), {"Boats", "Gulls", "Dam", "Pier", "Rain"}),
    "unknown source": (OfSource("Post"), set()),
    "search": (Found("rain"), {"Rain", "Rain again"}),
}


@pytest.mark.parametrize("name", SCOPES)
def test_a_scope_is_marked_as_a_whole_and_undone(archive: Archive, name: str) -> None:
    scope, wanted = SCOPES[name]
    archive.marks.mark_read(archive.everything().rows(1, 2)[0].update_id)
    before = read(archive)
    ids = archive.update_ids(scope)
    assert archive.marks.count_unread(ids) == len(wanted - before)
    assert archive.marks.set_read(ids, True, "them") == len(wanted - before)
    assert read(archive) == wanted | before
    assert archive.marks.count_unread(ids) == 0
    if wanted:
        archive.marks.undo()
    assert read(archive) == before
    archive.marks.set_read(ids, True, "them")
    archive.marks.set_read(ids, False, "them")
    assert read(archive) == before - wanted


def test_a_live_blog_is_marked_as_a_whole(archive: Archive) -> None:
    view = archive.update(archive.everything().rows(0, 1)[0].update_id)
    assert view is not None
    ids = archive.update_ids(OfLiveBlog(view.live_blog.id))
    assert archive.marks.set_read(ids, True, "it") == view.count == len(read(archive))


def test_what_is_on_show_leaves_out_what_came_later(archive: Archive, tmp_path: Path) -> None:
    listing, found = archive.everything(), archive.search("rain").listing
    import_blogs(archive, tmp_path, blog("Averra Times", TUESDAY, "Rain again", "Rain at last"))
    archive.catch_up_index()
    archive.marks.set_read(found.update_ids(), True, "them")
    assert read(archive) == {"Rain", "Rain again"}
    archive.marks.set_read(listing.update_ids(), True, "all")
    assert archive.marks.count_unread(archive.everything().update_ids()) == 1


def test_what_came_since_the_last_visit(archive: Archive, tmp_path: Path) -> None:
    assert archive.last_visit().since() is None, "there was none"
    archive.last_visit().end()
    since = archive.last_visit().since()
    assert since is not None
    assert len(since.listing) == 0
    import_blogs(archive, tmp_path, blog("Averra Times", MONDAY, "Snow", "Ice"), blog("Post", TUESDAY, "Fog"))
    with Archive(archive.folder) as again:
        since = again.last_visit().since()
        assert since is not None
        assert [row.headline for row in since.listing.rows(0, 9)] == ["Fog", "Snow", "Ice"]
        assert datetime.datetime.now(datetime.UTC) - since.moment < datetime.timedelta(minutes=1)
        again.marks.mark_read(since.listing.rows(1, 2)[0].update_id)
        left = again.last_visit().since()
        assert left is not None
        assert [row.headline for row in left.listing.rows(0, 9)] == ["Fog", "Ice"]


DAMAGE = ("", "x", "[]", '{"last_visit": 3}', '{"last_visit": {"library": "", "number": "x"}}')


@pytest.mark.parametrize("text", DAMAGE)
def test_a_last_visit_that_cannot_be_read_is_none(archive: Archive, text: str) -> None:
    (archive.folder / "session.json").write_text(text)
    assert archive.last_visit().since() is None


@pytest.mark.parametrize(
    ("key", "value"), [("library", "other"), ("number", 1.5), ("ended_at", "now"), ("ended_at", "2031-05-06")]
)
def test_a_last_visit_of_another_library_or_without_time_is_none(
    archive: Archive, key: str, value: object
) -> None:
    archive.last_visit().end()
    path = archive.folder / "session.json"
    kept = json.loads(path.read_text())
    kept["last_visit"][key] = value
    path.write_text(json.dumps(kept))
    assert archive.last_visit().since() is None
