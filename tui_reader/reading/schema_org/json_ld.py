"""schema.org data in a page's JSON-LD scripts (https://schema.org/LiveBlogPosting).

Every script is read by itself, so that a damaged one spoils no other. What comes out are plain objects with
references by `@id` resolved, the same shape in which `microdata` gives its own.
"""

import html
import re
from collections.abc import Iterator
from typing import Any

from tui_reader.reading.json_values import JsonObject, parse_json
from tui_reader.reading.losses import note_loss
from tui_reader.reading.markup.tree import Node, attribute

_MAX_VALUES = 500_000
_UPDATES = ("liveBlogUpdate", "liveBlogUpdates", "blogPost", "blogPosts")

_TRAILING_COMMA = re.compile(r",(?=[ \t\r\n]{0,200}[}\]])")
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|[\"\\/bfnrt])|\\")


def json_ld_objects(root: Node) -> list[JsonObject]:
    """All objects in the page's JSON-LD, from the outside in."""
    values = [
        parsed
        for script in root.css("script[type]")
        if "ld+json" in attribute(script, "type").lower() and (parsed := _parsed(script.text())) is not None
    ]
    return list(objects_in(values))


def live_blog_objects(objects: list[JsonObject]) -> list[JsonObject]:
    """The objects that describe a live blog, each with its updates as a list of objects."""
    by_id = {found["@id"]: found for found in objects if isinstance(found.get("@id"), str) and len(found) > 2}
    live_blogs = []
    for found in objects:
        if "LiveBlogPosting" in types_of(found) or "liveBlogUpdate" in found:
            resolved = [_resolved(update, by_id) for update in _stated_updates(found)]
            live_blogs.append(
                {
                    **_with_people(found, by_id),
                    "liveBlogUpdate": [_with_people(update, by_id) for update in resolved if update],
                }
            )
    return live_blogs


def types_of(found: JsonObject) -> list[str]:
    """The names of an object's types, without their vocabulary's address."""
    stated = found.get("@type", found.get("type"))
    names = stated if isinstance(stated, list) else [stated]
    return [name.rpartition("/")[2] for name in names if isinstance(name, str)]


def objects_in(value: Any) -> Iterator[JsonObject]:
    """The objects inside a JSON value, each before those inside it; no recursion."""
    waiting = [value]
    for _ in range(_MAX_VALUES):
        if not waiting:
            return
        found = waiting.pop()
        if isinstance(found, dict):
            yield found
            waiting.extend(reversed([each for each in found.values() if isinstance(each, dict | list)]))
        elif isinstance(found, list):
            waiting.extend(reversed([each for each in found if isinstance(each, dict | list)]))
    note_loss(f"of the JSON only the first {_MAX_VALUES:,} objects and lists were read")


def _stated_updates(found: JsonObject) -> list[Any]:
    """The updates as stated: one alone, a list, a list's object with items, or an object by numbers."""
    stated: Any = next((found[key] for key in _UPDATES if found.get(key)), [])
    if isinstance(stated, dict) and isinstance(stated.get("itemListElement"), list):
        stated = stated["itemListElement"]
    elif isinstance(stated, dict) and all(isinstance(each, dict) for each in stated.values()):
        stated = list(stated.values())
    updates = stated if isinstance(stated, list) else [stated]
    items = (each.get("item") or each if isinstance(each, dict) else each for each in updates)
    return [{"articleBody": each} if isinstance(each, str) and " " in each else each for each in items]


def _with_people(found: JsonObject, by_id: dict[str, JsonObject]) -> JsonObject:
    """An object with its authors and its publisher in place of references to them."""
    people: JsonObject = {}
    for key in ("author", "creator", "publisher"):
        stated = found.get(key)
        if isinstance(stated, list):
            people[key] = [_resolved(each, by_id) or each for each in stated]
        elif isinstance(stated, dict):
            people[key] = _resolved(stated, by_id) or stated
    return {**found, **people}


def _resolved(update: Any, by_id: dict[str, JsonObject]) -> JsonObject | None:
    if isinstance(update, str):
        return by_id.get(update)
    if not isinstance(update, dict):
        return None
    identifier = update.get("@id")
    if isinstance(identifier, str) and len(update) <= 2 and identifier in by_id:
        return by_id[identifier]
    return update


def _parsed(script: str) -> Any:
    """The value of a script, also if it is inside a comment, ends in a semicolon or is escaped as text."""
    text = script.strip().removeprefix("<!--").removesuffix("-->").strip()
    text = text.removeprefix("//<![CDATA[").removeprefix("<![CDATA[").removesuffix("]]>").removesuffix("//")
    text = text.strip().removesuffix(";")
    for attempt in (str, html.unescape, _mended):
        try:
            return parse_json(attempt(text))
        except ValueError:
            continue
    return None


def _mended(text: str) -> str:
    """The text without what hand-made JSON has too much of: commas before an end, unknown escapes."""
    text = _ESCAPE.sub(lambda found: found[0] if found[1] else "", text)
    return _TRAILING_COMMA.sub("", text)
