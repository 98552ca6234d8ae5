import gzip
import io
import sys
from collections.abc import Iterable

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tui_reader.errors import SourceError
from tui_reader.reading import Document, read, warc

_STORY = (
    "<html><body><h1>Kites</h1><p>" + "The kites of Orrin are made of paper and string. " * 3 + "</p></body>"
)


class _Writer(WARCWriter):  # type: ignore[misc]
    # warcio's own leaves temporary files open.
    @staticmethod
    def _create_temp_file() -> io.BytesIO:
        return io.BytesIO()


def _live(title: str, encoding: str = "utf-8") -> bytes:
    items = "".join(
        f"<li class='entry'><time datetime='2024-05-01T1{n}:30:00+02:00'></time>"
        f"<h3>Update {n}</h3><p>Gäste kamen an Tor {n} an.</p></li>"
        for n in (3, 2, 1)
    )
    page = f"<html><head><title>{title}</title></head><body><h1>{title}</h1><ul>{items}</ul></body></html>"
    return page.encode(encoding)


def _archive(
    pages: Iterable[tuple[str, str, str, bytes]], *, compressed: bool, more: tuple[tuple[str, str], ...] = ()
) -> bytes:
    out = io.BytesIO()
    writer = _Writer(out, gzip=compressed)
    writer.write_record(writer.create_warcinfo_record("test.warc", {"software": "a test"}))
    for url, status, kind, body in pages:
        headers = StatusAndHeaders(status, [("Content-Type", kind), *more], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=headers)
        )
        writer.write_record(writer.create_warc_record(url, "resource", payload=io.BytesIO(b"x")))
    return out.getvalue()


_PAGES = (
    ("https://fair.example/live/1", "200 OK", "text/html; charset=iso-8859-1", _live("Fair", "latin-1")),
    ("https://fair.example/story", "200 OK", "text/html", _STORY.encode()),
    ("https://fair.example/live/gone", "404 Not Found", "text/html", _live("Gone")),
    ("https://fair.example/a.png", "200 OK", "image/png", b"\x89PNG\r\n\x1a\n\0\0"),
    ("https://fair.example/live/2", "200 OK", "application/xhtml+xml", _live("Market")),
)


@pytest.mark.parametrize("compressed", [False, True])
def test_an_archive_gives_the_live_blogs_of_its_pages(compressed: bool) -> None:
    found = read(Document("crawl.warc", _archive(_PAGES, compressed=compressed))).live_blogs
    assert [(blog.title, blog.url, len(blog.updates)) for blog in found] == [
        ("Fair", "https://fair.example/live/1", 3),
        ("Market", "https://fair.example/live/2", 3),
    ]
    assert [blog.updates[0].blocks[0].text for blog in found] == ["Gäste kamen an Tor 3 an."] * 2


def test_a_page_sent_compressed_is_unpacked() -> None:
    page = ("https://fair.example/live/1", "200 OK", "text/html", gzip.compress(_live("Fair")))
    content = _archive([page], compressed=True, more=(("Content-Encoding", "gzip"),))
    (blog,) = read(Document("crawl.warc.gz", content)).live_blogs
    assert (blog.title, len(blog.updates)) == ("Fair", 3)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (_archive(_PAGES[1:4], compressed=True), "a web archive without a live blog (HTML pages in it: 1)"),
        (
            b"WARC/1.0\r\nContent-Length: x\r\n\r\n\r\n",
            "a web archive without a live blog (HTML pages in it: 0)",
        ),
        (gzip.compress(b"just text", mtime=0), "is a binary file (gzip archive), not a live blog"),
        (b"\x1f\x8b\x08damaged", "is a binary file (gzip archive), not a live blog"),
    ],
)
def test_an_archive_that_holds_nothing_to_read_is_refused_in_one_line(content: bytes, reason: str) -> None:
    with pytest.raises(SourceError) as refused:
        read(Document("crawl.warc.gz", content))
    assert str(refused.value) == f"crawl.warc.gz: {reason}"


@pytest.mark.parametrize("compressed", [False, True])
def test_of_an_archive_that_is_cut_off_the_whole_pages_are_read(compressed: bool) -> None:
    cut = len(_archive(_PAGES[:2], compressed=compressed)) + 50
    content = _archive(_PAGES, compressed=compressed)[:cut]
    found = read(Document("crawl.warc", content)).live_blogs
    assert [blog.title for blog in found] == ["Fair"]


def test_an_archive_that_unpacks_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc, "_MAX_BYTES", 1_000_000)
    page = ("https://fair.example/live/1", "200 OK", "text/html", b" " * 3_000_000)
    with pytest.raises(SourceError, match="unpacks to more than"):
        read(Document("bomb.warc.gz", _archive([page], compressed=True)))


def test_without_the_extra_one_line_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "warcio.archiveiterator", None)
    with pytest.raises(SourceError, match=r"install the extra: pip install 'tui-reader\[warc\]'"):
        read(Document("crawl.warc", _archive(_PAGES, compressed=False)))


def test_a_damaged_archive_says_nothing_past_the_reader(capsys: pytest.CaptureFixture[str]) -> None:
    content = _archive(_PAGES, compressed=False).replace(b"Content-Length: 1\r\n", b"Content-Length: 0\r\n")
    assert read(Document("crawl.warc", content)).live_blogs
    assert capsys.readouterr() == ("", "")


def test_pages_over_a_limit_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc, "_MAX_PAGES", 2)
    few = read(Document("crawl.warc", _archive(_PAGES[:2], compressed=False)))
    assert few.warnings == ()
    many = read(Document("crawl.warc", _archive(_PAGES, compressed=False)))
    assert [warning.text for warning in many.warnings] == [
        "the pages after the first 2 were not read; split the archive"
    ]
    monkeypatch.setattr(warc, "_MAX_PAGE", len(_live("Fair")) + 10)
    long = ("https://fair.example/live/9", "200 OK", "text/html", _live("Fair") + b" " * 1_000)
    found = read(Document("crawl.warc", _archive((_PAGES[0], long), compressed=False)))
    assert len(found.live_blogs) == 1
    assert "was not read" in found.warnings[0].text


@pytest.mark.parametrize("compressed", [False, True])
def test_what_follows_damage_is_told(compressed: bool) -> None:
    whole, page = _archive(_PAGES, compressed=compressed), _archive(_PAGES[:1], compressed=compressed)
    found = read(Document("crawl.warc", whole[: len(page) + 300]))
    assert [blog.title for blog in found.live_blogs] == ["Fair"]
    assert [warning.text for warning in found.warnings] == [
        "the archive is damaged or cut off; what follows that place was not read"
    ]
