from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tui_reader.errors import SourceError
from tui_reader.reading import Document, read
from tui_reader.reading.feeds import Feed


def rss(items: str, head: str = "<title>Quay Wire</title>") -> Document:
    return Document(
        "feed.xml", f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{items}</channel></rss>'.encode()
    )


def item(title: str, published: str = "Tue, 05 Mar 2024 09:00:00 GMT") -> str:
    return (
        f"<item><title>{title}</title><pubDate>{published}</pubDate><description>Text.</description></item>"
    )


def test_each_day_of_a_feed_is_a_live_blog() -> None:
    days = ["Tue, 05 Mar 2024 09:00:00 GMT", "Mon, 04 Mar 2024 09:00:00 GMT", "Tue, 05 Mar 2024 08:00:00 GMT"]
    found = read(rss("".join(item(f"Item {n}", day) for n, day in enumerate(days)))).live_blogs
    assert [(blog.coverage_date, [u.headline for u in blog.updates]) for blog in found] == [
        (date(2024, 3, 5), ["Item 0", "Item 2"]),
        (date(2024, 3, 4), ["Item 1"]),
    ]
    assert {blog.url for blog in found} == {None}
    assert found[0].updates[0].published == datetime(2024, 3, 5, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    "start",
    [
        "<rss version='2.0'>",
        "<?xml version='1.0'?>\n<!-- x -->\n<feed xmlns='http://www.w3.org/2005/Atom'>",
        "<?xml version='1.0'?><?xml-stylesheet href='x'?><!DOCTYPE rss><rdf:RDF xmlns='x'>",
        "<atom:feed xmlns:atom='x'>",
    ],
)
def test_feeds_are_told_by_their_root_element(start: str) -> None:
    assert Feed().recognises(Document("x", start.encode()))


@pytest.mark.parametrize(
    "start", ["<html><feed>", "<!DOCTYPE html><html>", "rss", "{}", "<rsss>", "<?xml" * 400, "<!--" * 900]
)
def test_other_documents_are_no_feeds(start: str) -> None:
    assert not Feed().recognises(Document("x", start.encode()))


def test_a_feed_that_names_a_file_never_opens_it(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret word")
    entity = f'<!DOCTYPE rss [<!ENTITY f SYSTEM "file://{secret}">]>'
    content = f"<?xml version='1.0'?>{entity}<rss><channel><title>Q</title>{item('a &f; b')}</channel></rss>"
    found = read(Document(str(secret), content.encode())).live_blogs
    assert "secret word" not in str(found)


def test_entities_that_multiply_are_refused_and_others_read() -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
    content = (
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "lol">{entities}]>'
        f"<rss><channel><title>Q</title>{item('&e8;')}</channel></rss>"
    )
    for encoding in ("utf-8", "utf-16"):
        with pytest.raises(SourceError, match="entities made of entities"):
            read(Document("x", content.encode(encoding)))
    plain = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "&#8211;">]>{content.partition("]>")[2]}'
    assert read(Document("x", plain.replace("&e8;", "River &e0; dam").encode())).live_blogs


def test_a_feed_without_items_is_refused_in_one_line() -> None:
    with pytest.raises(SourceError, match="without items"):
        Feed().read(rss("", head=""))


@pytest.mark.parametrize(
    "content",
    [
        b"<rss><channel>" + b"<item>" * 300_000,
        b"<rss><channel><item " + b" ".join(b"a%d='1'" % n for n in range(30_000)) + b">",
        b"<rss><channel>" + b" " * 20_000_000,
    ],
)
def test_a_feed_that_would_cost_too_much_is_refused(content: bytes) -> None:
    with pytest.raises(SourceError, match="was not read"):
        Feed().read(Document("x", content))
