"""Finds, in a JSON value of unknown make, the list whose objects are dated posts and say the most.

Systems differ in their names for things and agree on the shape: a list, or an object by ids, of objects
that each have a time of publication and a body. Lists of teasers have the one without the other.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from tui_reader.news import Update
from tui_reader.reading.dated_posts.post import update_in
from tui_reader.reading.json_values import JsonObject
from tui_reader.reading.losses import note_loss

_MAX_VALUES = 300_000
_MAX_POSTS = 50_000
_OTHER_LISTS = re.compile(
    r"comment|related|recommend|popular|trending|most|teaser|promo|sponsor|tags?$", re.I
)
_DATED = re.compile("date|time|publish|creat|posted|ts", re.I)  # in the name of what states a time
_WRAPPERS = ("node", "post", "item", "attributes", "data", "_source", "entry", "update", "story")

_ABOUT = ("event", "blog", "liveblog", "channel", "article")


class DatedPosts(NamedTuple):
    """A list of dated posts.

    Attributes:
        updates: the posts, in the list's order.
        title: the title of what holds the list, None where nothing around it has one.
    """

    updates: list[Update]
    title: str | None


def dated_posts(value: Any, base: str | None, fewest: int) -> DatedPosts | None:
    """The list that says the most, of those with enough posts; None if there is none."""
    best: DatedPosts | None = None
    most, left = 0, _MAX_POSTS
    for objects, title in _lists(value):
        if len(objects) < fewest or left <= 0:
            continue
        left -= len(objects)
        if left < 0:
            note_loss(f"posts after the first {_MAX_POSTS:,} were left out")
        updates = [update for each in objects[:_MAX_POSTS] if (update := _post(each, base))]
        said = sum(len(block.text) for update in updates for block in update.blocks)
        if len(updates) >= fewest and said > most:
            best, most = DatedPosts(updates, title), said
    return best


def _post(found: JsonObject, base: str | None) -> Update | None:
    """The update that an object is, or that it holds as its only matter."""
    for candidate in (found, *(found.get(key) for key in _WRAPPERS)):
        if isinstance(candidate, dict) and _DATED.search(" ".join(candidate)):
            update = update_in({**found, **candidate} if candidate is not found else found, base)
            if update is not None:
                return update
    return None


def _lists(value: Any) -> Iterator[tuple[list[JsonObject], str | None]]:
    """The lists of objects in a value, from the outside in, each with the title of what it is in."""
    waiting: list[tuple[Any, str | None]] = [(value, None)]
    for _ in range(_MAX_VALUES):
        if not waiting:
            return
        found, title = waiting.pop()
        if isinstance(found, dict):
            title = _title(found) or title
            inner = [each for key, each in found.items() if not _OTHER_LISTS.search(key[:80])]
        else:
            inner = found
        objects = [each for each in inner if isinstance(each, dict)]
        if objects:
            yield objects, title
        waiting += [(each, title) for each in reversed(inner) if isinstance(each, dict | list)]
    note_loss(f"of the JSON only the first {_MAX_VALUES:,} objects and lists were read")


def _title(found: JsonObject) -> str | None:
    """The title that an object has, or that of what it says it is about."""
    lowered = {key.lower(): value for key, value in found.items() if len(key) < 20}
    holders = [lowered, *(each for key in _ABOUT if isinstance(each := lowered.get(key), dict))]
    for holder in holders:
        for key in ("headline", "headlines", "title", "name"):
            stated = holder.get(key)
            if isinstance(stated, dict):
                stated = stated.get("rendered") or stated.get("basic") or stated.get("text")
            if isinstance(stated, str) and " " in stated.strip():
                return stated.strip()
    return None
