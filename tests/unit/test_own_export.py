import contextlib
import json
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.errors import SourceError
from tui_reader.news import (
    Blockquote,
    Caption,
    Embed,
    Furniture,
    Interactive,
    Link,
    LiveBlog,
    Paragraph,
    Place,
    Quotation,
    Related,
    Update,
)
from tui_reader.news.json_form import to_object
from tui_reader.reading.document import Document
from tui_reader.reading.formats import NotThisFormat
from tui_reader.reading.own_export import OwnExport

BLOG = LiveBlog(
    id="b1",
    title="Harbour strike: the day in Port Aldwyn",
    section="Ports",
    standfirst=("Crews walked out at dawn.",),
    publisher="The Aldwyn Courier",
    url="https://courier.example/live/strike",
    coverage_date=date(2024, 5, 2),
    status="closed",
    furniture=(Furniture(3, "Table of Contents"),),
    updates=(
        Update(
            id="u1",
            source_id="77",
            headline="Mayor calls for calm",
            published=datetime(2024, 5, 2, 9, 30, tzinfo=timezone(timedelta(hours=2))),
            modified=datetime(2024, 5, 2, 8, 0, tzinfo=UTC),
            date=date(2024, 5, 2),
            byline="Ida Morrow",
            url="https://courier.example/live/strike#77",
            is_key_event=True,
            is_pinned=True,
            blocks=(
                Paragraph("“Stay home,” Mayor Lund said.", (Link(16, 27, "https://lund.example"),)),
                Blockquote("We will talk."),
                Caption("The quay.", "Cranes", "Ola Berg"),
                Interactive("Map of the port", "Courier graphics"),
                Embed("On strike!", "Dockers", "@dockers", date(2024, 5, 2), "https://social.example/1"),
                Related("Why they strike", "https://courier.example/why"),
            ),
            quotations=(
                Quotation(
                    "Stay home,",
                    "direct",
                    Place(0, 1, 11),
                    speaker="Lund",
                    cue="said",
                    attribution="explicit",
                    evidence=Place(0, 13, 23),
                    confidence=0.9,
                    group="g",
                ),
            ),
        ),
        Update(headline=None, blocks=()),
    ),
)


def document(found: Any) -> Document:
    return Document("export.json", json.dumps(found).encode())


@pytest.mark.parametrize(
    ("wrap", "count"),
    [
        (lambda blog: {"format": "tui-reader", "version": 1, "live_blogs": [blog, blog]}, 2),
        (lambda blog: {"live_blogs": [blog]}, 1),
        (lambda blog: blog, 1),
        (lambda blog: [blog, blog, blog], 3),
    ],
)
def test_an_export_opens_again_without_loss(wrap: Any, count: int) -> None:
    source = document(wrap(to_object(BLOG)))
    assert OwnExport().recognises(source)
    assert OwnExport().read(source).live_blogs == (BLOG,) * count


def test_an_empty_export_holds_no_live_blog() -> None:
    source = document({"format": "tui-reader", "version": 1, "live_blogs": []})
    assert OwnExport().read(source).live_blogs == ()


@pytest.mark.parametrize(
    "found",
    [
        {"format": "tui-reader", "version": 2, "live_blogs": []},
        {"format": "tui-reader", "version": 1},
        {"format": "tui-reader", "version": 1, "live_blogs": {"a": 1}},
        {"format": "tui-reader", "version": 1, "live_blogs": [5]},
        {"updates": [{"blocks": 7}]},
        {"updates": [{"blocks": [{"type": "spell", "text": "x"}]}]},
        {"updates": [{"blocks": [], "published": "2024-05-02T09:30"}]},
        {"updates": [{"blocks": [{"type": "paragraph", "text": "x", "links": [{"start": 0, "end": 9}]}]}]},
        {"updates": [{"blocks": [], "quotes": [{"text": "x", "confidence": 1.2}]}]},
        {"updates": [{"blocks": [], "quotes": [{"text": "x", "confidence": -0.1}]}]},
    ],
)
def test_a_damaged_export_is_refused_in_one_line(found: Any) -> None:
    with pytest.raises(SourceError) as caught:
        OwnExport().read(document(found))
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith("export.json: ")


@pytest.mark.parametrize("found", [[], {}, {"updates": 3}, {"updates": [1]}, [1, 2], "text", None])
def test_other_json_is_left_to_other_formats(found: Any) -> None:
    with pytest.raises(NotThisFormat):
        OwnExport().read(document(found))


@pytest.mark.parametrize("content", [b"{", b"[" * 200_000, b'{"updates": NaN}', b"9" * 10_000, b"\xff\xfe{"])
def test_what_is_no_json_is_left_to_other_formats(content: bytes) -> None:
    with pytest.raises(NotThisFormat):
        OwnExport().read(Document("x", content))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(key=st.sampled_from(sorted(to_object(BLOG)["updates"][0])), value=json_values)
def test_any_value_in_any_field_gives_a_live_blog_or_one_line(key: str, value: Any) -> None:
    found = to_object(BLOG)
    found["updates"][0][key] = value
    source = document({"format": "tui-reader", "version": 1, "live_blogs": [found]})
    with contextlib.suppress(SourceError):
        (blog,) = OwnExport().read(source).live_blogs
        assert to_object(blog)["updates"][0][key] in (value, None, [], False, "")
