"""The live blog of a text: the page with its days and times settled."""

import datetime
from collections import Counter
from collections.abc import Sequence

from tui_reader.news import Furniture, LiveBlog, Update
from tui_reader.reading.text_copy import zones
from tui_reader.reading.text_copy.dates import PartialDate
from tui_reader.reading.text_copy.days import Calendar, coverage
from tui_reader.reading.text_copy.draft import Draft, Page
from tui_reader.reading.text_copy.layout import divide
from tui_reader.reading.text_copy.lines import SourceLine, source_lines
from tui_reader.reading.text_copy.midnight import days_from_first
from tui_reader.reading.text_copy.page import assemble
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
    days = _days(page.updates, covered.day, calendar)
    updates = tuple(_update(draft, page, day, zone) for draft, day in zip(page.updates, days, strict=True))
    return LiveBlog(
        title=page.title,
        section=page.section,
        publisher=page.publisher,
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


def _days(
    drafts: Sequence[Draft], covered: datetime.date | None, calendar: Calendar
) -> list[datetime.date | None]:
    """The day of each update: its own, else the page's, the larger side of a midnight between them."""
    own = [_own_day(draft) for draft in drafts]
    if covered is None or any(own):
        return [calendar.resolve(day).day if day else covered for day in own]
    offsets = days_from_first([next((s.clock for s in draft.said if s.clock), None) for draft in drafts])
    usual = Counter(offsets).most_common(1)[0][0] if offsets else 0
    return [covered + datetime.timedelta(days=offset - usual) for offset in offsets]


def _own_day(draft: Draft) -> PartialDate | None:
    return next((stamp.date for stamp in draft.said if stamp.date), draft.day)


def _update(draft: Draft, page: Page, day: datetime.date | None, zone: str | None) -> Update:
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


def _moment(item: Item, day: datetime.date | None, page_wide: str | None) -> datetime.datetime | None:
    stamp = item.stamp
    if stamp is None or stamp.clock is None or day is None:
        return None
    zone = stamp.zone or page_wide
    if zone is None:
        return None
    own = stamp.date.stated if stamp.date and stamp.date.stated else day
    return zones.moment(own, stamp.clock, zone)
