"""Where a date stands in a list of updates, however that is grouped."""

import datetime
from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections.abc import Iterator
from itertools import accumulate

from tui_reader.app.histogram import Histogram, Unit, hour_of, start_of
from tui_reader.news import Day, Listing


def row_of_date(listing: Listing, date: datetime.date) -> int | None:
    """The first row of a day, None where the list has none of it."""
    return next((rows.start for rows in _rows_between(listing, date, date)), None)


def row_of_unit(
    listing: Listing, histogram: Histogram, unit: Unit, number: int, *, oldest_first: bool
) -> int | None:
    """The first row that falls on a bar of the timeline.

    Args:
        listing: the list.
        histogram: what the bars show of it.
        unit: what is counted by.
        number: the number of the bar's unit.
        oldest_first: whether the list is known to be, which a single day does not show.
    """
    days = [group for group in listing.groups if isinstance(group, Day)]
    if len(days) == len(listing.groups):
        return histogram.row(days, unit, number, oldest_first=oldest_first)
    first, last = _dates_of(unit, number)
    found = [*_rows_between(listing, first, last)]
    for rows in found if unit == "hour" else ():
        for at, row in enumerate(listing.rows(rows.start, rows.stop), rows.start):
            if row.date and row.published and hour_of(row.date, row.published.time()) == number:
                return at
    return found[0].start if found else None


def _dates_of(unit: Unit, number: int) -> tuple[datetime.date, datetime.date]:
    """The first and the last day of a unit."""
    shared: Unit = "day" if unit == "hour" else unit
    first = start_of(shared, number // 24 if unit == "hour" else number).date()
    return first, first.replace(day=monthrange(first.year, first.month)[1]) if unit == "month" else first


def _rows_between(listing: Listing, first: datetime.date, last: datetime.date) -> Iterator[range]:
    """The rows of the days from one to another, both included, group by group."""
    starts = accumulate((group.count for group in listing.groups), initial=0)
    for group, start in zip(listing.groups, starts, strict=False):
        rows = range(start, start + group.count)
        if isinstance(group, Day):
            found = rows if group.date and first <= group.date <= last else range(0)
        elif group.first and group.last and group.first <= last and first <= group.last:
            found = _dated(listing, rows, first, last)
        else:
            found = range(0)
        if found:
            yield found


def _dated(listing: Listing, rows: range, first: datetime.date, last: datetime.date) -> range:
    """Those of the rows of a live blog that are of the days from one to another; they are in order."""

    def ordinal(row: int) -> int:
        fetched = listing.rows(row, row + 1)
        return fetched[0].date.toordinal() if fetched and fetched[0].date else 0

    sign = 1 if ordinal(rows[0]) < ordinal(rows[-1]) else -1
    low, high = sorted((sign * first.toordinal(), sign * last.toordinal()))
    start = bisect_left(rows, low, key=lambda row: sign * ordinal(row))
    end = bisect_right(rows, high, key=lambda row: sign * ordinal(row))
    return rows[start:end]
