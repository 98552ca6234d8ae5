"""One post of an unknown system: which of its values is the time, the headline, the body, the author."""

import datetime
import re
from typing import Any
from zoneinfo import ZoneInfo

from tui_reader.news import Update
from tui_reader.reading.dated_posts.body import blocks_in
from tui_reader.reading.json_values import JsonObject
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
    if len(found) > _MAX_KEYS or found.get("deleted") is True:
        return None
    values = {_NOT_WORD.sub("", key.lower()): value for key, value in found.items()}
    if isinstance(found.get("additional_properties"), dict):
        more = {
            _NOT_WORD.sub("", key.lower()): value for key, value in found["additional_properties"].items()
        }
        values = {**more, **values}
    published = _first_moment(values, _PUBLISHED)
    if published.day is None:
        return None
    url = absolute(_first_text(values, _ADDRESS), base)
    blocks = next((made for key in _BODY if key in values and (made := blocks_in(values[key], base))), ())
    if not blocks:
        return None
    identifiers = (values.get(key) for key in _IDENTIFIER)
    identifier = next((each for each in identifiers if each not in (None, "", False)), None)
    return Update(
        headline=_headline(values),
        blocks=blocks,
        published=published.time,
        modified=_first_moment(values, _MODIFIED).time,
        date=published.day,
        byline=_byline(values),
        url=url,
        source_id=str(identifier)[:200] if isinstance(identifier, str | int) else None,
        is_key_event=any(_is_set(values.get(key)) for key in _KEY_EVENT),
        is_pinned=any(_is_set(values.get(key)) for key in _PINNED),
    )


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
    found = [stated_moment(values[key], is_universal="gmt" in key) for key in keys if values.get(key)]
    known = [each for each in found if each.day]
    return next((each for each in known if each.time), known[0] if known else UNKNOWN)


def _first_text(values: JsonObject, keys: tuple[str, ...]) -> str | None:
    return next(
        (values[key] for key in keys if isinstance(values.get(key), str) and values[key].strip()), None
    )


def _headline(values: JsonObject) -> str | None:
    for key in _HEADLINE:
        stated = values.get(key)
        if isinstance(stated, dict):
            stated = stated.get("rendered") or stated.get("basic") or stated.get("text")
        if isinstance(stated, str) and plain_line(stated):
            return plain_line(stated)
    message = values.get("message")
    return _headline({"title": message.get("title")}) if isinstance(message, dict) else None


def _byline(values: JsonObject) -> str | None:
    for key in _BYLINE:
        stated = values.get(key)
        if isinstance(stated, dict) and "by" in stated:
            stated = stated["by"]
        name = names_in(stated)
        if name and not name.isdigit():
            return name
    return None


def _is_set(stated: Any) -> bool:
    return stated in (True, "true", "1") if isinstance(stated, bool | int | str) else False
