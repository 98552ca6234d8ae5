"""Bookmarks written and read again: nothing is lost, and nothing hostile gets in."""

import csv
import io
import json
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.archive.bookmark_export import FORMS, Form, write_bookmarks, write_export
from tui_reader.archive.bookmark_import import read_bookmarks
from tui_reader.errors import SourceError
from tui_reader.library import Marks
from tui_reader.news import LiveBlog, Paragraph, Place, Quotation, Update
from tui_reader.news.bookmark import Bookmark, merged_bookmark, tags_in_use
from tui_reader.news.bookmark_order import in_order
from tui_reader.news.corrections import quotation_ids

MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108
ADDED = datetime(2031, 5, 6, 18, 20, tzinfo=UTC)

lines = st.text("aBé水ع\"<>&'*_#1🙂…", min_size=1, max_size=8)
moments = st.datetimes(
    datetime(1990, 1, 1), datetime(2040, 1, 1), timezones=st.just(timezone(timedelta(hours=2)))
)


@st.composite
def bookmarks(draw: st.DrawFn) -> Bookmark:
    text = f"{draw(lines)} “{draw(lines)}” {draw(lines)}"
    start, end = text.index("“") + 1, text.index("”")
    quotation = Quotation(
        text[start:end], "direct", Place(0, start, end), draw(st.none() | lines), confidence=0.75
    )
    update = Update(
        draw(st.none() | lines),
        (Paragraph(text),),
        published=draw(st.none() | moments),
        date=draw(st.none() | st.dates(date(1990, 1, 1))),
        quotations=(quotation,),
        id=draw(st.text("0123456789abcdef-", min_size=16, max_size=18)),
    )
    blog = LiveBlog(draw(st.none() | lines), (), publisher=draw(st.none() | lines))
    tags = draw(st.lists(st.sampled_from(["dam", "ask Ana", "été", "水"]), unique=True))
    quotation_id = draw(st.sampled_from([None, *quotation_ids(update)]))
    return Bookmark(update, blog, draw(moments), draw(st.just("") | lines), tuple(tags), quotation_id)


@settings(max_examples=30)
@given(st.lists(bookmarks(), max_size=4, unique_by=lambda bookmark: bookmark.name))
def test_what_is_exported_comes_back_whole(written: list[Bookmark]) -> None:
    with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
        first, path = Marks(Path(folder) / "first"), Path(folder) / "bookmarks.json"
        first.merge_bookmarks(written)
        with path.open("w", encoding="utf-8") as file:
            write_export(file, first.bookmarks())
        second = Marks(Path(folder) / "second")
        second.merge_bookmarks(read_bookmarks(path))
        assert second.bookmarks() == first.bookmarks()
        assert not second.merge_bookmarks(read_bookmarks(path)), "taking it in again changes nothing"


def said(note: str = "", *tags: str, **others: Any) -> Bookmark:
    """A bookmark of the only quotation of an update."""
    text = "“Row <b>now</b> & *then*,” said Ada Lorne."
    quotation = Quotation("Row <b>now</b> & *then*,", "direct", Place(0, 1, 25), "Ada <i>Lorne</i>")
    update = Update(
        "=Boats & <gulls>", (Paragraph(text),), quotations=(quotation,), id="a1", url="javascript:x"
    )
    blog = LiveBlog("Harbour <strike>", (), publisher="Lorne Post")
    return Bookmark(update, blog, ADDED, note, tags, quotation_ids(update)[0], **others)


def whole(note: str = "", *tags: str) -> Bookmark:
    return replace(said(note, *tags), quotation_id=None)


def test_two_bookmarks_on_the_same_thing_become_one() -> None:
    mine, other = (
        said("Ask Ana.", "dam"),
        replace(said("Or Bruno.", "pier", "dam"), added_at=ADDED - timedelta(1)),
    )
    both = merged_bookmark(mine, other)
    assert (both.note, both.tags, both.added_at) == ("Ask Ana.\n\nOr Bruno.", ("dam", "pier"), other.added_at)
    assert merged_bookmark(both, other) == both
    assert merged_bookmark(said(""), other).note == "Or Bruno."
    assert merged_bookmark(said("Or"), other).note == "Or Bruno."


def test_tags_in_use_come_by_how_often() -> None:
    assert tags_in_use([said("", "a", "c"), said("", "c"), said("", "B")]) == ["c", "a", "B"]


def test_orders() -> None:
    def at(name: str, day: int | None, source: str, added: int) -> Bookmark:
        update = Update(name, (), date=date(2031, 5, day) if day else None, id=name)
        return Bookmark(update, LiveBlog(None, (), publisher=source), ADDED + timedelta(added))

    all_of_them = [at("a", 3, "b", 1), at("b", 5, "a", 2), at("c", None, "A", 3), at("d", 4, "b", 0)]
    names = {
        sort: "".join(b.name for b in in_order(all_of_them, sort))
        for sort in ("added", "published", "source")
    }
    assert names == {"added": "cbad", "published": "bdac", "source": "bcda"}


def written(form: Form, *bookmarks: Bookmark) -> str:
    file = io.StringIO()
    write_bookmarks(file, bookmarks, form)
    return file.getvalue()


