"""The live blog of a text: the page with its days and times settled."""

import datetime
from collections.abc import Sequence

from tui_reader.news import Furniture, LiveBlog, Update
from tui_reader.reading.text_copy import zones
from tui_reader.reading.text_copy.dates import PartialDate
from tui_reader.reading.text_copy.days import Calendar, Coverage, coverage
from tui_reader.reading.text_copy.layout import divide
from tui_reader.reading.text_copy.lines import SourceLine, source_lines
from tui_reader.reading.text_copy.page import Draft, Page, assemble
from tui_reader.reading.text_copy.plausible import is_live_blog
from tui_reader.reading.text_copy.roles import Item
from tui_reader.reading.text_copy.stamps import page_zone
from tui_reader.reading.text_copy.wording import wording_of

_EVIDENCE = 400_000  # characters from a text's beginning that are searched for days


def live_blog(text: str) -> LiveBlog | None:
    """The live blog that a text is a copy of, None when it does not look like one."""
    lines = source_lines(text)
    wording = wording_of(text[:_EVIDENCE])
    layout = divide(lines, wording)
    page = assemble(layout, wording)
    if not is_live_blog(page, layout, wording):
        return None
    calendar = Calendar(_evidence(lines), wording)
    covered = coverage(page, calendar, wording)
    zone = page_zone((line.text for line in lines), wording)
    updates = tuple(_update(draft, page, covered, calendar, zone) for draft in page.updates)
    return LiveBlog(
        title=page.title,
        section=page.section,
        standfirst=tuple(page.standfirst),
        updates=updates,
        coverage_date=covered.day,
        date_is_inferred=covered.is_inferred and covered.day is not None,
        status=page.status,
        furniture=tuple(sorted(page.furniture, key=lambda piece: piece.line)),
    )


def _evidence(lines: Sequence[SourceLine]) -> list[str]:
    texts: list[str] = []
    size = 0
    for line in (*lines[:3000], *lines[3000:][-20:]):
        size += len(line.text)
        if size > _EVIDENCE:
            break
        texts.append(line.text)
    return texts


def _update(draft: Draft, page: Page, covered: Coverage, calendar: Calendar, zone: str | None) -> Update:
    stamped = next((item.stamp.date for item in draft.stamps if item.stamp and item.stamp.date), None)
    day = _day(stamped or draft.day, covered, calendar)
    published: datetime.datetime | None = None
    modified: datetime.datetime | None = None
    for item in draft.stamps:
        moment = _moment(item, day, zone)
        if moment and item.stamp and item.stamp.label == "updated" and modified is None:
            modified = moment
        elif moment and published is None:
            published = moment
        else:
            page.furniture.append(Furniture(item.line.number, item.text))
    return Update(
        headline=draft.headline,
        blocks=tuple(draft.blocks),
        published=published,
        modified=modified,
        date=day,
        byline=draft.byline,
        is_pinned=draft.is_pinned,
    )


def _day(own: PartialDate | None, covered: Coverage, calendar: Calendar) -> datetime.date | None:
    return calendar.resolve(own).day if own else covered.day


def _moment(item: Item, day: datetime.date | None, page_wide: str | None) -> datetime.datetime | None:
    stamp = item.stamp
    if stamp is None or stamp.clock is None or day is None:
        return None
    zone = stamp.zone or page_wide
    if zone is None:
        return None
    own = stamp.date.stated if stamp.date and stamp.date.stated else day
    return zones.moment(own, stamp.clock, zone)
