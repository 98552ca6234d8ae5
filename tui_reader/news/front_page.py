"""What a live blog's own front page tells."""

import datetime
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from tui_reader.news.listing import Day
from tui_reader.news.live_blog import LiveBlog
from tui_reader.news.statement import SpeakerCount


@dataclass(frozen=True, slots=True)
class FrontPage:
    """A live blog as a whole.

    Attributes:
        live_blog: the live blog, without its updates.
        updates: how many it has.
        quotations: how many of them together are quoted.
        key_events: how many the publisher marks as key events.
        unread: how many were not read yet.
        bookmarked: how many bear a bookmark.
        first: when its first update was published, aware; None where no time is known.
        last: when its last one was.
        days: the dates of its updates, the newest first, unknown last.
        speakers: who is quoted by name, the most quoted first.
    """

    live_blog: LiveBlog
    updates: int
    quotations: int
    key_events: int
    unread: int
    bookmarked: int
    first: datetime.datetime | None
    last: datetime.datetime | None
    days: Sequence[Day]
    speakers: Sequence[SpeakerCount]


def front_page(
    blog: LiveBlog, read: Collection[str], bookmarked: Collection[str], speakers: Sequence[SpeakerCount]
) -> FrontPage:
    """The front page of a live blog; `read` and `bookmarked` hold ids of updates."""
    ids = [update.id for update in blog.updates]
    times = [update.published for update in blog.updates if update.published]
    return FrontPage(
        replace(blog, updates=()),
        updates=len(ids),
        quotations=sum(len(update.quotations) for update in blog.updates),
        key_events=sum(update.is_key_event for update in blog.updates),
        unread=sum(update_id not in read for update_id in ids),
        bookmarked=sum(update_id in bookmarked for update_id in ids),
        first=min(times, default=None),
        last=max(times, default=None),
        days=_days(update.date for update in blog.updates),
        speakers=speakers,
    )


def _days(dates: Iterable[datetime.date | None]) -> list[Day]:
    newest_first = sorted(dates, key=lambda date: date or datetime.date.min, reverse=True)
    return [Day(date, sum(1 for _ in same)) for date, same in groupby(newest_first)]
