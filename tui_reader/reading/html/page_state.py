"""The data that a page's scripts work with: JSON in scripts of that type, and values given to names."""

import re
from collections.abc import Iterator
from itertools import islice
from json import JSONDecoder
from typing import Any

from tui_reader.reading.dated_posts.finding import DatedPosts, dated_posts
from tui_reader.reading.html.page import Page
from tui_reader.reading.json_values import parse_json
from tui_reader.reading.losses import note_loss
from tui_reader.reading.markup.running_text import text_of
from tui_reader.reading.markup.tree import attribute

_FEWEST = 3
_MAX_VALUES = 40
_MAX_PLACES = 50 * _MAX_VALUES  # of a script, or of a stream, where a value may begin
_SHORTEST = 200  # characters of a script that may hold three posts
_ASSIGNED = re.compile(  # JSON quotes its keys, other scripts seldom do
    r"(?<=[\w$\] ])=\s{0,9}(?:(?=\{\s{0,99}\"|\[\s{0,99}[{\[])|JSON\.parse\(\s{0,9}(?=\"))"
)
_PUSHED = re.compile(r"__next_f\.push\((?=\[)")
_ROW = re.compile(r"[0-9a-f]{1,8}:(?=[\[{])")
_UNDEFINED = re.compile(r"(?<=:)undefined(?=[,}])")
_DECODER = JSONDecoder(strict=False)


def posts_in_state(page: Page) -> DatedPosts | None:
    """The dated posts in the page's data, None where there are none or where the page says much more."""
    found = [posts for value in _values(page) if (posts := dated_posts(value, page.url, _FEWEST))]
    if not found:
        return None
    best = max(found, key=lambda posts: sum(len(b.text) for u in posts.updates for b in u.blocks))
    said = sum(len(block.text) for update in best.updates for block in update.blocks)
    return best if 3 * said >= len(text_of(page.root)) else None


def _values(page: Page) -> Iterator[Any]:
    pushed: list[str] = []
    yield from _bounded(_in_scripts(page, pushed), _MAX_VALUES)
    yield from _bounded(_rows("".join(pushed)), _MAX_PLACES)


def _bounded(values: Iterator[Any], most: int) -> Iterator[Any]:
    yield from islice(values, most)
    if any(True for _ in values):
        note_loss(f"of the data in the page's scripts only the first {most:,} values were looked at")


def _in_scripts(page: Page, pushed: list[str]) -> Iterator[Any]:
    """The values in the page's scripts; what they stream to the page is appended to `pushed` instead."""
    for script in page.root.css("script:not([src])"):
        text = script.text()
        if len(text) < _SHORTEST:
            continue
        if "json" in attribute(script, "type").lower():
            yield from _parsed(text)
        elif "__next_f" in text[:200]:
            pushed += _strings(text)
        else:
            yield from _assigned(text)


def _parsed(text: str) -> Iterator[Any]:
    try:
        yield parse_json(text)
    except ValueError:
        return


def _assigned(text: str) -> Iterator[Any]:
    """The longer JSON values that a script gives to names; a string that holds JSON counts as that."""
    text = _UNDEFINED.sub("null", text)
    at = 0
    for _ in range(_MAX_PLACES):
        place = _ASSIGNED.search(text, at)
        if place is None:
            return
        value, at = _value_at(text, place.end())
        if at - place.end() < _SHORTEST:
            continue
        if isinstance(value, str) and value[:1] in ("{", "["):
            yield from _parsed(value)
        elif isinstance(value, dict | list):
            yield value
    note_loss(f"of the data in a script only the first {_MAX_PLACES:,} values were looked at")


def _value_at(text: str, start: int) -> tuple[Any, int]:
    """The value that starts at a place, and where to go on; None where no JSON is there."""
    try:
        return _DECODER.raw_decode(text, start)
    except (ValueError, RecursionError):
        return None, start + 1


def _strings(script: str) -> list[str]:
    """What a Next.js page streams to itself: `self.__next_f.push([1, "..."])`, one call to a script."""
    place = _PUSHED.search(script)
    value = _value_at(script, place.end())[0] if place else None
    parts = value[1:2] if isinstance(value, list) else []
    return [part for part in parts if isinstance(part, str)]


def _rows(streamed: str) -> Iterator[Any]:
    """The JSON values in the rows of React's server components: number, colon, value on each line."""
    for line in streamed.split("\n"):
        row = _ROW.match(line)
        if row and len(line) >= _SHORTEST:
            yield _value_at(line, row.end())[0]
