"""Values out of JSON objects by type: what is of another type counts as missing."""

from typing import Any

from tui_reader.reading.json_formats.loading import JsonObject


def text_at(found: Any, *path: str) -> str | None:
    """The non-empty string at a path of keys."""
    for key in path:
        found = found.get(key) if isinstance(found, dict) else None
    return found.strip() or None if isinstance(found, str) else None


def object_at(found: Any, *path: str) -> JsonObject:
    """The object at a path of keys, empty where there is none."""
    for key in path:
        found = found.get(key) if isinstance(found, dict) else None
    return found if isinstance(found, dict) else {}


def objects_at(found: Any, *path: str) -> list[JsonObject]:
    """The objects in the list at a path of keys."""
    for key in path:
        found = found.get(key) if isinstance(found, dict) else None
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def is_true(stated: Any) -> bool:
    """Whether a flag is set, also one that is spelled as a string."""
    return stated is True or (isinstance(stated, str) and stated.lower() == "true")
