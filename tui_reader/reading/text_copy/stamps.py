"""Lines and beginnings of lines that say when: "14:32", "Posted at 14:05", "2:32 p.m. ET, May 11, 2022".

A line is a stamp when nothing is left of it after its clock, day, zone and label are taken away; so every
order and every punctuation of them is understood without a pattern for each.
"""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from tui_reader.reading.text_copy import zones
from tui_reader.reading.text_copy.dates import DatePatterns, PartialDate
from tui_reader.reading.text_copy.wording import Wording

_WORD = r"(?<!\w){}(?![^\W\d])"
_LONGEST = 100  # characters of a line that is nothing but a stamp

_CLOCK = (
    r"(?<![\d.,:/+-])(?P<pm>午後|午前)? ?(?P<hour>[01]?\d|2[0-4])"
    r"(?:(?:[:.\uff1a]| ?h ?|時)(?P<minute>[0-5]\d)分?(?:[:.](?P<second>[0-5]\d))?(?!\d)"
    r"|(?= ?[ap]\.? ?m\b)|時(?!間)| ?h(?!\w)|(?= ?(?:uhr|uur|heures|horas|hrs)\b))"
    r"(?: ?(?P<half>[ap])\.? ?m\b\.?| ?(?:uhr|uur|hrs|h)\b)?"
)
_FULL_CLOCK = re.compile(_CLOCK, re.I)
_ZONE = re.compile(rf"(?<!\w)(?:{zones.OFFSET}|(?:{zones.NAMES})(?!\w))", re.I)
_CLOCK_AND_ZONE = rf"(?:{_CLOCK})(?: ?\(?(?:{zones.OFFSET}|(?:{zones.NAMES})(?!\w))\)?)?"
_PREFIX = re.compile(
    rf"[\[(]?(?=[^\s]{{0,9}}[\d\u5348]){_CLOCK_AND_ZONE}[\])]? ?(?:[-–—|:·•,.\uff1a]+ |[-–—|·•] ?| )(?=\S)",
    re.I,
)
_SUFFIX = re.compile(rf" ?(?:[|·•–—-] ?|\(){_CLOCK_AND_ZONE}\)?\Z", re.I)


@dataclass(frozen=True, slots=True)
class Stamp:
    """When something was published or changed, as far as the text says.

    Attributes:
        clock: time of day.
        zone: the zone's name as written.
        date: the day.
        label: what the stamp calls itself.
        is_relative: it counts back from a moment that is not known ("3 hours ago").
    """

    clock: datetime.time | None = None
    zone: str | None = None
    date: PartialDate | None = None
    label: Literal["published", "updated"] | None = None
    is_relative: bool = False

    @property
    def form(self) -> tuple[object, ...]:
        """What stamps of one kind have in common."""
        return self.label, self.clock is not None, self.date is not None, self.is_relative

    @property
    def is_day(self) -> bool:
        """Whether it is a bare day: a heading over the updates of that day."""
        return self.date is not None and self.clock is None and self.label is None and not self.is_relative


def read_stamp(text: str, wording: Wording) -> Stamp | None:
    """The stamp that a whole line is, None when it says anything more."""
    if len(text) > _LONGEST or not (any(map(str.isdigit, text)) or len(text) < 30):
        return None
    rest, found_dates = _take_dates(text, wording.dates)
    rest, relative = _take(wording.label("relative", _WORD), rest)
    clocks = list(_FULL_CLOCK.finditer(rest))[:3]
    rest = _blank(rest, [clock.span() for clock in clocks])
    rest, zone = _take(_ZONE, rest)
    if not (clocks or found_dates or relative):
        return None
    rest, updated = _take(wording.label("updated", _WORD), rest)
    rest, published = _take(wording.label("published", _WORD), rest)
    for _ in range(2):
        rest, _taken = _take(wording.label("prepositions", _WORD), rest)
        rest, _taken = _take(wording.label("clock_words", _WORD), rest)
    if any(map(str.isalnum, rest)):
        return None
    return Stamp(
        clock=_clock(clocks[0]) if clocks else None,
        zone=zone if clocks else None,
        date=found_dates[0] if found_dates else None,
        label="updated" if updated else "published" if published else None,
        is_relative=bool(relative) and not clocks,
    )


def leading_stamp(text: str) -> tuple[Stamp, int] | None:
    """A clock that a line of text begins with, and where the text after it begins."""
    found = _PREFIX.match(text)
    if not found or found["minute"] is None:
        return None
    return Stamp(_clock(found), _zone(found[0])), found.end()


def trailing_stamp(text: str, wording: Wording) -> tuple[Stamp, int] | None:
    """A clock at the end of a line of text, behind a mark or a label, and where the text before it ends."""
    found = _SUFFIX.search(text, max(0, len(text) - 40))
    if found and found["minute"] is not None and found.start():
        return Stamp(_clock(found), _zone(found[0])), found.start()
    labelled = wording.label("published", r"{} ?[^\W_]").search(text, max(1, len(text) - 70))
    stamp = read_stamp(text[labelled.start() :], wording) if labelled else None
    return (stamp, labelled.start()) if labelled and stamp and stamp.clock else None


def page_zone(lines: Iterable[str], wording: Wording) -> str | None:
    """The zone that a page says all of its clocks are in."""
    statement = wording.label("zones_for_page", "^{} ?")
    for line in lines:
        if len(line) <= _LONGEST and statement.match(line):
            found = _ZONE.search(line)
            return found[0] if found else None
    return None


def _take(regex: re.Pattern[str], text: str) -> tuple[str, str | None]:
    found = regex.search(text)
    return (_blank(text, [found.span()]), found[0]) if found else (text, None)


def _take_dates(text: str, dates: DatePatterns) -> tuple[str, list[PartialDate]]:
    found = list(dates.find(text))
    return _blank(text, [(start, end) for start, end, _ in found]), [date for _, _, date in found]


def _blank(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text


def _zone(text: str) -> str | None:
    found = _ZONE.search(text)
    return found[0] if found else None


def _clock(match: re.Match[str]) -> datetime.time:
    hour, half = int(match["hour"]), (match["half"] or "").lower()
    if (half == "p" or match["pm"] == "午後") and hour < 12:
        hour += 12
    elif half == "a" and hour == 12:
        hour = 0
    return datetime.time(hour % 24, int(match["minute"] or 0), int(match["second"] or 0))
