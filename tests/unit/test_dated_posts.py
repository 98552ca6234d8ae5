import json
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.errors import SourceError
from tui_reader.news import Block, Blockquote, Caption, LiveBlog, Paragraph, Update
from tui_reader.reading import Document, read

_TEXT = "The ferry waits for the tide."
_TWO = datetime(2025, 2, 3, 14, tzinfo=UTC)


def read_json(value: Any) -> LiveBlog:
    (blog,) = read(Document("posts.json", json.dumps(value).encode())).live_blogs
    return blog


def first(**stated: Any) -> Update:
    other = {"id": "other", "created": "2025-02-03T09:00:00Z", "text": _TEXT}
    return read_json([{"created": "2025-02-03T14:00:00Z", "text": _TEXT} | stated, other]).updates[0]


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("2025-02-03T14:00:00Z", _TWO),
        (1738591200, _TWO),
        (1738591200000, _TWO),
        ("1738591200", _TWO),
        ("/Date(1738591200000+0100)/", _TWO),
        ({"$date": "2025-02-03T14:00:00Z"}, _TWO),
        ({"seconds": 1738591200, "nanoseconds": 0}, _TWO),
        ({"date": "2025-02-03 15:00:00.000000", "timezone_type": 3, "timezone": "Europe/Rome"}, _TWO),
        ({"date": "2025-02-03 15:00:00.000000", "timezone": "Nowhere/../x"}, None),
        ("2025-02-03T14:00:00", None),
        ("2025-02-03", None),
    ],
)
def test_a_time_is_known_where_its_zone_is(stated: Any, expected: datetime | None) -> None:
    update = first(created=stated)
    assert (update.published, update.date) == (expected, date(2025, 2, 3))


def test_a_time_in_gmt_is_better_than_one_in_an_unstated_zone() -> None:
    found = first(created="2025-02-03T19:30:00", date="2025-02-03T19:30:00", date_gmt="2025-02-03T14:00:00")
    assert found.published == _TWO


def test_a_zone_that_is_named_keeps_its_offset() -> None:
    found = first(created={"date": "2025-07-03 15:00:00", "timezone": "Asia/Kolkata"}).published
    assert found is not None
    assert found.utcoffset() == timedelta(hours=5, minutes=30)
    assert found == datetime(2025, 7, 3, 15, tzinfo=timezone(timedelta(hours=5, minutes=30)))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>One</p><blockquote>Two</blockquote>", [Paragraph("One"), Blockquote("Two")]),
        ({"rendered": "<p>One</p>"}, [Paragraph("One")]),
        (["One", "<p>Two</p>"], [Paragraph("One"), Paragraph("Two")]),
        ([{"type": "text", "content": "One"}, {"type": "text", "content": "Two"}],
         [Paragraph("One"), Paragraph("Two")]),
        ({"type": "doc", "content": [{"type": "paragraph", "content": [
            {"type": "text", "text": "One "}, {"type": "text", "text": "two"}]}]}, [Paragraph("One two")]),
        ([{"type": "p", "children": [{"text": "See "}, {"type": "link", "children": [{"text": "this"}]}]}],
         [Paragraph("See this")]),
        ([{"_type": "block", "children": [{"_type": "span", "text": "One"}]}], [Paragraph("One")]),
        ([{"type": "quote", "children": [{"text": "Two"}]}], [Blockquote("Two")]),
        ({"blocks": [{"type": "paragraph", "data": {"text": "One"}}]}, [Paragraph("One")]),
        ({"nodeType": "document", "content": [{"nodeType": "paragraph", "content": [
            {"nodeType": "text", "value": "One"}]}]}, [Paragraph("One")]),
        ([{"type": "image", "caption": "A ferry", "credit": "Ada Lorne"}, "One"],
         [Caption("A ferry", None, "Ada Lorne"), Paragraph("One")]),
    ],
)  # fmt: skip
def test_bodies_of_every_editor_become_blocks(body: Any, expected: list[Block]) -> None:
    assert list(first(text=body).blocks) == expected


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ({"author": {"displayName": "Ada Lorne"}}, "Ada Lorne"),
        ({"authors": [{"name": "Ada Lorne"}, {"name": "Per Holt"}]}, "Ada Lorne, Per Holt"),
        ({"credits": {"by": [{"name": "Ada Lorne"}]}}, "Ada Lorne"),
        ({"creatorName": "Ada Lorne"}, "Ada Lorne"),
        ({"author": 7}, None),
    ],
)
def test_authors_stand_under_many_names(stated: dict[str, Any], expected: str | None) -> None:
    assert first(**stated).byline == expected


