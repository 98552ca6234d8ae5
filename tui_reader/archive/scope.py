"""Which updates speakers and their statements are looked for in."""

from dataclasses import dataclass
from typing import TypeAlias

from tui_reader.news import Day


@dataclass(frozen=True, slots=True)
class Everything:
    """The whole library."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search finds; everything for an empty query."""

    query: str
    as_you_type: bool = False


@dataclass(frozen=True, slots=True)
class Bookmarked:
    """The bookmarked updates."""


@dataclass(frozen=True, slots=True)
class OfDay:
    """The updates that the list of everything shows under a day."""

    day: Day


@dataclass(frozen=True, slots=True)
class OfLiveBlog:
    """The updates of one live blog."""

    live_blog_id: str


Scope: TypeAlias = Everything | Found | Bookmarked | OfDay | OfLiveBlog
