"""How the page at hand is worded: its language's patterns and days, ready to use."""

import re
from functools import cache

from tui_reader.reading.text_copy.dates import DatePatterns
from tui_reader.reading.text_copy.language import Language, alternatives, languages, spoken_in


class Wording:
    """The patterns of some languages, compiled when they are first asked for.

    Attributes:
        dates: finds days.
    """

    def __init__(self, spoken: tuple[Language, ...]) -> None:
        self.dates = DatePatterns(spoken)
        self._languages = spoken
        self._compiled: dict[tuple[str, str], re.Pattern[str]] = {}

    def line(self, name: str, template: str = "{}") -> re.Pattern[str]:
        """What the languages list under `lines`, to match folded text."""
        return self._pattern(name, template, folded=True)

    def label(self, name: str, template: str) -> re.Pattern[str]:
        """What the languages list under `labels`, to match text as it is."""
        return self._pattern(name, template, folded=False)

    def _pattern(self, name: str, template: str, *, folded: bool) -> re.Pattern[str]:
        found = self._compiled.get((name, template))
        if found is None:
            parts = (part for language in self._languages for part in language.patterns.get(name, ()))
            found = self._compiled[name, template] = alternatives(parts, template, folded=folded)
        return found


def wording_of(text: str) -> Wording:
    """The wording of a text's language."""
    return _wording(tuple(language.code for language in spoken_in(text)))


@cache
def _wording(codes: tuple[str, ...]) -> Wording:
    return Wording(tuple(language for code in codes for language in languages() if language.code == code))
