import datetime
import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tui_reader.archive import Archive
from tui_reader.archive.scope import Bookmarked, Everything, Found, OfDay, OfLiveBlog
from tui_reader.errors import LibraryError, QueryError
from tui_reader.news import LiveBlog, Paragraph, Quotation, Update
from tui_reader.news.corrections import Correction, quotation_ids
from tui_reader.news.json_form import to_object
from tui_reader.news.statement import UNATTRIBUTED, Statement

MONDAY, TUESDAY = datetime.date(2031, 5, 5), datetime.date(2031, 5, 6)


def update(headline: str, *texts: str, date: datetime.date | None) -> Update:
    return Update(headline, tuple(map(Paragraph, texts)), date=date)


def blog(title: str, date: datetime.date | None, *updates: Update) -> LiveBlog:
    return LiveBlog(title, updates, publisher="Lorne Post", coverage_date=date)


TUESDAYS = blog(
    "Ferry strike, day two",
    TUESDAY,
    update("Ferries tied up", "“Nobody sails tonight,” said Ada Lorne. “We mean it.”", date=TUESDAY),
    update("Harbour talks", "“We are still talking,” said Bruno Keel.", date=TUESDAY),
)
MONDAYS = blog(
    "Ferry strike, day one",
    MONDAY,
    update("Strike called", "“We begin at dawn,” said Ada Lorne.", date=MONDAY),
)
UNDATED = blog(
    "Notes from the pier", None, update("Notes", "“The gulls know first,” said Ada Lorne.", date=None)
)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "data") as opened:
        yield opened


def import_blogs(archive: Archive, folder: Path, *blogs: LiveBlog) -> None:
    export = {"format": "tui-reader", "version": 1, "live_blogs": [to_object(blog) for blog in blogs]}
    (folder / "export.json").write_text(json.dumps(export))
    assert not archive.import_([str(folder / "export.json")]).refused


@pytest.fixture
def filled(archive: Archive, tmp_path: Path) -> Archive:
    import_blogs(archive, tmp_path, TUESDAYS, MONDAYS, UNDATED)
    archive.catch_up_index()
    return archive


def words(statements: Iterable[Statement]) -> list[str]:
    return [statement.quotation.text for statement in statements]


def counts(archive: Archive, *scope: object) -> dict[str, int]:
    return {speaker.name: speaker.count for speaker in archive.count_speakers(*scope)}  # type: ignore[arg-type]


OF_ADA = ["We begin at dawn,", "Nobody sails tonight,", "We mean it.", "The gulls know first,"]


def test_speakers_are_counted_the_most_quoted_first(filled: Archive) -> None:
    speakers = filled.count_speakers()
    assert [(speaker.name, speaker.count) for speaker in speakers] == [("Ada Lorne", 4), ("Bruno Keel", 1)]


def test_statements_come_in_order_of_time_and_unknown_dates_last(filled: Archive) -> None:
    said = filled.statements_of("Ada Lorne")
    assert words(said.rows(0, len(said))) == OF_ADA
    assert [(day.date, day.count) for day in said.days] == [(MONDAY, 1), (TUESDAY, 2), (None, 1)]
    assert words(filled.statements(speaker="lorne")) == OF_ADA
    assert words(filled.statements())[-1] == OF_ADA[-1]


def test_a_library_of_an_earlier_version_gets_to_know_what_nobody_is_known_to_have_said(
    archive: Archive, tmp_path: Path
) -> None:
    said = "“Nobody sails tonight and nobody will.”"
    import_blogs(
        archive, tmp_path, blog("A", MONDAY, update("B", said, "“Yes,” said Ada Lorne.", date=MONDAY))
    )
    with closing(sqlite3.connect(archive.folder / "library.db")) as connection, connection:
        connection.execute(
            "DELETE FROM statements WHERE speaker IN (SELECT number FROM speakers WHERE name = '')"
        )
        connection.execute("PRAGMA user_version=2")
    with Archive(archive.folder) as again:
        assert words(again.statements_of(UNATTRIBUTED).rows(0, 9)) == [said.strip("“”")]
        assert words(again.statements(speaker=UNATTRIBUTED)) == [said.strip("“”")]
        assert [speaker.name for speaker in again.count_speakers(with_unattributed=True)] == ["Ada Lorne", ""]


