"""What a list of updates shows: days with counts, and one row an update."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from tui_reader.news.live_blog import LiveBlog, Update

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

    Row `i` counts updates only; headings are the list widget's own. `days` sum up to `len(listing)`.
    """

    @property
    def days(self) -> Sequence[Day]:
        """The dates of the listing, in its order, "unknown" last."""
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
