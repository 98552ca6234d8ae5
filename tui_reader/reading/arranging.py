"""Updates as a page shows them: newest first, none twice; and the day they cover."""

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from tui_reader.news import LiveBlog, Status, Update

_CLOSED_TITLE = re.compile(r"[-–—|:]\s*as it happened\s*$", re.IGNORECASE)


def arranged(blog: LiveBlog, stated_day: datetime.date | None = None, *, in_page_order: bool) -> LiveBlog:
    """The live blog with its updates in order, every day filled in, and the day it covers.

    Args:
        blog: as it was read.
        stated_day: the day on which the source says that its coverage starts.
        in_page_order: the updates stand as the page shows them; otherwise their times decide.
    """
    in_order = newest_first(merged(blog.updates), in_page_order=in_page_order)
    updates = tuple(_dated(update) for update in in_order)
    return replace(
        blog,
        updates=updates,
        coverage_date=commonest_day(updates) or stated_day,
        status=blog.status if blog.status != "unknown" else status_in(blog.title),
    )


def merged(updates: Sequence[Update]) -> list[Update]:
    """The updates, each once: one that is pinned on top and repeated below stays in its place, pinned.

    An id or address that different updates share is the page's, and is taken from them.
    """
    groups: dict[str, list[Update]] = {}
    for place, update in enumerate(updates):
        groups.setdefault(update.source_id or update.url or f"\0{place}", []).append(update)
    shared = {key for key, group in groups.items() if not all(_is_repeat(group[0], each) for each in group)}
    found: dict[str, Update] = {}
    for place, update in enumerate(updates):
        key = update.source_id or update.url or f"\0{place}"
        if key in shared:
            found[f"\0{place}"] = replace(update, source_id=None, url=None)
        else:
            earlier = found.pop(key, None)
            found[key] = _union(update, earlier) if earlier else update
    return list(found.values())


def newest_first(updates: Sequence[Update], *, in_page_order: bool) -> list[Update]:
    """The updates from the newest on.

    A page's own order is kept, or turned round where it runs from the oldest on; another source's order is
    kept only if it is that of the times.
    """
    pinned = [update for update in updates if update.is_pinned]
    times = [update.published for update in updates if update.published and not update.is_pinned]
    pairs = list(pairwise(times))
    rising = sum(earlier < later for earlier, later in pairs)
    falling = sum(earlier > later for earlier, later in pairs)
    if rising > falling and (in_page_order or not falling):
        return [*pinned, *(update for update in reversed(updates) if not update.is_pinned)]
    if rising and not in_page_order and all(update.published for update in updates):
        return sorted(updates, key=lambda update: (update.is_pinned, update.published), reverse=True)
    return list(updates)


def commonest_day(updates: Iterable[Update]) -> datetime.date | None:
    """The day of most updates; of equal ones the newest."""
    days = Counter(update.date for update in updates if update.date)
    return max(days, key=lambda day: (days[day], day)) if days else None


def status_in(title: str | None) -> Status:
    """Closed, where the title says that all of it has happened."""
    return "closed" if title and _CLOSED_TITLE.search(title) else "unknown"


def _dated(update: Update) -> Update:
    if update.date or not update.published:
        return update
    return replace(update, date=update.published.date())


def _is_repeat(update: Update, other: Update) -> bool:
    """Whether updates of one id may be the same: one is pinned, or nothing that both state differs."""
    if update.is_pinned or other.is_pinned:
        return True
    stated = (
        (update.headline, other.headline),
        (update.published, other.published),
        (_beginning(update), _beginning(other)),
    )
    return all(one is None or two is None or one == two for one, two in stated)


def _beginning(update: Update) -> str | None:
    return update.blocks[0].text[:60] if update.blocks else None


def _union(update: Update, earlier: Update) -> Update:
    fuller = update if len(update.blocks) >= len(earlier.blocks) else earlier
    return replace(
        fuller,
        is_pinned=update.is_pinned or earlier.is_pinned,
        is_key_event=update.is_key_event or earlier.is_key_event,
        headline=update.headline or earlier.headline,
        published=min(filter(None, (update.published, earlier.published)), default=None),
        modified=max(filter(None, (update.modified, earlier.modified)), default=None),
    )


def by_day(blog: LiveBlog) -> list[LiveBlog]:
    """A feed's items as one live blog for each day, the newest day first, undated items last.

    The live blogs bear no address: the feed's is the same for all of them.
    """
    arranged_blog = arranged(replace(blog, url=None), in_page_order=False)
    days: dict[datetime.date | None, list[Update]] = {}
    for update in arranged_blog.updates:
        days.setdefault(update.date, []).append(update)
    newest = sorted(days, key=lambda day: day or datetime.date.min, reverse=True)
    return [replace(arranged_blog, updates=tuple(days[day]), coverage_date=day) for day in newest] or [
        arranged_blog
    ]
