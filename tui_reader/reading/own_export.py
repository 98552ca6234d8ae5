"""The reader's own export, which opens again without loss.

`{"format": "tui-reader", "version": 1, "live_blogs": [...]}`, or the same without its mark, or a bare live
blog object, or a list of them, each in the shape of `news.json_form`.
"""

from typing import Any

from tui_reader.errors import SourceError
from tui_reader.news.json_form import from_object
from tui_reader.reading.document import Document
from tui_reader.reading.formats import NotThisFormat
from tui_reader.reading.json_values import load, looks_like_json
from tui_reader.reading.outcome import Reading

_NAME = "tui-reader"
_VERSION = 1


class OwnExport:
    """The format of `tui-reader export` and of `--json`."""

    name = "tui-reader export"

    def recognises(self, document: Document) -> bool:
        """Whether it is JSON with updates or with the export's own mark."""
        return looks_like_json(document) and (
            f'"{_NAME}"' in document.start or '"updates"' in document.text[:1_000_000]
        )

    def read(self, document: Document) -> Reading:
        """The live blogs, exactly as they were exported."""
        objects = _live_blog_objects(load(document), document.name)
        try:
            return Reading(tuple(from_object(found) for found in objects))
        except ValueError as error:
            raise SourceError(document.name, f"not a sound tui-reader export: {error}") from None


def _live_blog_objects(found: Any, name: str) -> list[Any]:
    if isinstance(found, dict) and found.get("format") == _NAME:
        if found.get("version") != _VERSION:
            raise SourceError(
                name, "an export of another version of tui-reader; export it again with this one"
            )
        found = found.get("live_blogs")
        if not isinstance(found, list):
            raise SourceError(name, "not a sound tui-reader export: no list of live blogs")
        return found
    if isinstance(found, dict) and isinstance(found.get("live_blogs"), list):
        found = found["live_blogs"]
    objects = found if isinstance(found, list) else [found]
    if not objects or not all(_is_live_blog(each) for each in objects):
        raise NotThisFormat
    return objects


def _is_live_blog(found: Any) -> bool:
    """Whether an object without the export's mark has its shape: updates that hold typed blocks."""
    if not isinstance(found, dict) or not isinstance(found.get("updates"), list):
        return False
    updates = found["updates"]
    if not updates:
        return "coverage_date" in found and "standfirst" in found
    return all(isinstance(update, dict) and "blocks" in update for update in updates)
