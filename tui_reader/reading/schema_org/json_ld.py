"""schema.org data in a page's JSON-LD scripts (https://schema.org/LiveBlogPosting).

Every script is read by itself, so that a damaged one spoils no other. What comes out are plain objects with
references by `@id` resolved, the same shape in which `microdata` gives its own.
"""

import html
from collections.abc import Iterator
from typing import Any

from tui_reader.reading.json_values import JsonObject, parse_json
from tui_reader.reading.markup.tree import Node, attribute

_MAX_VALUES = 500_000


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
            updates = found.get("liveBlogUpdate") or found.get("liveBlogUpdates") or []
            updates = updates if isinstance(updates, list) else [updates]
            resolved = [_resolved(update, by_id) for update in updates]
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
    for candidate in (text.strip().removesuffix(";"), html.unescape(text)):
        try:
            return parse_json(candidate)
        except ValueError:
            continue
    return None
