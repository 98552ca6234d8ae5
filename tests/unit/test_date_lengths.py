"""No string of more than 64 characters reaches a parser of dates, whatever a document or a query says."""

import email.utils
import json
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import Any

import dateutil.parser
import feedparser.datetimes
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tui_reader.errors import QueryError, SourceError
from tui_reader.news.json_form import from_object
from tui_reader.reading import Document, read, timestamps
from tui_reader.reading.web import fetching
from tui_reader.search import query

LONGEST = 64
PARSERS = (
    (dateutil.parser, "parse"),
    (email.utils, "parsedate_to_datetime"),
    (timestamps, "_from_iso"),
    (timestamps, "_from_words"),
)
stated = st.one_of(
    st.integers(1, 400).map(lambda n: "2024-05-01T08:00:00" + "0" * n),
    st.integers(1, 400).map(lambda n: "1" * n),
    st.integers(1, 400).map(lambda n: "Wed, 01 May 2024" + " " * n + "08:00:00 GMT"),
    st.text("0123456789 -:/TZ+.MayGMT", max_size=300),
)


@pytest.fixture
def lengths(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The lengths of what reaches the parsers."""
    seen: list[int] = []

    def watched(parse: Callable[..., Any]) -> Callable[..., Any]:
        def parse_it(text: str, *more: Any, **others: Any) -> Any:
            seen.append(len(text))
            return parse(text, *more, **others)

        return parse_it

    for module, name in PARSERS:
        monkeypatch.setattr(module, name, watched(getattr(module, name)))
    return seen


def documents(text: str) -> list[bytes]:
    posts = [{"headline": "Gate", "datePublished": text, "articleBody": "It is open."}]
    blog = {"@type": "LiveBlogPosting", "coverageStartTime": text, "liveBlogUpdate": posts}
    items = f"<item><title>Gate</title><description>Open.</description><pubDate>{text}</pubDate></item>"
    page = f"<article><time datetime='{text}'>{text}</time><p>It is open.</p></article>" * 3
    return [
        json.dumps(blog).encode(),
        f"<rss><channel><title>Fair</title>{items}</channel></rss>".encode(),
        f"<html><body><h1>Fair</h1>{page}</body></html>".encode(),
        f"Fair | News\n\nHere are the updates for {text}:\n\nGate opens\n\nIt is open.\n".encode(),
    ]


@settings(suppress_health_check=list(HealthCheck), max_examples=40)
@given(stated)
def test_no_long_string_reaches_a_parser_of_dates(lengths: list[int], text: str) -> None:
    for content in documents(text):
        with suppress(SourceError):
            read(Document("x", content))
    with suppress(QueryError):
        query.parse(f'since:"{text}"', date(2024, 5, 1))
    fetching._retry_after(text)
    assert max(lengths, default=0) <= LONGEST


def test_the_parsers_are_reached_at_all(lengths: list[int]) -> None:
    for content in documents("2024-05-01T08:00:00Z")[:3]:
        read(Document("x", content))
    fetching._retry_after("Wed, 01 May 2024 08:00:00 GMT")
    assert len(lengths) >= 2


def test_feedparser_parses_no_dates() -> None:
    read(Document("x", documents("2024-05-01")[1]))
    assert feedparser.datetimes._date_handlers == []


def test_a_long_date_in_an_export_is_refused() -> None:
    with pytest.raises(ValueError, match="coverage_date is no ISO 8601 date"):
        from_object({"title": "Fair", "updates": [], "coverage_date": "2024-05-01" + " " * 1_000_000})
