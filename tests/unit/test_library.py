import datetime
import os
import sqlite3
import stat
from array import array
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.errors import LibraryError
from tui_reader.library import Library, Marks, Saved, restore
from tui_reader.news import Day, Link, LiveBlog, Paragraph, Place, Quotation, Update
from tui_reader.news.identity import assign_ids
from tui_reader.news.ordering import day_of_key

MONDAY = datetime.date(2024, 3, 4)
TUESDAY = datetime.date(2024, 3, 5)


def update(headline: str | None, text: str = "Text.", **fields: Any) -> Update:
    return Update(headline, (Paragraph(text),), **{"date": TUESDAY, **fields})


def live_blog(*updates: Update, title: str = "Flood in Averra", **fields: Any) -> LiveBlog:
    return LiveBlog(title, updates, **{"coverage_date": TUESDAY, **fields})


@pytest.fixture
def marks(tmp_path: Path) -> Marks:
    return Marks(tmp_path / "data")


@pytest.fixture
def library(tmp_path: Path, marks: Marks) -> Library:
    return Library(tmp_path / "data", marks)


def headlines(library: Library) -> list[str]:
    listing = library.everything()
    return [row.headline for row in listing.rows(0, len(listing))]


def test_saving_twice_changes_nothing(library: Library) -> None:
    blog = live_blog(update("Dam holds"), update("Rain"), update(None, "Only text."))
    assert library.save([blog]) == [Saved(new=3)]
    last = library.last_change()
    assert library.save([blog]) == [Saved(unchanged=3)]
    assert library.last_change() == last
    assert headlines(library) == ["Dam holds", "Rain", "Only text."]


def test_what_was_saved_comes_back_whole(library: Library) -> None:
    quotation = Quotation("Text", "direct", Place(0, 0, 4), speaker="Ana Ruiz", confidence=0.5)
    blog = assign_ids(
        live_blog(
            update("Dam holds", quotations=(quotation,), is_key_event=True),
            update(
                "Rain", byline="Ivo Lenz", published=datetime.datetime(2024, 3, 5, 9, 0, tzinfo=datetime.UTC)
            ),
            standfirst=("The river is rising.",),
            publisher="The Wire",
        )
    )
    library.save([blog])
    assert list(library.live_blogs()) == [blog]
    assert library.speakers() == ["Ana Ruiz"]


def test_an_edit_makes_a_revision_under_the_same_id(library: Library) -> None:
    library.save([live_blog(update("Dam holds", "It holds."), update("Rain"))])
    first = library.everything().rows(0, 1)[0]
    assert library.save([live_blog(update("Dam breaks", "It holds."), update("Rain"))]) == [
        Saved(changed=1, unchanged=1)
    ]
    row = library.everything().rows(0, 1)[0]
    assert (row.update_id, row.headline, row.is_edited) == (first.update_id, "Dam breaks", True)
    assert [u.headline for u in library.revisions(row.update_id)] == ["Dam holds"]


def test_better_quotations_are_no_edit_by_the_publisher(library: Library) -> None:
    blog = live_blog(update("Dam holds", "It holds."))
    library.save([blog])
    last = library.last_change()
    found = replace(blog.updates[0], quotations=(Quotation("It", "partial", Place(0, 0, 2), speaker="Ana"),))
    assert library.save([replace(blog, updates=(found,))], rules=1) == [Saved(unchanged=1)]
    assert not library.everything().rows(0, 1)[0].is_edited
    assert library.last_change() > last
    assert library.speakers() == ["Ana"]


def test_an_unchanged_live_blog_keeps_its_quotations(library: Library) -> None:
    named = replace(
        update("Dam holds", "It holds."), quotations=(Quotation("It", "partial", Place(0, 0, 2)),)
    )
    library.save([live_blog(named, update("Rain"))])
    last = library.last_change()
    quotation = replace(named.quotations[0], speaker="Ana Ruiz")
    again = replace(named, quotations=(quotation,))
    library.save([live_blog(again, update("Rain"))])
    assert (library.last_change(), library.speakers()) == (last, [])
    library.save([live_blog(update("New on top"), again, update("Rain"))])
    assert library.speakers() == ["Ana Ruiz"]


def test_quotations_stay_with_the_blocks_they_were_found_in(library: Library) -> None:
    linked = Paragraph("It “holds”, she said.", (Link(0, 2, "https://example.org/"),))
    page = replace(
        update("Dam", quotations=(Quotation("holds", "partial", Place(0, 4, 9)),)), blocks=(linked,)
    )
    library.save([live_blog(page)])
    words = Paragraph('It "holds",  she said.')
    copy = replace(page, blocks=(words,), quotations=(Quotation("holds", "partial", Place(0, 99, 104)),))
    library.save([live_blog(copy, update("New"))])
    kept = next(u for blog in library.live_blogs() for u in blog.updates if u.headline == "Dam")
    assert kept.blocks == (linked,)
    assert kept.quotations == page.quotations


