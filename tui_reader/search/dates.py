"""Days as people write them in a query: `2022-02-15`, `feb 15`, `yesterday`, `3 days ago`, `2022-02-14..16`.

Every wording is matched here first, so that nothing is guessed: python-dateutil, which fills what is missing
and overlooks contradictions, only does the arithmetic and reads the names of months.
"""

import datetime
import re
from collections.abc import Callable

from dateutil import parser as dateutil_parser
from dateutil.relativedelta import FR, MO, SA, SU, TH, TU, WE, relativedelta

Span = tuple[datetime.date | None, datetime.date | None]
"""First and last day, both included; None is open."""

MAX_LENGTH = 40
"""Longest wording of a day that is looked at, in characters."""

_EPOCH = datetime.date(1970, 1, 1)
_WEEKDAYS = {"mon": MO, "tue": TU, "wed": WE, "thu": TH, "fri": FR, "sat": SA, "sun": SU}
_MONTH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?"
)
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_NUMERIC = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")
_AGO = re.compile(r"(\d{1,4}) (day|week|month|year)s? ago")
_WEEKDAY = (
    "mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
)
_LAST = re.compile(rf"(?:(last|this) )?({_WEEKDAY})|(last|this) (week|month|year)")
_NAMED = re.compile(rf"(?:(\d{{1,2}}) )?({_MONTH})(?: (\d{{1,2}}))?(?: (\d{{4}}))?")
_RANGE = re.compile(r"(\d{4}-\d{1,2}(?:-\d{1,2})?)?\.\.([\d-]{1,10})?")


class DateError(ValueError):
    """Worded like a day, but no day; the message says why."""


def day_number(day: datetime.date) -> int:
    """Days since 1970-01-01."""
    return (day - _EPOCH).days


def is_plain_date(text: str) -> bool:
    """Whether a bare word is a day or a range of days, which needs no `on:` before it."""
    return bool(re.fullmatch(r"\d{4}-\d{1,2}-\d{1,2}", text) or (text != ".." and _RANGE.fullmatch(text)))


def read_span(text: str, today: datetime.date) -> Span | None:
    """The days that the wording means, seen from `today`; None when it is no wording of a day.

    A day without a year is the latest one that is not in the future.

    Raises:
        DateError: it is worded like a day, but there is no such day.
    """
    text = " ".join(text.casefold().replace(",", " ").split())
    if len(text) > MAX_LENGTH:
        return None
    for form, read in _FORMS:
        if match := form.fullmatch(text):
            try:
                return read(match, today)
            except DateError:
                raise
            except (ValueError, OverflowError) as error:
                raise DateError("there is no such day") from error
    return None


def _range(match: re.Match[str], today: datetime.date) -> Span | None:
    left, right = match.groups()
    first = read_span(left, today) if left else None
    if right is None:
        return (first[0], None) if first else None
    if left and len(right.split("-")[0]) < 4:  # 2022-02-14..16 begins as its first day does
        right = "-".join((*left.split("-")[: -len(right.split("-"))], right))
    last = read_span(right, today)
    if last is None:
        raise DateError("the range ends with no day")
    if first and first[0] and last[1] and last[1] < first[0]:
        raise DateError("the range ends before it begins")
    return (first[0] if first else None, last[1])


def _iso(match: re.Match[str], _today: datetime.date) -> Span:
    year, month, day = match.groups()
    if day:
        found = datetime.date(int(year), int(month), int(day))
        return found, found
    return _period(datetime.date(int(year), int(month or 1), 1), "month" if month else "year")


def _numeric(match: re.Match[str], _today: datetime.date) -> Span:
    first, second, year = (int(part) for part in match.groups())
    if first != second and first <= 12 and second <= 12:
        raise DateError(
            f"day or month first? write {year}-{second:02}-{first:02} or {year}-{first:02}-{second:02}"
        )
    day, month = (first, second) if first > 12 or first == second else (second, first)
    found = datetime.date(year, month, day)
    return found, found


def _word(match: re.Match[str], today: datetime.date) -> Span:
    found = today - datetime.timedelta(days=1 if match[0] == "yesterday" else 0)
    return found, found


def _ago(match: re.Match[str], today: datetime.date) -> Span:
    count, unit = int(match[1]), match[2]
    back = {
        "day": relativedelta(days=count),
        "week": relativedelta(weeks=count),
        "month": relativedelta(months=count),
        "year": relativedelta(years=count),
    }[unit]
    found = today - back
    return found, found


def _last(match: re.Match[str], today: datetime.date) -> Span:
    which, weekday, which_period, period = match.groups()
    if weekday:
        until = today - datetime.timedelta(days=1 if which == "last" else 0)
        found = until + relativedelta(weekday=_WEEKDAYS[weekday[:3]](-1))
        return found, found
    first = {
        "week": today - datetime.timedelta(days=today.weekday()),
        "month": today.replace(day=1),
        "year": today.replace(month=1, day=1),
    }[period]
    if which_period == "last":
        first -= relativedelta(weeks=period == "week", months=period == "month", years=period == "year")
    return _period(first, period)


def _named(match: re.Match[str], today: datetime.date) -> Span | None:
    before, month_name, after, year = match.groups()
    if before and after:
        return None
    month = dateutil_parser.parse(month_name[:3], default=datetime.datetime(2000, 1, 1)).month
    day = int(before or after or 1)
    found = datetime.date(int(year), month, day) if year else _latest(month, day, today)
    return (found, found) if before or after else _period(found, "month")


def _latest(month: int, day: int, today: datetime.date) -> datetime.date:
    """The last such day that is not in the future; 29 February may lie some years back."""
    for year in range(today.year, max(datetime.MINYEAR, today.year - 9) - 1, -1):
        try:
            found = datetime.date(year, month, day)
        except ValueError:
            continue
        if found <= today:
            return found
    raise DateError("there is no such day")


def _period(first: datetime.date, unit: str) -> Span:
    length = relativedelta(weeks=unit == "week", months=unit == "month", years=unit == "year")
    return first, first + length - datetime.timedelta(days=1)


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], datetime.date], Span | None]], ...] = (
    (_RANGE, _range),
    (_ISO, _iso),
    (_NUMERIC, _numeric),
    (re.compile("today|yesterday"), _word),
    (_AGO, _ago),
    (_LAST, _last),
    (_NAMED, _named),
)
