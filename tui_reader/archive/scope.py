"""Which updates speakers and their statements are looked for in."""

import datetime
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Everything:
    """The whole library."""


@dataclass(frozen=True, slots=True)
class OfLiveBlog:
    """The updates of one live blog."""

    live_blog_id: str


@dataclass(frozen=True, slots=True)
class OfSource:
    """The updates that a list shows as of one source: a publisher's, or of a title where that is unknown."""

    source: str


Part: TypeAlias = OfLiveBlog | OfSource
"""A part of the library to which one may keep."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search finds, in all or in a part; everything for an empty query."""

    query: str
    as_you_type: bool = False
    within: Part | None = None


@dataclass(frozen=True, slots=True)
class Bookmarked:
    """The bookmarked updates, all or those of a part."""

    within: Part | None = None


@dataclass(frozen=True, slots=True)
class OfDay:
    """The updates that the list of everything shows under a date; None: those whose date is unknown."""

    date: datetime.date | None


@dataclass(frozen=True, slots=True)
class Like:
    """The updates that are most like one."""

    update_id: str


Scope: TypeAlias = Everything | Found | Bookmarked | OfDay | OfLiveBlog | OfSource | Like
