"""One post of an unknown system: which of its values is the time, the headline, the body, the author."""

import datetime
import re
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from tui_reader.news import Update
from tui_reader.reading.dated_posts.body import blocks_in
from tui_reader.reading.json_values import JsonObject
from tui_reader.reading.losses import note_loss
from tui_reader.reading.markup.addresses import absolute
from tui_reader.reading.markup.plain_text import plain_line
from tui_reader.reading.schema_org.updates import names_in
from tui_reader.reading.timestamps import UNKNOWN, Moment, moment

_MAX_KEYS = 300
_PUBLISHED = (
    "firstdisplaydate", "firstpublished", "firstpublishedat", "firstpublisheddate", "firstpublishdate",
    "blockfirstpublished", "publishedat", "publishedon", "datepublished", "publisheddate",
    "publishdate", "publicationdate", "publicationtime", "publishtime", "publishedtime", "published",
    "pubdate", "publishts", "displaydate", "displaytime", "postedat", "posteddate", "postdate",
    "posttime", "posted", "entrytime", "eventtime", "createdat", "createdon", "createddate",
    "creationdate", "datecreated", "created", "dategmt", "datetime", "date", "timestamp", "time", "ts",
)  # fmt: skip
_MODIFIED = (
    "lastpublished", "lastupdated", "lastupdatedat", "lastmodified", "lastmodifieddate", "datemodified",
    "modifiedat", "modified", "modifieddate", "modifiedgmt", "updatedat", "updateddate", "updated",
    "lastedited", "editedat",
)  # fmt: skip
_HEADLINE = ("headline", "title", "heading", "header", "headlines", "subject")
_BODY = (
    "bodyhtml", "articlebody", "body", "contenthtml", "content", "contents", "html", "richtext", "text",
    "message", "contentelements", "elements", "blocks", "copy", "rendered",
)  # fmt: skip
_BYLINE = (
    "byline", "bylines", "authors", "author", "creators", "creator", "creatorname", "contributors",
    "authorname", "sender", "postedby", "user", "credits",
)  # fmt: skip
_IDENTIFIER = ("id", "postid", "uuid", "guid", "nid", "urn", "entryid", "uid", "key")
_ADDRESS = (
    "url", "permalink", "sharelink", "shareurl", "link", "href", "canonicalurl", "weburl", "publicurl",
    "websiteurl", "posturl",
)  # fmt: skip
_KEY_EVENT = ("iskeyevent", "keyevent", "ishighlight", "highlight", "highlighted", "isimportant", "important",
              "isbreaking", "isbreakingnews", "breaking", "iskeymoment", "keymoment")  # fmt: skip
_PINNED = ("pinned", "ispinned", "sticky", "issticky", "isstuck", "stuck", "featured")
_MICROSOFT = re.compile(r"/Date\((-?\d{1,16})(?:[+-]\d{4})?\)/")
_NOT_WORD = re.compile(r"[\W_]+")


def update_in(found: JsonObject, base: str | None) -> Update | None:
    """The update that an object is; None without a time or without a body."""
    if found.get("deleted") is True:
        return None
    if len(found) > _MAX_KEYS:
        note_loss(f"an object with more than {_MAX_KEYS} values was not taken for a post")
        return None
    values = _by_plain_name(found)
    if isinstance(found.get("additional_properties"), dict):
        values = _by_plain_name(found["additional_properties"]) | values
    published = _first_moment(values, _PUBLISHED)
    if published.day is None:
        return None
    url = absolute(_first_text(values, _ADDRESS), base)
    blocks = next(filter(None, (blocks_in(each, base) for each in _stated(values, _BODY))), ())
    if not blocks:
        return None
    identifier = next((each for each in _stated(values, _IDENTIFIER) if isinstance(each, str | int)), None)
    return Update(
        headline=_headline(values),
        blocks=blocks,
        published=published.time,
        modified=_first_moment(values, _MODIFIED).time,
        date=published.day,
        byline=_byline(values),
        url=url,
        source_id=None if identifier is None else str(identifier)[:200],
        is_key_event=any(map(_is_set, _stated(values, _KEY_EVENT))),
        is_pinned=any(map(_is_set, _stated(values, _PINNED))),
    )


def _by_plain_name(found: JsonObject) -> JsonObject:
    """What an object states, by names in lower case without marks between words."""
    return {
        _NOT_WORD.sub("", key.lower()): value
        for key, value in found.items()
        if value is not None and value is not False and value != ""
    }


def _stated(values: JsonObject, keys: tuple[str, ...]) -> Iterator[Any]:
    return (values[key] for key in keys if key in values)


def stated_moment(stated: Any, *, is_universal: bool = False) -> Moment:
    """The moment of a value: as text or number, or as databases and frameworks write one as an object."""
    if isinstance(stated, dict):
        return _from_object(stated)
    if not isinstance(stated, str):
        return moment(stated)
    microsoft = _MICROSOFT.fullmatch(stated[:64])
    if microsoft:
        return moment(int(microsoft[1]))
    found = moment(stated)
    return moment(f"{stated.strip()}Z") if is_universal and found.day and not found.time else found


def _from_object(stated: JsonObject) -> Moment:
    """MongoDB's `$date`, Firestore's and Java's seconds, PHP's date with the name of its zone."""
    for key in ("$date", "seconds", "_seconds", "epochSecond", "iso", "utc", "datetime", "timestamp"):
        if isinstance(stated.get(key), str | int):
            return moment(stated[key])
    found = moment(stated.get("date"))
    zone = stated.get("timezone")
    if found.time or found.day is None or not isinstance(zone, str):
        return found
    try:
        written = datetime.datetime.fromisoformat(stated["date"].strip())
        return Moment(written.replace(tzinfo=ZoneInfo(zone[:60])), found.day)
    except (ValueError, OSError):  # no zone of that name
        return found


def _first_moment(values: JsonObject, keys: tuple[str, ...]) -> Moment:
    """The first that is known with its time, else the first day."""
    found = [stated_moment(values[key], is_universal="gmt" in key) for key in keys if key in values]
    known = [each for each in found if each.day]
    return next((each for each in known if each.time), known[0] if known else UNKNOWN)


def _first_text(values: JsonObject, keys: tuple[str, ...]) -> str | None:
    return next((each for each in _stated(values, keys) if isinstance(each, str) and each.strip()), None)


def _headline(values: JsonObject) -> str | None:
    for stated in _stated(values, _HEADLINE):
        text = stated
        if isinstance(stated, dict):
            text = stated.get("rendered") or stated.get("basic") or stated.get("text")
        line = plain_line(text) if isinstance(text, str) else ""
        if line:
            return line
    message = values.get("message")
    return _headline({"title": message.get("title")}) if isinstance(message, dict) else None


def _byline(values: JsonObject) -> str | None:
    for stated in _stated(values, _BYLINE):
        name = names_in(stated["by"] if isinstance(stated, dict) and "by" in stated else stated)
        if name and not name.isdigit():
            return name
    return None


def _is_set(stated: Any) -> bool:
    return stated in (True, "true", "1") if isinstance(stated, bool | int | str) else False
