"""Times as publishers' data states them: ISO 8601, RFC 5322, JavaScript's own form, seconds of the epoch.

A time is known only with its offset from UTC; without one, the day alone is.
"""

import datetime
import re
from typing import NamedTuple

_MAX_LENGTH = 64
_ISO = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)"
    r"(?:[T ]+(\d\d):?(\d\d)(?::?(\d\d)(?:[.,](\d{1,9}))?)?\s?(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?",
    re.IGNORECASE | re.ASCII,
)
_WRITTEN_OUT = re.compile(
    r"(?:[A-Za-z]{3,9},?\s+)?(?:(\d{1,2})\s+([A-Za-z]{3})[a-z]*|([A-Za-z]{3})[a-z]*\s+(\d{1,2}),?)\s+(\d{4}),?"
    r"\s+(?:at\s)?(\d{1,2}):(\d\d)(?::(\d\d))?\s*+(?:([AaPp])\.?[Mm]\.?\s*+)?(?:(?:GMT|UTC)?([+-]\d\d:?\d\d)|([A-Z]{1,5}))?(?:\s*\(.*\))?",
    re.ASCII,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_AMERICAN = {"E": -5, "C": -6, "M": -7, "P": -8}  # RFC 5322, 4.3
_UNIVERSAL = ("Z", "UT", "UTC", "GMT")
_EPOCH_YEARS = range(1995, 2200)


class Moment(NamedTuple):
    """What a source says of a time.

    Attributes:
        time: the aware time, None where the source leaves its offset open.
        day: the day in the source's own offset, None where nothing can be understood.
    """

    time: datetime.datetime | None
    day: datetime.date | None


UNKNOWN = Moment(None, None)


def moment(stated: object) -> Moment:
    """The moment that a string or a number of seconds (or milliseconds) of the epoch states."""
    if isinstance(stated, bool):
        return UNKNOWN
    if isinstance(stated, int | float):
        return _from_epoch(stated)
    if not isinstance(stated, str) or len(stated) > _MAX_LENGTH:
        return UNKNOWN
    text = stated.strip()
    if re.fullmatch(r"\d{10}|\d{13}", text, re.ASCII):
        return _from_epoch(int(text))
    return _from_iso(text) or _from_words(text) or UNKNOWN


def time_of(stated: object) -> datetime.datetime | None:
    """The aware time that is stated, None where it is not."""
    return moment(stated).time


def _from_epoch(number: float) -> Moment:
    if not abs(number) < 10_000_000_000_000_000:
        return UNKNOWN
    seconds = number / 1000 if abs(number) > 100_000_000_000 else number
    try:
        time = datetime.datetime.fromtimestamp(seconds, datetime.UTC)
    except (ValueError, OverflowError, OSError):
        return UNKNOWN
    return Moment(time, time.date()) if time.year in _EPOCH_YEARS else UNKNOWN


def _from_iso(text: str) -> Moment | None:
    found = _ISO.fullmatch(text)
    if not found:
        return None
    year, month, day, hour, minute, second, fraction, offset = found.groups()
    try:
        if hour is None:
            return Moment(None, datetime.date(int(year), int(month), int(day)))
        microsecond = int((fraction or "0")[:6].ljust(6, "0"))
        return _moment_at(
            datetime.datetime(
                int(year), int(month), int(day), int(hour), int(minute), int(second or 0), microsecond
            ),
            offset,
        )
    except ValueError:
        return None


def _from_words(text: str) -> Moment | None:
    found = _WRITTEN_OUT.fullmatch(text)
    month = ((found[2] or found[3]) if found else "").lower()
    if not found or month not in _MONTHS:
        return None
    try:
        written = datetime.datetime(
            int(found[5]),
            _MONTHS.index(month) + 1,
            int(found[1] or found[4]),
            _hour(int(found[6]), found[9]),
            int(found[7]),
            int(found[8] or 0),
        )
        return _moment_at(written, found[10] or found[11])
    except ValueError:
        return None


def _hour(stated: int, half: str | None) -> int:
    """The hour of the day; `half` is the A or P of a.m. and p.m., if stated."""
    if half is None:
        return stated
    if not 1 <= stated <= 12:
        raise ValueError("no hour of half a day")
    return stated % 12 + (12 if half in "Pp" else 0)


def _moment_at(written: datetime.datetime, offset: str | None) -> Moment:
    zone = _zone(offset.upper()) if offset else None
    return Moment(written.replace(tzinfo=zone) if zone else None, written.date())


def _zone(offset: str) -> datetime.timezone | None:
    """The zone of an offset or of one of the names that RFC 5322 defines, None for others."""
    if offset[0] in "+-":
        digits = offset[1:].replace(":", "").ljust(4, "0")
        minutes = int(digits[:2]) * 60 + int(digits[2:])
        return datetime.timezone(datetime.timedelta(minutes=-minutes if offset[0] == "-" else minutes))
    if re.fullmatch("[ECMP][SD]T", offset):
        return datetime.timezone(datetime.timedelta(hours=_AMERICAN[offset[0]] + (offset[1] == "D")))
    return datetime.UTC if offset in _UNIVERSAL else None