def test_a_later_copy_with_another_title_is_the_same_live_blog(library: Library) -> None:
    noon = [update(f"Item {n}", f"Text {n}.") for n in range(6)]
    library.save([live_blog(*noon, title="Rain expected")])
    night = [update("Newest", "New text."), *noon]
    assert library.save([live_blog(*night, title="Dam broken")]) == [Saved(new=1, unchanged=6)]
    assert len(list(library.live_blogs())) == 1
    assert headlines(library)[:2] == ["Newest", "Item 0"]


def test_another_page_of_the_same_day_is_another_live_blog(library: Library) -> None:
    library.save([live_blog(update("Dam holds"), title="Flood")])
    library.save([live_blog(update("Goal"), title="Football")])
    assert len(list(library.live_blogs())) == 2


def test_a_text_copy_takes_nothing_from_the_page_it_copies(library: Library) -> None:
    published = datetime.datetime(2024, 3, 5, 9, 0, tzinfo=datetime.UTC)
    linked = Paragraph("It holds.", (Link(0, 2, "https://example.org/"),))
    page = live_blog(
        replace(update("Dam holds", source_id="1", published=published, byline="Ivo Lenz"), blocks=(linked,)),
        url="https://example.org/live",
        publisher="The Wire",
    )
    library.save([page])
    assert library.save([live_blog(update("Dam holds", "It holds."))]) == [Saved(unchanged=1)]
    (kept,) = library.live_blogs()
    assert (kept.url, kept.publisher) == (page.url, page.publisher)
    assert kept.updates[0].published == published
    assert kept.updates[0].blocks == (linked,)


def test_a_shorter_copy_removes_nothing(library: Library) -> None:
    library.save([live_blog(update("c"), update("b"), update("a"))])
    library.save([live_blog(update("c"))])
    assert headlines(library) == ["c", "b", "a"]


def test_a_failed_save_stores_none_of_it(library: Library) -> None:
    broken = live_blog(update("x"), title="Broken", standfirst=(object(),))
    with pytest.raises(TypeError):
        library.save([live_blog(update("Dam holds")), broken])
    assert library.is_empty()


def test_removal_is_in_the_change_log(library: Library) -> None:
    library.save([live_blog(update("Dam holds"))])
    (before,) = library.changes(0)
    (blog,) = library.live_blogs()
    assert library.remove(blog.id)
    (change,) = library.changes(before.sequence)
    assert (change.number, change.update) == (before.number, None)
    assert library.is_empty()
    assert not library.remove(blog.id)


def test_the_change_log_names_each_update_once_at_its_latest_change(library: Library) -> None:
    library.save([live_blog(update("Dam holds", "It holds."), update("Rain"))])
    library.save([live_blog(update("Dam breaks", "It holds."), update("Rain"))])
    changes = list(library.changes(0))
    assert [c.update.headline for c in changes if c.update] == ["Rain", "Dam breaks"]
    assert library.count_changes(changes[0].sequence) == 1


days = st.none() | st.integers(0, 4).map(lambda n: MONDAY + datetime.timedelta(days=n))
clocks = st.none() | st.times(timezones=st.just(datetime.UTC))


@st.composite
def pages(draw: st.DrawFn) -> LiveBlog:
    name = draw(st.sampled_from("ABC"))
    day = draw(days)
    updates = []
    for n in draw(st.lists(st.integers(0, 12), unique=True, max_size=8)):
        clock = draw(clocks)
        published = datetime.datetime.combine(day, clock) if day and clock else None
        updates.append(
            update(f"{name}{n}", f"{name} text {n}", date=day, published=published, source_id=str(n))
        )
    return live_blog(*updates, title=name, coverage_date=None, url=f"https://example.org/{name}")


@settings(max_examples=40)
@given(st.lists(pages(), max_size=5))
def test_listing_agrees_with_the_updates_one_by_one(
    tmp_path_factory: pytest.TempPathFactory, blogs: list[LiveBlog]
) -> None:
    folder = tmp_path_factory.mktemp("library")
    library = Library(folder, Marks(folder))
    for blog in blogs:
        library.save([blog])
    with sqlite3.connect(library.path) as connection:
        keys = connection.execute("SELECT id FROM updates ORDER BY order_key DESC, number DESC").fetchall()
    connection.close()
    listing = library.everything()
    rows = listing.rows(0, len(listing))
    assert [(row.update_id,) for row in rows] == keys
    days = [group for group in listing.groups if isinstance(group, Day)]
    assert [row.date for row in rows] == [day.date for day in days for _ in range(day.count)]
    assert [listing.index_of(row.update_id) for row in rows] == list(range(len(rows)))
    for start in range(0, len(rows), 3):
        assert listing.rows(start, start + 3) == rows[start : start + 3]


