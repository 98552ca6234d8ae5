"""Bookmarks in the orders that a reader may want."""

import datetime
from collections.abc import Iterable
from typing import Literal, TypeAlias, get_args

from tui_reader.news.bookmark import Bookmark
from tui_reader.news.listing import list_source

Sort: TypeAlias = Literal["added", "published", "source"]
"""added: the latest set first; published: the newest first; source: by the alphabet, each newest first."""
SORTS: tuple[Sort, ...] = get_args(Sort)

_UNKNOWN = datetime.datetime.min.replace(tzinfo=datetime.UTC)


def in_order(bookmarks: Iterable[Bookmark], sort: Sort) -> list[Bookmark]:
    """Bookmarks in that order; what is equal in it, the latest set first. Unknown dates come last."""
    found = sorted(bookmarks, key=lambda bookmark: bookmark.added_at, reverse=True)
    if sort != "added":
        found.sort(key=_published, reverse=True)
    if sort == "source":
        found.sort(key=lambda bookmark: list_source(bookmark.live_blog).casefold())
    return found


def _published(bookmark: Bookmark) -> tuple[datetime.date, datetime.datetime]:
    update = bookmark.update
    return update.date or datetime.date.min, update.published or _UNKNOWN
