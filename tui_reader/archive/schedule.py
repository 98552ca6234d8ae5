"""When a source is asked again. Pure: the time and the chance are passed in.

A source with news is asked at the interval of its pace; one that has been silent for long is asked after a
tenth of its silence. One that fails is left alone for 1, 2, 4 and so on up to 60 minutes, and never asked
before its server allows it. Pauses are lengthened by up to a tenth by chance, so that many readers do not ask
at once (exponential backoff with jitter).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tui_reader.library import Source

MINIMUM = 15.0
"""Seconds between two requests for one address, whoever wants them."""

LONGEST = 3600.0
"""Seconds of the longest pause, before chance lengthens it and where the server asks for none longer."""

_FIRST_PAUSE = 60.0  # seconds after the first failure
_SILENCE_SHARE = 0.1
_JITTER = 0.1


@dataclass(frozen=True, slots=True)
class Pace:
    """How often a source is asked while it succeeds.

    Attributes:
        interval: seconds between two requests, `MINIMUM` at the least.
        slowest: seconds between two requests for one that has been silent for long.
    """

    interval: float = 60.0
    slowest: float = LONGEST


@dataclass(frozen=True, slots=True)
class Answer:
    """What a source answered when it was asked.

    Attributes:
        has_news: something was new or changed.
        etag: the `ETag` for the next request.
        last_modified: the `Last-Modified` for the next request.
    """

    has_news: bool
    etag: str | None
    last_modified: str | None


def succeeded(source: Source, now: datetime, pace: Pace, chance: float, answer: Answer) -> Source:
    """The source after it answered; `chance` is between 0 and 1."""
    changed_at = now if answer.has_news or source.changed_at is None else source.changed_at
    silence = (now - changed_at).total_seconds() * _SILENCE_SHARE
    pause = max(min(silence, pace.slowest), pace.interval, MINIMUM)
    return replace(
        source,
        etag=answer.etag,
        last_modified=answer.last_modified,
        succeeded_at=now,
        changed_at=changed_at,
        due_at=_after(now, pause, chance),
        not_before=None,
        failures=0,
        error=None,
    )


def failed(
    source: Source, now: datetime, pace: Pace, chance: float, reason: str, retry_after: float | None = None
) -> Source:
    """The source after it failed; `retry_after` is for how many seconds its server asked to be left alone."""
    growing = min(_FIRST_PAUSE * 2 ** min(source.failures, 10), LONGEST)
    due_at = _after(now, max(growing, pace.interval, MINIMUM), chance)
    not_before = now + timedelta(seconds=retry_after) if retry_after else None
    return replace(
        source,
        due_at=max(due_at, not_before or due_at),
        not_before=not_before,
        failures=source.failures + 1,
        error=reason,
    )


def earliest(source: Source, now: datetime) -> datetime:
    """The first moment at which the source may be asked, even if the user wants it at once."""
    if source.tried_at is None or source.tried_at > now:  # never, or the clock was set back
        return now
    moments = (now, source.tried_at + timedelta(seconds=MINIMUM), source.not_before or now)
    return max(moments)


def due(source: Source, now: datetime) -> datetime:
    """When the source is to be asked; not after `now` where it is time."""
    soonest = earliest(source, now)
    if source.due_at is None or source.tried_at is None or source.tried_at > now:
        return soonest
    return max(soonest, source.due_at)


def seconds_to_next(sources: Iterable[Source], now: datetime) -> float | None:
    """The seconds until the first of the sources is due, 0 where one is, None where there are none."""
    waits = [(due(source, now) - now).total_seconds() for source in sources]
    return min(waits, default=None)


def _after(now: datetime, pause: float, chance: float) -> datetime:
    return now + timedelta(seconds=pause * (1 + _JITTER * chance))
