"""JSON from untrusted bytes, without surprises."""

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