def test_picked_updates_keep_their_order(library: Library) -> None:
    library.save([live_blog(update("c"), update("b", date=MONDAY), update("a", date=MONDAY))])
    changes = sorted(library.changes(0), key=lambda c: -c.order_key)
    days = Counter(day_of_key(change.order_key) for change in changes)
    listing = library.picked(array("I", [change.number for change in changes]), days.items())
    assert [row.headline for row in listing.rows(0, 9)] == ["c", "b", "a"]
    assert listing.groups == [Day(TUESDAY, 1), Day(MONDAY, 2)]
    assert listing.index_of(listing.rows(2, 3)[0].update_id) == 2
    assert listing.index_of("nothing") is None


def test_bookmarks_outlive_the_library(tmp_path: Path, library: Library, marks: Marks) -> None:
    library.save([live_blog(update("Dam holds"))])
    (blog,) = library.live_blogs()
    marks.add_bookmark(blog.updates[0], replace(blog, updates=()))
    library.remove(blog.id)
    (bookmark,) = Marks(tmp_path / "data").bookmarks()
    assert bookmark.update == blog.updates[0]
    assert bookmark.live_blog.title == "Flood in Averra"
    assert library.places([bookmark.update.id]) == {}
    marks.remove_bookmark(bookmark.update.id)
    assert marks.bookmark(bookmark.update.id) is None


def test_reading_marks_show_in_rows(library: Library, marks: Marks) -> None:
    library.save([live_blog(update("b"), update("a"))])
    first, _ = library.everything().rows(0, 2)
    marks.mark_read([first.update_id, first.update_id])
    assert [row.is_read for row in library.everything().rows(0, 2)] == [True, False]
    assert marks.read_ids() == {first.update_id}
    view = library.update(first.update_id)
    assert view is not None
    assert (view.is_read, view.position, view.count) == (True, 1, 2)


def test_files_are_private(library: Library, marks: Marks) -> None:
    for path in (library.path, marks.path):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(library.path.parent.stat().st_mode) == 0o700


def test_a_newer_schema_is_refused_untouched(tmp_path: Path, library: Library, marks: Marks) -> None:
    with sqlite3.connect(library.path) as connection:
        connection.execute("PRAGMA user_version=99")
    connection.close()
    before = library.path.read_bytes()
    with pytest.raises(LibraryError, match="newer tui-reader"):
        Library(tmp_path / "data", marks)
    assert library.path.read_bytes() == before


def test_a_damaged_file_is_told_in_one_line(tmp_path: Path, library: Library, marks: Marks) -> None:
    library.path.write_bytes(b"not a database at all, " * 100)
    with pytest.raises(LibraryError, match="is damaged") as caught:
        Library(tmp_path / "data", marks)
    assert "\n" not in str(caught.value)


def test_a_link_in_place_of_the_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "marks.db").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(LibraryError):
        Marks(tmp_path / "data")
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(LibraryError, match="permission"):
        Marks(tmp_path / "data")


def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("in the way")
    with pytest.raises(LibraryError):
        Marks(tmp_path / "data")


# --- backups, checks and restoring


def age(library: Library) -> None:
    """Make the copies two days old, and the library newer than them."""
    for copy in library.backups():
        os.utime(copy, (copy.stat().st_mtime - 172_800,) * 2)


def test_a_changed_library_is_copied_once_a_day(library: Library) -> None:
    library.save([live_blog(update("Dam holds"))])
    library.back_up_if_due()
    (copy,) = library.backups()
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700
    library.save([live_blog(update("Rain"), title="Rain")])
    library.back_up_if_due()
    assert library.backups() == [copy]


def test_few_copies_are_kept_and_the_latest_first(library: Library) -> None:
    for number in range(4):
        library.save([live_blog(update(f"Item {number}"), title=str(number))])
        library.back_up_if_due()
        age(library)
    first, second = library.backups()
    assert first.name > second.name
    connection = sqlite3.connect(first)
    assert connection.execute("SELECT count(*) FROM updates").fetchone() == (4,)
    connection.close()


