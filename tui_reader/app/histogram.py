"""How many updates fall on each hour, day or month, and where these stand in a list."""

import datetime
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from tui_reader.news import Day

Unit: TypeAlias = Literal["month", "day", "hour"]
UNITS: tuple[Unit, ...] = ("month", "day", "hour")
"""From the longest to the shortest."""

_EPOCH = datetime.datetime(1970, 1, 1)
_HOURS_OF_UNKNOWN_DATES = 24


@dataclass(frozen=True, slots=True)
class Bars:
    """Counts by one unit.

    Attributes:
        unit: hour, day or month.
        counts: how many updates fall on each unit, by its number; only those on which some do.
        numbers: those units, ascending.
        most: the highest count.
        marked: the numbers of those on which a bookmarked update falls.
    """

    unit: Unit
    counts: dict[int, int]
    numbers: Sequence[int]
    most: int
    marked: frozenset[int]

    @property
    def first(self) -> int:
        """The earliest unit, 0 without any."""
        return self.numbers[0] if self.numbers else 0

    @property
    def last(self) -> int:
        """The latest unit, 0 without any."""
        return self.numbers[-1] if self.numbers else 0

    def nearest(self, number: int) -> int:
        """The unit with updates that is nearest to one, that one itself if it has some."""
        at = bisect_left(self.numbers, number)
        return min(self.numbers[max(at - 1, 0) : at + 1], key=lambda known: abs(known - number), default=0)

    def next(self, number: int, step: int) -> int:
        """The unit with updates after one of them for 1, before it for -1; the same where there is none."""
        at = bisect_left(self.numbers, number) + step
        return self.numbers[at] if 0 <= at < len(self.numbers) else number


class Histogram:
    """The bars of all units.

    Args:
        hours: hours since 1970-01-01, each followed by how many updates fall on it (`Archive.hours`).
        marked: the same of the bookmarked updates.
    """

    def __init__(self, hours: Sequence[int], marked: Sequence[int] = ()) -> None:
        counted = [(hour, count) for hour, count in _pairs(hours) if hour >= _HOURS_OF_UNKNOWN_DATES]
        ticked = [hour for hour, _ in _pairs(marked) if hour >= _HOURS_OF_UNKNOWN_DATES]
        self._bars = {unit: _bars(unit, counted, ticked) for unit in UNITS}
        self._hours = counted

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Histogram) and self._bars == other._bars

    def __hash__(self) -> int:
        return hash(tuple(self._hours))

    @property
    def units(self) -> tuple[Unit, ...]:
        """What may be counted by: not by hours where no time is known (`hour_of` is midnight then)."""
        return UNITS if any(hour % 24 for hour, _ in self._hours) else UNITS[:-1]

    def by(self, unit: Unit) -> Bars:
        """The bars of a unit."""
        return self._bars[unit]

    def finest(self, room: int) -> Unit:
        """The shortest unit whose bars find room side by side; else the longest."""
        fitting = [unit for unit in self.units if self.by(unit).last - self.by(unit).first < room]
        return fitting[-1] if fitting else UNITS[0]

    def row(self, days: Sequence[Day], unit: Unit, number: int, *, oldest_first: bool = False) -> int | None:
        """The first row of a list that falls on a unit.

        Args:
            days: the days of the list, in its order.
            unit: what is counted by.
            number: the number of the unit.
            oldest_first: whether the list is known to be, which a single day does not show.

        Returns:
            None where no row does.
        """
        row = 0
        for day in days:
            if day.date and _on(unit, day.date, number):
                return row + (
                    self._after(day.date, number, oldest_first or _is_oldest_first(days))
                    if unit == "hour"
                    else 0
                )
            row += day.count
        return None

    def _after(self, date: datetime.date, hour: int, oldest_first: bool) -> int:
        """How many of a day's updates stand before those of an hour."""
        first = hour_of(date)
        of_day = self._hours[bisect_left(self._hours, (first, 0)) : bisect_left(self._hours, (first + 24, 0))]
        if oldest_first:
            return sum(count for known, count in of_day if known < hour)
        return sum(count for known, count in of_day if known > hour)


def hour_of(date: datetime.date, clock: datetime.time | None = None) -> int:
    """The number of an hour: hours since 1970-01-01; that of midnight where the time is not known."""
    return (date - _EPOCH.date()).days * 24 + (clock.hour if clock else 0)


def in_unit(unit: Unit, hour: int) -> int:
    """The number of the unit that an hour belongs to."""
    if unit == "hour":
        return hour
    if unit == "day":
        return hour // 24
    date = start_of("day", hour // 24)
    return date.year * 12 + date.month - 1


def start_of(unit: Unit, number: int) -> datetime.datetime:
    """When a unit begins."""
    if unit == "month":
        return datetime.datetime(number // 12, number % 12 + 1, 1)
    return _EPOCH + datetime.timedelta(hours=number * (24 if unit == "day" else 1))


def _pairs(flat: Sequence[int]) -> Iterable[tuple[int, int]]:
    return zip(flat[::2], flat[1::2], strict=True)


def _bars(unit: Unit, hours: Iterable[tuple[int, int]], marked: Iterable[int]) -> Bars:
    counts: Counter[int] = Counter()
    for hour, count in hours:
        counts[in_unit(unit, hour)] += count
    ticked = frozenset(in_unit(unit, hour) for hour in marked)
    return Bars(unit, counts, sorted(counts), max(counts.values(), default=0), ticked)


def _on(unit: Unit, date: datetime.date, number: int) -> bool:
    """Whether a date and a unit have a moment in common."""
    shared: Unit = "day" if unit == "hour" else unit
    wanted = number // 24 if unit == "hour" else number
    return in_unit(shared, hour_of(date)) == wanted


def _is_oldest_first(days: Sequence[Day]) -> bool:
    dates = [day.date for day in days if day.date]
    return len(dates) > 1 and dates[0] < dates[-1]