def test_statements_can_be_looked_at_in_any_part(filled: Archive) -> None:
    said = filled.statements_of("Ada Lorne")
    for start in range(-1, 6):
        for stop in range(start, 7):
            assert words(said.rows(start, stop)) == OF_ADA[max(start, 0) : max(stop, 0)]


def test_scopes_narrow_who_and_what(filled: Archive) -> None:
    first = filled.everything().rows(0, 1)[0]
    view = filled.update(first.update_id)
    assert view is not None
    assert counts(filled, Everything()) == {"Ada Lorne": 4, "Bruno Keel": 1}
    assert counts(filled, OfDay(MONDAY)) == {"Ada Lorne": 1}
    assert counts(filled, OfDay(None)) == {"Ada Lorne": 1}
    assert counts(filled, OfDay(datetime.date(2031, 5, 7))) == {}
    assert counts(filled, OfLiveBlog(view.live_blog.id)) == {"Ada Lorne": 2, "Bruno Keel": 1}
    assert counts(filled, Found("talking")) == {"Bruno Keel": 1}
    assert counts(filled, Found("talk", as_you_type=True)) == {"Bruno Keel": 1}
    assert counts(filled, Found(" ")) == counts(filled)
    assert counts(filled, Bookmarked()) == {}
    filled.marks.set_bookmark(first.update_id, True)
    assert counts(filled, Bookmarked()) == {"Ada Lorne": 2}
    assert words(filled.statements_of("Ada Lorne", OfDay(TUESDAY)).rows(0, 9)) == OF_ADA[1:3]
    assert len(filled.statements_of("Nobody Atall")) == 0
    with pytest.raises(QueryError):
        filled.count_speakers(Found('"never closed'))


def test_importing_twice_gives_the_same_quotations(filled: Archive, tmp_path: Path) -> None:
    once = list(filled.live_blogs())
    assert all(update.quotations for blog in once for update in blog.updates)
    import_blogs(filled, tmp_path, TUESDAYS, MONDAYS, UNDATED)
    assert list(filled.live_blogs()) == once


# --- corrections


def statement(archive: Archive, text: str) -> Statement:
    return next(s for s in archive.statements() if s.quotation.text == text)


def correction_of(found: Statement, speaker: str | None, *, is_quotation: bool = True) -> Correction:
    return Correction(found.source.update_id, found.quotation_id, speaker, is_quotation)


def quotation(archive: Archive, found: Statement) -> Quotation:
    view = archive.update(found.source.update_id)
    assert view is not None
    ids = quotation_ids(view.update)
    return view.update.quotations[ids.index(found.quotation_id)]


def test_a_correction_outlives_a_new_import(filled: Archive, tmp_path: Path) -> None:
    found = statement(filled, "We are still talking,")
    filled.marks.correct(correction_of(found, "Carla Moor"))
    for _ in range(2):
        assert counts(filled) == {"Ada Lorne": 4, "Carla Moor": 1}
        assert quotation(filled, found).attribution == "corrected"
        import_blogs(filled, tmp_path, TUESDAYS, MONDAYS, UNDATED)


def test_a_correction_outlives_the_library(filled: Archive, tmp_path: Path) -> None:
    found = statement(filled, "We are still talking,")
    filled.marks.correct(correction_of(found, "Carla Moor"))
    (filled.folder / "library.db").unlink()
    with Archive(filled.folder) as anew:
        import_blogs(anew, tmp_path, TUESDAYS)
        assert counts(anew) == {"Ada Lorne": 2, "Carla Moor": 1}


