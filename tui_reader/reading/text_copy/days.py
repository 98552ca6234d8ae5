"""Which day a page covers, inferred from all that it says about days; unknown where it says nothing.

The evidence, the most telling first: a day over the updates or in their stamps; the page's own date or
coverage line; a link to the live blog of the day before; the signatures of embedded posts. Where the day
lacks its year, the calendar finds it: the year in which every weekday the page names with a day falls on that
day, no earlier than the years it speaks of as past, and nearest to them.
"""

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tui_reader.news import Embed
from tui_reader.reading.text_copy.dates import YEARS, PartialDate
from tui_reader.reading.text_copy.draft import Page
from tui_reader.reading.text_copy.wording import Wording

_LONGEST_NOTICE = 300
_SPAN = 10  # days that the dates of one page lie apart at most, to speak of the same time
_YEAR = re.compile(r"(?<![\d.,/:€$£-])(?:19|20)\d\d(?![\d%:]|[.,/-]\d)")


@dataclass(frozen=True, slots=True)
class Coverage:
    """The day a page covers.

    Attributes:
        day: None when unknown.
        is_inferred: its year (or more) was worked out.
    """

    day: datetime.date | None = None
    is_inferred: bool = False


class Calendar:
    """Finds the year of a day from all the days, weekdays and years of one text."""

    def __init__(self, texts: Sequence[str], wording: Wording) -> None:
        found = [date for text in texts for _, _, date in wording.dates.find(text)]
        self._stated = [date.stated for date in found if date.stated]
        self._pairs = {date for date in found if date.weekday is not None and date.year is None}
        self._past, self._future = _years(texts, wording)
        self._resolved: dict[PartialDate, Coverage] = {}

    def resolve(self, date: PartialDate) -> Coverage:
        """The day with its year: as stated, else of the time of the stated days, else by the calendar."""
        if date not in self._resolved:
            self._resolved[date] = self._resolve(date)
        return self._resolved[date]

    def _resolve(self, date: PartialDate) -> Coverage:
        if date.year is not None:
            return Coverage(date.stated)
        near = Counter(
            day for stated in self._stated for day in _around(date, stated.year) if _is_near(day, stated)
        )
        if near:
            return Coverage(near.most_common(1)[0][0], is_inferred=True)
        return Coverage(self._by_weekdays(date), is_inferred=True)

    def _by_weekdays(self, date: PartialDate) -> datetime.date | None:
        pairs = {pair for pair in self._pairs if _distance(pair, date) <= 3 * _SPAN} | {date}
        if all(pair.weekday is None for pair in pairs):
            return None
        latest = datetime.datetime.now(tz=datetime.UTC).year
        fitting = [
            day
            for year in range(YEARS.start, latest + 1)
            if (day := date.in_year(year)) and all(_falls_near(pair, day) for pair in pairs)
        ]
        return self._likeliest(fitting)

    def _likeliest(self, days: list[datetime.date]) -> datetime.date | None:
        """The first day not before the years that are past, else the last day."""
        if self._past:
            return next((day for day in days if day.year >= max(self._past)), None)
        if self._future:
            return max((day for day in days if day.year <= min(self._future)), default=None)
        return max(days, default=None)


def coverage(page: Page, calendar: Calendar, wording: Wording) -> Coverage:
    """The day that a page covers."""
    own = [*_of_the_updates(page), *_of_notices(page, wording)]
    if own:
        same = (date for date in own if (date.month, date.day) == (own[0].month, own[0].day) and date.stated)
        return calendar.resolve(next(same, own[0]))
    before = next((d for text in page.links_to_the_day_before for _, _, d in wording.dates.find(text)), None)
    if before:
        found = calendar.resolve(before)
        return Coverage(found.day + datetime.timedelta(days=1), is_inferred=True) if found.day else found
    posts = Counter(b.date for draft in page.updates for b in draft.blocks if isinstance(b, Embed) and b.date)
    most = max(posts.values(), default=0)
    return Coverage(max((day for day, count in posts.items() if count == most), default=None))


def _of_the_updates(page: Page) -> Iterator[PartialDate]:
    yield from (draft.day for draft in page.updates if draft.day)
    yield from (stamp.date for draft in page.updates for stamp in draft.said if stamp.date)


def _of_notices(page: Page, wording: Wording) -> Iterator[PartialDate]:
    texts = [notice.text for notice in page.notices if len(notice.text) <= _LONGEST_NOTICE]
    announcing = [text for text in page.standfirst if text.endswith((":", "："))]
    found = [
        date for text in (*texts, *announcing, page.title or "") for _, _, date in wording.dates.find(text)
    ]
    yield from sorted(found, key=lambda date: date.stated is None)


def _years(texts: Iterable[str], wording: Wording) -> tuple[set[int], set[int]]:
    """The years that texts name: those that may be past, and those that lie ahead ("until 2024")."""
    ahead = wording.label("future_year", r"(?:^|\W){} \Z")
    past: set[int] = set()
    future: set[int] = set()
    for text in texts:
        for match in _YEAR.finditer(text):
            year = int(match[0])
            if year in YEARS:
                (future if ahead.search(text, max(0, match.start() - 30), match.start()) else past).add(year)
    return past, future


def _around(date: PartialDate, year: int) -> Iterator[datetime.date]:
    yield from (day for y in (year - 1, year, year + 1) if (day := date.in_year(y)))


def _falls_near(date: PartialDate, day: datetime.date) -> bool:
    """Whether a day and its weekday agree in the year of another day, or across the turn of that year."""
    return any(abs((other - day).days) <= 4 * _SPAN for other in _around(date, day.year))


def _is_near(day: datetime.date, other: datetime.date) -> bool:
    return abs((day - other).days) <= _SPAN


def _distance(one: PartialDate, other: PartialDate) -> int:
    """About how many days lie between two days of a year."""
    apart = abs((one.month - other.month) * 30 + one.day - other.day)
    return min(apart, 360 - apart)
