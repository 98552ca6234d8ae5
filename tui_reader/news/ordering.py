"""The one order of updates, everywhere: in lists, in search results, in the index.

An update's order key is a signed 64-bit number; newest first is descending. From the high bits to the low:
the day (days since 1970-01-01, 0 for an unknown date) and the clock time of that day in seconds, together as
seconds; then the live blog; then the place on the page, counted from the oldest update so that updates added
on top shift nothing. An update without a time takes, for its place only, the time of the next older update
of its live blog and day that has one: it is shown without a time.
"""

import datetime
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence

from tui_reader.news.live_blog import Update

_LOW_BITS = 26
_POSITION_BITS = 14
_DAY_SECONDS = 86_400
_EPOCH = datetime.date(1970, 1, 1)


def order_keys(updates: Sequence[Update], live_blog_number: int) -> list[int]:
    """The order key of every update of one live blog, given in page order (newest first)."""
    keys: list[int] = []
    seconds_by_day: dict[int, int] = {}
    live_blog = (live_blog_number & 0xFFF) << _POSITION_BITS
    for position, update in enumerate(reversed(updates)):
        day = day_number(_day_of(update))
        if update.published and day:
            clock = update.published.time()
            seconds_by_day[day] = clock.hour * 3600 + clock.minute * 60 + clock.second
        moment = day * _DAY_SECONDS + seconds_by_day.get(day, 0)
        keys.append(moment << _LOW_BITS | live_blog | min(position, (1 << _POSITION_BITS) - 1))
    keys.reverse()
    return keys


def day_number(day: datetime.date | None) -> int:
    """Days since 1970-01-01, 0 for None and for anything earlier than 1970-01-02."""
    return max(0, (day - _EPOCH).days) if day else 0


def date_of_day(day: int) -> datetime.date | None:
    """The date of a day number, None for 0."""
    return _EPOCH + datetime.timedelta(days=day) if day else None


def day_of_key(key: int) -> int:
    """The day number that an order key begins with."""
    return (key >> _LOW_BITS) // _DAY_SECONDS


def counted_hours(keys: Iterable[int]) -> "array[int]":
    """The hours since 1970-01-01 of order keys, ascending, each followed by how many keys fall on it.

    Hours below 24 are those of unknown dates.
    """
    counts = Counter((key >> _LOW_BITS) // 3600 for key in keys)
    return array("I", (value for hour in sorted(counts) for value in (hour, counts[hour])))


def keys_of_day(day: int) -> tuple[int, int]:
    """The lowest and the highest order key of a day."""
    low = day * _DAY_SECONDS << _LOW_BITS
    return low, low + (_DAY_SECONDS << _LOW_BITS) - 1


def merged_order(known: Sequence[str], incoming: Sequence[str]) -> list[str]:
    """Ids in page order when a page, whole or in part, meets what is known of it.

    An incoming page that holds every known update decides alone. Otherwise the known order stands, and each
    new update goes directly above the one that it precedes on the incoming page; new ones at the page's
    end go below the last known one that precedes them.
    """
    held = set(known)
    if held <= set(incoming):
        return list(incoming)
    above: dict[str | None, list[str]] = {}
    waiting: list[str] = []
    last_known: str | None = None
    for update in incoming:
        if update in held:
            above.setdefault(update, []).extend(waiting)
            waiting = []
            last_known = update
        else:
            waiting.append(update)
    order: list[str] = []
    for update in known:
        order += above.get(update, [])
        order.append(update)
        if update == last_known:
            order += waiting
    return order if last_known else [*waiting, *order]


def _day_of(update: Update) -> datetime.date | None:
    return update.date or (update.published.date() if update.published else None)
