"""Days, times and counts in words."""

import datetime

_WEEK = 7  # days, after which the name of a weekday would be two


def long_date(date: datetime.date) -> str:
    """A day as "Wednesday 16 February 2022"."""
    return f"{date:%A} {date.day} {date:%B} {date.year}"


def counted(count: int, thing: str) -> str:
    """A number of things: "1 update", "1,204 updates"."""
    return f"{count:,} {thing}" if count == 1 else f"{count:,} {thing}s"


def span(first: datetime.date | None, last: datetime.date | None) -> str:
    """From one day to another, as short as it can be said: "7 March 2024", "28 February to 3 March 2024"."""
    if first is None or last is None:
        return "date unknown"
    until = f"{last.day} {last:%B} {last.year}"
    if first == last:
        return until
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {until}"
    return (
        f"{first.day} {first:%B} to {until}"
        if first.year == last.year
        else f"{first.day} {first:%B} {first.year} to {until}"
    )


def clock(
    published: datetime.datetime, day: datetime.date | None, zone: datetime.tzinfo | None = None
) -> str:
    """The time of day in `zone`, the reader's own by default, in six cells: "14:05 ".

    A "+" or "-" behind it says that there it is already, or still, another day than `day`.
    """
    local = _local(published, zone)
    if day is None or local.date() == day:
        return f"{local:%H:%M} "
    return f"{local:%H:%M}{'+' if local.date() > day else '-'}"


def moment(
    published: datetime.datetime, day: datetime.date | None, zone: datetime.tzinfo | None = None
) -> str:
    """The time with its zone named, "14:05 CET", and with the day where that is not `day`."""
    local = _local(published, zone)
    name = local.tzname() or ""
    named = f"UTC{name}" if name[:1] in ("+", "-") else name
    when = f"{local:%H:%M} {named}".rstrip()
    return when if day is None or local.date() == day else f"{when} on {long_date(local.date())}"


def since_when(earlier: datetime.datetime, now: datetime.datetime | None = None) -> str:
    """A moment before now, the nearer the shorter: "18:20", "Tuesday 18:20", "5 March 2024"."""
    then, now = _local(earlier, None), now or datetime.datetime.now().astimezone()
    days = (now.date() - then.date()).days
    if not 0 <= days < _WEEK:
        return f"{then.day} {then:%B} {then.year}"
    return f"{then:%H:%M}" if days == 0 else f"{then:%A %H:%M}"


def time_taken(seconds: float) -> str:
    """A short duration: "8 ms", "1.4 s"."""
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"


def _local(published: datetime.datetime, zone: datetime.tzinfo | None) -> datetime.datetime:
    try:
        return published.astimezone(zone)
    except (OverflowError, OSError):  # the first and last days that a datetime can hold
        return published
