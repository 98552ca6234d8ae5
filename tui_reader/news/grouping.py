"""Updates brought together by their live blogs."""

from collections.abc import Iterable
from typing import Generic, NamedTuple, TypeVar

from tui_reader.news.listing import LiveBlogGroup
from tui_reader.news.ordering import date_of_day, day_of_key

_Item = TypeVar("_Item")


class BlogName(NamedTuple):
    """What a heading says of a live blog; see `LiveBlogGroup`."""

    live_blog_id: str
    title: str
    source: str


class Placed(NamedTuple, Generic[_Item]):
    """Something that stands for an update, with where that belongs."""

    item: _Item
    blog: BlogName
    order_key: int


def by_live_blog(placed: Iterable[Placed[_Item]]) -> tuple[list[_Item], list[LiveBlogGroup]]:
    """Live blog by live blog, the one with the newest update first; within each the order stays.

    Returns:
        The items in that order, and the groups.
    """
    of_blog: dict[str, list[Placed[_Item]]] = {}
    for each in placed:
        of_blog.setdefault(each.blog.live_blog_id, []).append(each)
    groups = sorted(of_blog.values(), key=lambda some: max(each.order_key for each in some), reverse=True)
    items = [each.item for some in groups for each in some]
    return items, [
        live_blog_group(some[0].blog, len(some), [each.order_key for each in some]) for some in groups
    ]


def live_blog_group(blog: BlogName, count: int, order_keys: Iterable[int]) -> LiveBlogGroup:
    """The group of a live blog; the order keys hold its first and its last one that has a date."""
    days = [day for day in map(day_of_key, order_keys) if day]
    first, last = (date_of_day(day) for day in (min(days, default=0), max(days, default=0)))
    return LiveBlogGroup(*blog, first, last, count)
