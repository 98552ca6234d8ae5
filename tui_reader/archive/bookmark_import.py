"""Reading an export of bookmarks, which may come from anywhere."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from tui_reader.archive.bookmark_export import FORMAT, VERSION
from tui_reader.clean import clean, clean_line
from tui_reader.errors import SourceError
from tui_reader.news import Quotation, Update
from tui_reader.news.bookmark import Bookmark, cleaned_tags
from tui_reader.news.bookmark_form import bookmark_from_object, check_quotations

_LARGEST = 256 * 1024 * 1024  # bytes: some 50,000 bookmarks
_ID = re.compile(r"[0-9A-Za-z_-]{1,64}")


def read_bookmarks(path: Path) -> list[Bookmark]:
    """The bookmarks of an export, every text in them cleaned.

    Raises:
        SourceError: the file cannot be read, or is no sound export.
    """
    found = _loaded(path)
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise SourceError(path, "no export of bookmarks; 'tui-reader bookmarks export' makes one")
    if found.get("version") != VERSION:
        raise SourceError(path, "an export of another version of tui-reader; export it again with this one")
    objects = found.get("bookmarks")
    if not isinstance(objects, list):
        raise SourceError(path, "not a sound export of bookmarks: no list of bookmarks")
    bookmarks: list[Bookmark] = []
    for number, each in enumerate(objects, start=1):
        try:
            bookmarks.append(_sound(bookmark_from_object(each)))
        except ValueError as error:
            raise SourceError(path, f"bookmark {number} is not sound, so none is taken: {error}") from None
    return bookmarks


def _loaded(path: Path) -> Any:
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except OSError as error:
        raise SourceError(path, f"cannot be read ({error.strerror})") from error
    if len(data) > _LARGEST:
        raise SourceError(path, f"too large: over {_LARGEST // 1024**2} MB")
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        raise SourceError(path, "no JSON, or damaged; was it copied as a whole?") from None


def _sound(bookmark: Bookmark) -> Bookmark:
    """The bookmark with its texts cleaned, if nothing in it contradicts itself.

    Raises:
        ValueError: something does.
    """
    from tui_reader.reading.cleaning import clean_live_blog  # noqa: PLC0415 - loads the parsers

    if not _ID.fullmatch(bookmark.update.id):
        raise ValueError("update: no id, or one that no update can have")
    blog = clean_live_blog(replace(bookmark.live_blog, updates=(bookmark.update,)))
    if not blog.updates:
        raise ValueError("update: it says nothing")
    update = replace(blog.updates[0], quotations=tuple(map(_cleaned, bookmark.update.quotations)))
    check_quotations(update)
    return replace(
        bookmark,
        update=_same_blocks(bookmark.update, update),
        live_blog=replace(blog, updates=()),
        note=clean(bookmark.note).strip(),
        tags=tuple(cleaned_tags(bookmark.tags)),
    )


def _same_blocks(before: Update, cleaned: Update) -> Update:
    """The cleaned update, if no block was dropped, which would move its quotations."""
    if cleaned.quotations and len(before.blocks) != len(cleaned.blocks):
        raise ValueError("update: it has empty blocks")
    return cleaned


def _cleaned(quotation: Quotation) -> Quotation:
    """The quotation with cleaned names; its words are checked against the update's."""
    return replace(
        quotation,
        speaker=clean_line(quotation.speaker or "") or None,
        cue=clean_line(quotation.cue or "") or None,
        group=clean_line(quotation.group or "") or None,
    )