def test_a_damaged_library_takes_no_good_copy_s_place(library: Library) -> None:
    library.save([live_blog(update("Dam holds"))])
    library.back_up_if_due()
    age(library)
    (good,) = library.backups()
    with library.path.open("r+b") as file:
        file.seek(4096 * 3)
        file.write(b"x" * 8192)
    with pytest.raises(LibraryError, match="damaged"):
        library.back_up_if_due()
    assert library.backups() == [good]


def test_a_sound_library_has_nothing_to_mend(library: Library) -> None:
    library.save([live_blog(update("b"), update("a", date=MONDAY))])
    assert library.damage() is None
    assert library.miscounted_days() == 0


def test_counts_are_set_right(library: Library) -> None:
    library.save([live_blog(update("b"), update("a", date=MONDAY))])
    right = library.everything().groups
    with sqlite3.connect(library.path) as connection:
        connection.execute("UPDATE days SET count = 9")
    connection.close()
    assert library.miscounted_days() == 2
    library.count_days_anew()
    assert library.everything().groups == right


def test_a_restored_library_is_another_one(tmp_path: Path, library: Library, marks: Marks) -> None:
    library.save([live_blog(update("Dam holds"))])
    library.back_up_if_due()
    library.save([live_blog(update("Rain"), title="Rain")])
    library.sources.subscribe("https://example.org/live")
    restored = restore(tmp_path / "data", marks)
    again = Library(tmp_path / "data", marks)
    assert restored.backup == again.backups()[0]
    assert restored.salvaged == 1
    assert sorted(headlines(again)) == ["Dam holds", "Rain"]
    assert [source.url for source in again.sources.subscribed()] == ["https://example.org/live"]
    assert again.identity != library.identity


def test_a_text_that_does_not_match_its_digest_is_not_saved_from_a_damaged_file(
    tmp_path: Path, library: Library, marks: Marks
) -> None:
    library.save([live_blog(update("Dam holds", "It holds."), update("Rain", "It rains."))])
    with sqlite3.connect(library.path) as connection:
        connection.execute("UPDATE updates SET content = replace(content, 'It rains', 'It Xains')")
    connection.close()
    assert restore(tmp_path / "data", marks).salvaged == 1
    assert headlines(Library(tmp_path / "data", marks)) == ["Dam holds"]


def test_a_folder_of_another_user_is_refused(tmp_path: Path) -> None:
    foreign = next((p for p in (Path("/proc/1"), Path("/")) if p.stat().st_uid != os.geteuid()), None)
    if foreign is None:
        foreign = tmp_path / "foreign"
        foreign.mkdir()
        os.chown(foreign, 12345, 12345)
    with pytest.raises(LibraryError, match="another user"):
        Marks(foreign)


def test_a_text_that_was_changed_is_found_and_told(library: Library) -> None:
    library.save([live_blog(update("Dam holds", "It holds."))])
    row = library.everything().rows(0, 1)[0]
    with sqlite3.connect(library.path) as connection:
        connection.execute("UPDATE updates SET content = replace(content, 'It holds', 'It molds')")
    connection.close()
    assert "1 update" in str(library.damage())
    with sqlite3.connect(library.path) as connection:
        connection.execute("UPDATE updates SET content = substr(content, 2)")
    connection.close()
    with pytest.raises(LibraryError, match="doctor --repair"):
        library.update(row.update_id)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE updates SET published = '2024m03-06T00:12:00+02:00'",
        "UPDATE days SET day = day * 1000000",
    ],
)
def test_what_lists_show_is_told_where_it_was_changed(library: Library, change: str) -> None:
    library.save([live_blog(update("Dam holds", "It holds."))])
    with sqlite3.connect(library.path) as connection:
        connection.execute(change)
    connection.close()
    assert library.damage() or library.miscounted_days()
    with pytest.raises(LibraryError, match="doctor --repair"):
        library.everything().rows(0, 1)


def test_an_interrupted_copy_is_removed_later(library: Library) -> None:
    library.save([live_blog(update("Dam holds"))])
    folder = library.path.parent / "backups"
    folder.mkdir(mode=0o700)
    old, recent = (folder / f"library-regular-{name}.db.new-1" for name in ("old", "recent"))
    for path in (old, recent):
        path.write_bytes(b"half")
    os.utime(old, (1_700_000_000, 1_700_000_000))
    library.back_up_if_due()
    assert (old.exists(), recent.exists(), len(library.backups())) == (False, True, 1)


def test_no_copy_is_made_through_a_link(tmp_path: Path, library: Library) -> None:
    (tmp_path / "elsewhere").mkdir()
    (library.path.parent / "backups").symlink_to(tmp_path / "elsewhere")
    library.save([live_blog(update("Dam holds"))])
    library.back_up_if_due()
    assert not list((tmp_path / "elsewhere").iterdir())
