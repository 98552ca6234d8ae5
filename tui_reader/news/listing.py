"""What a list of updates shows: groups with counts, and one row an update."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

from tui_reader.news.live_blog import LiveBlog, Update

_PAGE = 500  # rows
_HEADLINE_LENGTH = 200  # characters; no list row is wider


def list_headline(update: Update) -> str:
    """What a list shows of the update: its headline, else how its text begins."""
    text = update.headline or next((block.text for block in update.blocks if block.text), "") or "(no text)"
    return text if len(text) <= _HEADLINE_LENGTH else text[: _HEADLINE_LENGTH - 1] + "…"


def list_source(blog: LiveBlog) -> str:
    """What a list shows as the source: the publisher, else the live blog's title, else nothing."""
    return blog.publisher or blog.title or ""


@dataclass(frozen=True, slots=True)
class Day:
    """One date of a listing.

    Attributes:
        date: None for the updates whose date is unknown.
        count: how many updates the listing has under it.
    """

    date: datetime.date | None
    count: int


@dataclass(frozen=True, slots=True)
class LiveBlogGroup:
    """What a listing has of one live blog.

    Attributes:
        live_blog_id: its stable id.
        title: its title, empty where it has none.
        source: what a list shows as its source, empty where that is unknown.
        first: the earliest known date of these updates, None where none is known.
        last: the latest.
        count: how many updates the listing has of it.
    """

    live_blog_id: str
    title: str
    source: str
    first: datetime.date | None
    last: datetime.date | None
    count: int


Group: TypeAlias = Day | LiveBlogGroup
"""What stands under one heading of a list."""

Grouping: TypeAlias = Literal["date", "live blog"]
GROUPINGS: tuple[Grouping, ...] = ("date", "live blog")
"""What the headings of a list are."""


@dataclass(frozen=True, slots=True)
class UpdateRow:
    """An update as one line of a list.

    Attributes:
        update_id: stable id.
        date: the day it is listed under, None when unknown.
        published: aware time, None when unknown.
        headline: its headline, or the beginning of its text where it has none.
        source: publisher, or the live blog's title where that is unknown, or nothing.
        is_read: it was opened before.
        is_bookmarked: it bears a bookmark.
        is_key_event: the publisher marks it as a key event.
        is_edited: the publisher changed it after it was first imported.
        is_missing: a bookmark's copy; the library no longer holds the update.
    """

    update_id: str
    date: datetime.date | None
    published: datetime.datetime | None
    headline: str
    source: str
    is_read: bool = False
    is_bookmarked: bool = False
    is_key_event: bool = False
    is_edited: bool = False
    is_missing: bool = False


class Listing(Protocol):
    """An ordered list of updates, newest first, fetched on demand.

    Row `i` counts updates only; headings are the list widget's own. `groups` sum up to `len(listing)`: all
    are days, "unknown" last, or all are live blogs, the one with the newest update first.
    """

    @property
    def groups(self) -> Sequence[Group]:
        """The groups of the listing, in its order."""
        ...

    def __len__(self) -> int:
        """How many updates it holds."""
        ...

    def rows(self, start: int, stop: int) -> Sequence[UpdateRow]:
        """Rows `start` to `stop`, clipped to the listing."""
        ...

    def update_ids(self) -> Sequence[str]:
        """Every update that it holds, by id, in no particular order."""
        ...

    def index_of(self, update_id: str) -> int | None:
        """The row that shows the update, None when the listing does not hold it."""
        ...


def all_rows(listing: Listing) -> Iterator[UpdateRow]:
    """The listing's rows in its order, fetched in portions."""
    for start in range(0, len(listing), _PAGE):
        yield from listing.rows(start, start + _PAGE)