def test_search_knows_of_a_correction(filled: Archive) -> None:
    filled.marks.correct(correction_of(statement(filled, "We are still talking,"), "Carla Moor"))
    filled.catch_up_index()
    assert filled.search("speaker:moor").count == 1
    assert filled.search("speaker:keel").count == 0


def test_nobody_can_be_named(filled: Archive) -> None:
    found = statement(filled, "We are still talking,")
    filled.marks.correct(correction_of(found, None))
    assert quotation(filled, found).speaker is None
    assert "We are still talking," in words(filled.statements())


def test_what_is_no_quotation_is_nobodys_statement(filled: Archive, tmp_path: Path) -> None:
    found = statement(filled, "We mean it.")
    filled.marks.correct(correction_of(found, None, is_quotation=False))
    for _ in range(2):
        assert "We mean it." not in words(filled.statements())
        assert counts(filled)["Ada Lorne"] == 3
        import_blogs(filled, tmp_path, TUESDAYS)


def test_the_same_words_twice_are_two_quotations(archive: Archive, tmp_path: Path) -> None:
    twice = "“We row,” said Ada Lorne. The sea was calm. “We row,” said Bruno Keel."
    page = blog("Regatta", MONDAY, update("Rowing", twice, date=MONDAY))
    import_blogs(archive, tmp_path, page)
    first, second = archive.statements()
    archive.marks.correct(correction_of(first, None, is_quotation=False))
    archive.marks.correct(correction_of(second, "Carla Moor"))
    for _ in range(2):
        (left,) = archive.statements()
        assert (left.quotation.speaker, left.quotation_id) == ("Carla Moor", second.quotation_id)
        import_blogs(archive, tmp_path, page)


@pytest.mark.parametrize("is_quotation", [True, False])
def test_a_correction_can_be_taken_back(filled: Archive, tmp_path: Path, is_quotation: bool) -> None:
    found = statement(filled, "We are still talking,")
    before = list(filled.live_blogs())
    filled.marks.correct(correction_of(found, "Carla Moor", is_quotation=is_quotation))
    assert list(filled.live_blogs()) != before
    filled.marks.uncorrect(found.source.update_id, found.quotation_id)
    assert list(filled.live_blogs()) == before
    import_blogs(filled, tmp_path, TUESDAYS, MONDAYS, UNDATED)
    assert list(filled.live_blogs()) == before
    filled.marks.uncorrect(found.source.update_id, found.quotation_id)
    assert list(filled.live_blogs()) == before


def test_the_last_word_on_a_quotation_counts(filled: Archive, tmp_path: Path) -> None:
    found = statement(filled, "We mean it.")
    kind = found.quotation.kind
    filled.marks.correct(correction_of(found, None, is_quotation=False))
    filled.marks.correct(correction_of(found, "Carla Moor"))
    assert (quotation(filled, found).speaker, quotation(filled, found).kind) == ("Carla Moor", kind)
    now = list(filled.live_blogs())
    import_blogs(filled, tmp_path, TUESDAYS)
    assert list(filled.live_blogs()) == now


def test_a_bookmark_keeps_the_quotation_and_its_correction(filled: Archive) -> None:
    found = statement(filled, "We are still talking,")
    filled.marks.set_bookmark(found.source.update_id, True)
    filled.marks.correct(correction_of(found, "Carla Moor"))
    (filled.folder / "library.db").unlink()
    with Archive(filled.folder) as anew:
        view = anew.update(found.source.update_id)
        assert view is not None
        assert view.is_missing
        assert [q.speaker for q in view.update.quotations] == ["Carla Moor"]


def test_a_quotation_that_is_not_there_cannot_be_corrected(filled: Archive) -> None:
    found = statement(filled, "We mean it.")
    with pytest.raises(LibraryError, match="import its live blog again"):
        filled.marks.correct(replace(correction_of(found, "Carla Moor"), update_id="nothing"))
    with pytest.raises(LibraryError, match="import its live blog again"):
        filled.marks.uncorrect("nothing", found.quotation_id)
