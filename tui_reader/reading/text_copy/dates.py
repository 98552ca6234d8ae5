"""Days as texts write them: "Tuesday 15 February", "4. März 2025", "2025年9月5日(金)", "15.02.2022".

A day may lack its year; a number pair that could be day and month either way round is no day at all.
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from tui_reader.reading.text_copy.language import Language

YEARS = range(1990, 2100)
"""The years that a live blog can name as its own."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day as far as the text gives it.

    Attributes:
        month: 1 to 12.
        day: 1 to 31.
        year: None when it is not given.
        weekday: Monday is 0, None when it is not given.
    """

    month: int
    day: int
    year: int | None = None
    weekday: int | None = None

    def in_year(self, year: int) -> datetime.date | None:
        """The day in that year, None when that year has no such day or it falls on another weekday."""
        try:
            found = datetime.date(year, self.month, self.day)
        except ValueError:
            return None
        return found if self.weekday in (None, found.weekday()) else None

    @property
    def stated(self) -> datetime.date | None:
        """The day where the text gives its year."""
        return self.in_year(self.year) if self.year in YEARS and self.year else None


class DatePatterns:
    """Finds days in the texts of some languages."""

    def __init__(self, languages: tuple[Language, ...]) -> None:
        self._months = [
            re.compile(f"(?:{'|'.join(names)})\\Z", re.I) for names in _merged(languages, "months")
        ]
        self._weekdays = [
            re.compile(f"(?:{'|'.join(names)})\\Z", re.I) for names in _merged(languages, "weekdays")
        ]
        month = "|".join(sorted(_all(languages, "months"), key=len, reverse=True))
        weekday = "|".join(sorted(_all(languages, "weekdays"), key=len, reverse=True))
        self._pattern = re.compile(_TEMPLATE.replace("MONTH", month).replace("WEEKDAY", weekday), re.I)
        self._slash_is_day_first = languages[0].code != "en"

    def find(self, text: str) -> Iterator[tuple[int, int, PartialDate]]:
        """Every day in a text: start, end, and what is known of it."""
        for match in self._pattern.finditer(text):
            found = self._read(match)
            if found:
                yield match.start(), match.end(), found

    def _read(self, match: re.Match[str]) -> PartialDate | None:
        groups = {name.rstrip("0123456789"): value for name, value in match.groupdict().items() if value}
        day, year = int(groups["day"]), int(groups["year"]) if "year" in groups else None
        if "name" in groups:
            month = _index(self._months, groups["name"].rstrip(".")) + 1
        else:
            month = int(groups["month"])
        if "slash" in groups:
            if month > 12 or (self._slash_is_day_first is False and day > 12 >= month):
                day, month = (month, day) if month > 12 else (day, month)
            elif not self._slash_is_day_first and day != month:
                return None
        weekday = _index(self._weekdays, groups["weekday"].rstrip(".")) if "weekday" in groups else None
        valid = 1 <= month <= 12 and 1 <= day <= 31
        return PartialDate(month, day, year, weekday) if valid else None


_TEMPLATE = (
    r"(?:(?<!\w)(?P<weekday>WEEKDAY)\.?(?:,|،)? (?:(?:the|den|dem|le|el|il|a|o|de|em|,) )?)?"
    r"(?:"
    r"(?<![\d.,:])(?P<year1>(?:19|20)\d\d)-(?P<month1>[01]?\d)-(?P<day1>[0-3]?\d)(?!\d)"
    r"|(?P<year2>(?:19|20)\d\d)[年년] ?(?P<month2>[01]?\d)[月월] ?(?P<day2>[0-3]?\d)[日일]"
    r"(?: ?[(\uff08](?P<weekday2>WEEKDAY)[)\uff09])?"
    r"|(?<![\d.,:/])(?P<day3>[0-3]?\d)(?P<slash3>/)(?P<month3>[01]?\d|[123]\d)/(?P<year3>(?:19|20)\d\d)(?!\d)"
    r"|(?<![\d.,:])(?P<day4>[0-3]?\d)\.(?: ?)(?P<month4>[01]?\d)\.(?: ?)(?P<year4>(?:19|20)\d\d)(?!\d)"
    r"|(?<![\d.,:])(?P<day7>[0-3]?\d)\.(?P<month7>[01]?\d)\.(?! ?\d)"
    r"|(?<![\d.,:])(?P<day5>[0-3]?\d)(?:st|nd|rd|th|er|º|ª|°|\.|-го)? (?:of |de |d')?(?P<name5>MONTH)\b\.?"
    r"(?:/[^\W\d]{2,12}(?: [^\W\d]{2,10})?)?"
    r"(?:,? (?:de |del )?(?P<year5>(?:19|20)\d\d)(?!\d))?"
    r"|(?<!\w)(?P<name6>MONTH)\b\.? (?P<day6>[0-3]?\d)(?:st|nd|rd|th)?(?![\d.,:%]\d|\d)"
    r"(?:,? (?P<year6>(?:19|20)\d\d)(?!\d))?"
    r")"
)


def _merged(languages: tuple[Language, ...], what: str) -> list[list[str]]:
    lists = [getattr(language, what) for language in languages]
    return [[names[i] for names in lists] for i in range(len(lists[0]))]


def _all(languages: tuple[Language, ...], what: str) -> list[str]:
    return [name for language in languages for names in getattr(language, what) for name in names.split("|")]


def _index(patterns: list[re.Pattern[str]], name: str) -> int:
    return next((i for i, pattern in enumerate(patterns) if pattern.match(name)), -1)
