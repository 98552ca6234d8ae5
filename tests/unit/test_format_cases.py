"""Every page, JSON document and feed of `fixtures/cases`, compared with what a careful reader finds in it."""

import json
from pathlib import Path
from typing import Any

import pytest

from tui_reader.news.json_form import JsonObject, block_to_object, to_object
from tui_reader.reading import Document, read

_CASES = Path(__file__).parents[2] / "fixtures" / "cases"
_SOURCES = sorted(path for kind in ("html", "json", "feeds") for path in (_CASES / kind).glob("*/source.*"))
_LEFT_OUT: tuple[object, ...] = (None, False, "", [], ())


def _told(found: JsonObject) -> JsonObject:
    """An object without what it leaves open."""
    return {key: value for key, value in found.items() if value not in _LEFT_OUT}


@pytest.mark.parametrize("source", [pytest.param(p, id=f"{p.parts[-3]}-{p.parts[-2]}") for p in _SOURCES])
def test_a_source_is_read_as_expected(source: Path) -> None:
    expected: list[dict[str, Any]] = json.loads((source.parent / "expected.json").read_text(encoding="utf-8"))
    found = read(Document(source.name, source.read_bytes())).live_blogs
    told = []
    for blog in found:
        updates = [
            _told(update_object) | {"blocks": [_told(block_to_object(block)) for block in update.blocks]}
            for update, update_object in zip(blog.updates, to_object(blog)["updates"], strict=True)
        ]
        told.append(_told(to_object(blog)) | {"updates": updates})
    for blog_object in expected:
        for update_object in blog_object["updates"]:
            update_object["blocks"] = [_told(block) for block in update_object["blocks"]]
    assert told == expected


def test_every_kind_of_source_has_cases() -> None:
    assert len(_SOURCES) >= 20
