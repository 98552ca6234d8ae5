"""Bookmarks as JSON objects and back: the one shape of the marks' files and of exports.

`bookmark_from_object(bookmark_to_object(bookmark)) == bookmark` for every bookmark.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from tui_reader.news import json_form
from tui_reader.news.bookmark import Bookmark
from tui_reader.news.corrections import quotation_ids
from tui_reader.news.live_blog import Update
from tui_reader.news.quotation import Place


def bookmark_to_object(bookmark: Bookmark) -> json_form.JsonObject:
    """A bookmark as a JSON object."""
    return {
        "added_at": bookmark.added_at.isoformat(timespec="microseconds"),
        "note": bookmark.note,
        "tags": list(bookmark.tags),
        "quotation_id": bookmark.quotation_id,
        "live_blog": json_form.to_object(replace(bookmark.live_blog, updates=())),
        "update": json_form.update_to_object(bookmark.update),
    }


def bookmark_from_object(found: object) -> Bookmark:
    """The bookmark that a JSON object describes.

    Raises:
        ValueError: it is no bookmark's object; the message says what is wrong.
    """
    if not isinstance(found, Mapping):
        raise ValueError("bookmark: not an object")
    bookmark = Bookmark(
        update=json_form.update_from_object(found.get("update")),
        live_blog=json_form.from_object(found.get("live_blog")),
        added_at=_moment(found.get("added_at")),
        note=_text(found, "note") or "",
        tags=_tags(found.get("tags")),
        quotation_id=_text(found, "quotation_id"),
    )
    if bookmark.quotation_id is not None and bookmark.quotation_id not in quotation_ids(bookmark.update):
        raise ValueError("bookmark: its quotation is not in the update")
    return bookmark


def check_quotations(update: Update) -> None:
    """Make sure that the quotations of an update from elsewhere are its own words.

    Raises:
        ValueError: one is not.
    """
    for quotation in update.quotations:
        if _words_at(update, quotation.place) != quotation.text:
            raise ValueError("update: a quotation is not where it is said to be")
        if quotation.evidence and _words_at(update, quotation.evidence) is None:
            raise ValueError("update: a speaker's name is not where it is said to be")


def _words_at(update: Update, place: Place) -> str | None:
    if place.block is None:
        text = update.headline or ""
    elif 0 <= place.block < len(update.blocks):
        text = update.blocks[place.block].text
    else:
        return None
    return text[place.start : place.end] if 0 <= place.start <= place.end <= len(text) else None


def _moment(found: object) -> datetime:
    try:
        moment = datetime.fromisoformat(found) if isinstance(found, str) else None
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise ValueError("bookmark: added_at is no ISO 8601 time with offset")
    return moment


def _text(found: Mapping[str, Any], key: str) -> str | None:
    value = found.get(key)
    if value is not None and not isinstance(value, str):
        raise ValueError(f"bookmark: {key} is no text")
    return value


def _tags(found: object) -> tuple[str, ...]:
    if found is None:
        return ()
    if not isinstance(found, list) or not all(isinstance(tag, str) for tag in found):
        raise ValueError("bookmark: tags is no list of texts")
    return tuple(found)
