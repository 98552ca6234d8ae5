import json
from typing import Any

import pytest

from tui_reader.errors import SourceError
from tui_reader.reading import Document, read


def read_value(value: Any) -> list[str | None]:
    found = read(Document("data.json", json.dumps(value).encode())).live_blogs
    return [update.headline for blog in found for update in blog.updates]


ENTRY = {"id": 1, "headline": "Doors open", "content": "Come in.", "timestamp": 1732111500}


def test_a_shape_is_found_wherever_it_stands() -> None:
    assert read_value({"entries": [ENTRY]}) == ["Doors open"]
    assert read_value([{"status": "ok"}, {"data": {"live": {"entries": [ENTRY]}}}]) == ["Doors open"]


@pytest.mark.parametrize(
    "value", [{}, [], {"a": 1}, {"entries": []}, {"entries": [{"id": 1}]}, {"blocks": [3]}]
)
def test_json_of_an_unknown_shape_is_refused_in_one_line(value: Any) -> None:
    with pytest.raises(SourceError) as caught:
        read_value(value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 100_000,
        b'{"entries": [' * 100_000,
        b'{"entries": [{"id": 1e999, "timestamp": -1e400, "content": "x"}]}',
        b'{"entries": [{"id": NaN, "timestamp": 1, "content": "x"}]}',
        b'{"version": "https://jsonfeed.org/version/1.1", "items": "none"}',
        b'{"_items": [{"groups": [{"id": "main", "refs": [{"item": {"text": 5}}]}]}]}',
    ],
)
def test_hostile_json_ends_in_a_live_blog_or_one_line(content: bytes) -> None:
    try:
        found = read(Document("data.json", content)).live_blogs
    except SourceError as error:
        found = ()
        message = str(error)
        assert "\n" not in message
    assert len(found) <= 1


def test_values_of_the_wrong_type_count_as_missing() -> None:
    blocks = [
        {"id": "b1", "title": 5, "elements": [{"_type": 3}, {"html": ["x"]}, {"html": "<p>Text.</p>"}, None]},
        {"id": None, "elements": "none"},
        "no block",
    ]
    found = read(Document("data.json", json.dumps({"headline": ["x"], "blocks": blocks}).encode())).live_blogs
    (update,) = found[0].updates
    assert (found[0].title, update.headline, update.published) == (None, None, None)
    assert [block.text for block in update.blocks] == ["Text."]
