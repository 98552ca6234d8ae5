"""From JSON of an unknown shape to live blogs: every shape is asked, wherever in the data it may stand."""

from collections.abc import Callable
from itertools import islice
from typing import Any

from tui_reader.errors import SourceError
from tui_reader.news import LiveBlog, Update
from tui_reader.reading.arranging import arranged
from tui_reader.reading.dated_posts.finding import dated_posts
from tui_reader.reading.document import Document
from tui_reader.reading.formats import NotThisFormat
from tui_reader.reading.json_formats.guardian_api import guardian_content
from tui_reader.reading.json_formats.guardian_model import guardian_article
from tui_reader.reading.json_formats.json_feed import json_feed
from tui_reader.reading.json_formats.schema_org_json import schema_org_live_blog
from tui_reader.reading.json_formats.superdesk import superdesk_posts
from tui_reader.reading.json_formats.wordpress import wordpress_liveblog
from tui_reader.reading.json_values import JsonObject, load
from tui_reader.reading.losses import note_loss
from tui_reader.reading.markup.plain_text import plain_line
from tui_reader.reading.outcome import Reading
from tui_reader.reading.schema_org.json_ld import objects_in

Shape = Callable[[JsonObject, str | None], list[LiveBlog]]

SHAPES: tuple[Shape, ...] = (
    guardian_article,
    guardian_content,
    superdesk_posts,
    wordpress_liveblog,
    json_feed,
    schema_org_live_blog,
)
"""Each takes an object and the address it came from, and gives its live blogs; none for another shape."""

_MAX_OBJECTS = 20_000
_FEWEST_POSTS = 2


def read_json(document: Document) -> Reading:
    """The live blogs in a JSON document.

    Raises:
        NotThisFormat: it is no JSON.
        SourceError: it holds no live blog of a known shape.
    """
    value = load(document)
    live_blogs = _live_blogs_in(value, document.url) or _of_any_make(value, document.url)
    if live_blogs:
        return Reading(tuple(live_blogs))
    if not isinstance(value, dict | list):
        raise NotThisFormat
    raise SourceError(document.name, "JSON of an unknown shape; see the README for those that can be read")


def _live_blogs_in(value: Any, address: str | None) -> list[LiveBlog]:
    """All live blogs of the shape that the outermost has, each once."""
    shapes = SHAPES
    by_updates: dict[tuple[Update, ...], LiveBlog] = {}
    objects = objects_in(value)
    for found in islice(objects, _MAX_OBJECTS):
        for shape in shapes:
            live_blogs = shape(found, address)
            if live_blogs:
                shapes = (shape,)
            for blog in live_blogs:
                by_updates.setdefault(blog.updates, blog)
    if any("liveBlogUpdate" in each for each in objects):
        note_loss(f"of the JSON only the first {_MAX_OBJECTS:,} objects were looked at for live blogs")
    return list(by_updates.values())


def _of_any_make(value: Any, address: str | None) -> list[LiveBlog]:
    """The live blog that a list of dated posts of an unknown system makes; none without such a list."""
    found = dated_posts(value, address, _FEWEST_POSTS)
    if found is None:
        return []
    title = plain_line(found.title or "") or None
    return [arranged(LiveBlog(title, tuple(found.updates), url=address), in_page_order=False)]
