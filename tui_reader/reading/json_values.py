"""JSON from untrusted bytes, without surprises, and its values by type: one of another type is missing."""

import json
from typing import Any, NoReturn

from tui_reader.errors import SourceError
from tui_reader.reading.document import Document
from tui_reader.reading.formats import NotThisFormat

JsonObject = dict[str, Any]

_MAX_CHARACTERS = 50_000_000


def parse_json(text: str) -> Any:
    """The value that `text` spells: raw control characters in strings allowed, NaN and infinities not.

    Raises:
        ValueError: it is no JSON, or nested deeper than the parser follows.
    """
    try:
        return json.loads(text, strict=False, parse_constant=_refuse)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def load(document: Document) -> Any:
    """The document's JSON value.

    Raises:
        NotThisFormat: the document is no JSON.
        SourceError: it is too large to be read at once.
    """
    if len(document.text) > _MAX_CHARACTERS:
        raise SourceError(document.name, "more than 50 MB of JSON; split it")
    try:
        return parse_json(document.text.lstrip("\ufeff"))
    except ValueError as error:
        raise NotThisFormat from error


def looks_like_json(document: Document) -> bool:
    """Whether the document starts as a JSON object or list does."""
    return document.start[:1] in ("{", "[")


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")


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