def test_what_marks_a_post_is_kept() -> None:
    found = first(
        _id="k1", is_sticky=True, isHighlight=1, permalink="https://ferry.example/#k1", title="Tide"
    )
    assert (found.source_id, found.is_pinned, found.is_key_event) == ("k1", True, True)
    assert (found.url, found.headline) == ("https://ferry.example/#k1", "Tide")


def test_an_id_may_be_nought() -> None:
    assert first(id=0).source_id == "0"


def test_comments_and_deleted_posts_are_left_out() -> None:
    posts = [{"id": n, "created": f"2025-02-03T1{n}:00:00Z", "text": _TEXT} for n in (3, 2, 1)]
    posts[1]["deleted"] = True
    comments = [{"created": "2025-02-03T10:00:00Z", "text": _TEXT * 9}] * 5
    blog = read_json({"title": "Ferry live", "posts": posts, "comments": comments})
    assert (blog.title, [update.source_id for update in blog.updates]) == ("Ferry live", ["3", "1"])


@pytest.mark.parametrize(
    "value",
    [
        [{"title": "A", "date": "2025-02-03"}, {"title": "B", "date": "2025-02-04"}],
        [{"text": _TEXT}, {"text": _TEXT}],
        {"post": {"date": "2025-02-03", "text": _TEXT}},
    ],
)
def test_teasers_undated_texts_and_single_posts_are_no_live_blog(value: Any) -> None:
    with pytest.raises(SourceError, match="unknown shape"):
        read_json(value)


def state(posts: Any, body: str, script: str = "window.__STATE__ = {};") -> list[LiveBlog]:
    data = script.replace("{}", json.dumps({"feed": posts}))
    html = f"<html><head><title>Ferry live</title></head><body>{body}<script>{data}</script></body></html>"
    return list(read(Document("page.html", html.encode())).live_blogs)


_POSTS = [
    {"id": n, "created": f"2025-02-03T1{n}:00:00Z", "text": f"{_TEXT} Sailing {n} is late."}
    for n in (3, 2, 1)
]
_STORY = "".join(f"<p>{_TEXT} So it has been for {n} years, the pilots say.</p>" for n in range(20))


@pytest.mark.parametrize(
    "script",
    [
        "window.__STATE__ = {};",
        'var a={b:1};let c=[1];window["state"]={};done()',
        "App.store.data={},App.run()",
        "const x = {};",
    ],
)
def test_posts_that_only_a_script_holds_are_read(script: str) -> None:
    (blog,) = state(_POSTS, "<h1>Ferry live</h1>", script)
    assert [update.source_id for update in blog.updates] == ["3", "2", "1"]


def test_posts_in_a_string_and_in_streamed_rows_are_read() -> None:
    text = json.dumps({"feed": _POSTS})
    rows = json.dumps(f"1:[2]\n2:{text}\n")
    for script in (f"window.S=JSON.parse({json.dumps(text)})", f"self.__next_f.push([1,{rows}])"):
        (blog,) = state(None, "<h1>Ferry live</h1>", script)
        assert len(blog.updates) == 3


def test_a_story_with_other_stories_in_its_data_is_one_update() -> None:
    (blog,) = state(_POSTS, f"<article><h1>The tide</h1>{_STORY}</article>")
    assert len(blog.updates) == 1


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from(("2025-02-03", _TEXT, "")),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(("date", "text", "content", "type", "title", "id", "author")), inner
        )
    ),
    max_leaves=20,
)


def refusal(content: bytes) -> str:
    try:
        read(Document("posts.json", content))
    except SourceError as error:
        return str(error)
    return ""


@given(values)
def test_any_json_is_read_or_refused_in_one_line(value: Any) -> None:
    assert "\n" not in refusal(json.dumps([value, value]).encode())