class Page(HTMLParser):
    """The elements and the text of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: dict[str, str | None] = {}
        self.text = self.contents = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= dict(attrs)
        self.contents += f"{self.attributes.get('content')} "

    def handle_data(self, data: str) -> None:
        self.text += data


def test_a_page_shows_every_text_as_it_is_and_fetches_nothing() -> None:
    page = Page(written("html", said('See <script>alert(1)</script>\n& "more"', "d<a>m"), whole()))
    assert not {"script", "b", "i", "strike", "gulls", "a", "img", "link"} & set(page.tags)
    texts = ["Row <b>now</b> & *then*,", "Ada <i>Lorne</i>", '<script>alert(1)</script>\n& "more"']
    for text in (*texts, "#d<a>m", "=Boats & <gulls>", "javascript:x"):
        assert text in page.text
    assert "default-src 'none'" in page.contents


def test_addresses_of_the_web_are_linked() -> None:
    linked = replace(whole(), update=replace(whole().update, url='https://lorne.example/"x"?a=1&b=2'))
    page = Page(written("html", linked))
    assert page.attributes["href"] == 'https://lorne.example/"x"?a=1&b=2'


def test_markdown_cites_and_escapes() -> None:
    text = written("md", said("*Ask* her.\nTwice.", "dam"), whole())
    assert text.startswith("# Bookmarks\n\n> Row \\<b\\>now\\</b\\>")
    assert "\n\\*Ask\\* her.\n\nTwice.\n\nTags: \\#dam\n" in text


def test_a_table_has_no_formulas() -> None:
    (row,) = csv.DictReader(io.StringIO(written("csv", said("note", "a", "b c"))))
    assert (row["headline"], row["tags"], row["note"]) == ("'=Boats & <gulls>", "a, b c", "note")
    assert row["text"] == "Row <b>now</b> & *then*,"


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_json_is_flat(form: Form) -> None:
    text = written(form, said("note", "a"), whole())
    one, other = json.loads(text) if form == "json" else map(json.loads, text.splitlines())
    assert (one["id"], one["note"], one["tags"], one["speaker"]) == ("a1", "note", ["a"], "Ada <i>Lorne</i>")
    assert one["added_at"] == "2031-05-06T18:20:00+00:00"
    assert (other["id"], other["quotation_id"]) == ("a1", None)
    assert "text" not in other


@pytest.mark.parametrize("form", FORMS)
def test_no_bookmarks_are_a_sound_file(form: Form) -> None:
    text = written(form)
    assert text == "" if form == "jsonl" else text.strip()


# --- hostile files


def export_of(*bookmarks: Bookmark) -> dict[str, Any]:
    file = io.StringIO()
    write_export(file, bookmarks)
    found: dict[str, Any] = json.loads(file.getvalue())
    return found


def change(*path: str | int, to: object) -> Callable[[dict[str, Any]], object]:
    def changed(export: dict[str, Any]) -> None:
        at: Any = export
        for key in path[:-1]:
            at = at[key]
        at[path[-1]] = to

    return changed


HOSTILE = {
    "format": change("format", to="tui-reader"),
    "version": change("version", to=2),
    "no list": change("bookmarks", to={}),
    "no object": change("bookmarks", 0, to=[]),
    "no update": change("bookmarks", 0, "update", to=None),
    "id": change("bookmarks", 0, "update", "id", to="a b"),
    "long id": change("bookmarks", 0, "update", "id", to="a" * 65),
    "time": change("bookmarks", 0, "added_at", to="2031-05-06T18:20:00"),
    "no time": change("bookmarks", 0, "added_at", to=7),
    "note": change("bookmarks", 0, "note", to=7),
    "tags": change("bookmarks", 0, "tags", to=["a", 7]),
    "quotation": change("bookmarks", 0, "quotation_id", to="nothing"),
    "words": change("bookmarks", 0, "update", "quotes", 0, "start", to=2),
    "place": change("bookmarks", 0, "update", "quotes", 0, "block", to=2),
    "evidence": change(
        "bookmarks", 0, "update", "quotes", 0, "evidence", to={"block": 0, "start": 9, "end": 999}
    ),
    "text": change("bookmarks", 0, "update", "blocks", 0, "text", to="\x1b[31mRow"),
    "empty block": change("bookmarks", 0, "update", "blocks", to=[{"type": "paragraph", "text": ""}] * 3),
    "unknown block": change("bookmarks", 0, "update", "blocks", 0, "type", to="script"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_an_unsound_export_is_refused_in_one_line(tmp_path: Path, name: str) -> None:
    export = export_of(said("note"))
    HOSTILE[name](export)
    refuse(tmp_path, json.dumps(export).encode())


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xfe\x00", b"[" * 100_000, b"[]", b'{"format": "tui-reader bookm']
)
def test_what_is_no_export_is_refused_in_one_line(tmp_path: Path, data: bytes) -> None:
    refuse(tmp_path, data)


def refuse(folder: Path, data: bytes) -> None:
    (folder / "bookmarks.json").write_bytes(data)
    with pytest.raises(SourceError) as told:
        read_bookmarks(folder / "bookmarks.json")
    assert "\n" not in str(told.value)


def test_every_text_is_cleaned(tmp_path: Path) -> None:
    export = export_of(said("note"))
    (found,) = export["bookmarks"]
    found |= {"note": "one\x1b[31m\x07", "tags": ["d\x9bm", "#x,y"]}
    found["live_blog"]["title"] = "Har\x1b]52;c;eA==\x07bour"
    found["update"]["quotes"][0]["speaker"] = "Ada\u202e Lorne\n"
    (tmp_path / "bookmarks.json").write_text(json.dumps(export))
    (read,) = read_bookmarks(tmp_path / "bookmarks.json")
    assert (read.note, read.live_blog.title, read.tags[1:]) == ("one", "Harbour", ("x", "y"))
    assert read.quotation is not None
    assert read.quotation.speaker == "Ada Lorne"
