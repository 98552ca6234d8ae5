"""What a language's live blogs are worded like: tables read from `languages/*.toml`.

A table names its months (January first) and weekdays (Monday first), each as alternatives separated by "|"
with the full name first; its commonest words, by which a text's language is told; and patterns. Patterns
under `lines` are matched against `fold`ed text and judge a line (a whole line where the list holds fixed
texts, wherever it says `^` or `$` otherwise); those under `labels` are matched against the text as it is and
begin or end a part of a line. Patterns repeat nothing without a bound, so matching them is linear.

A page is read with the table of its own language and the English one, whose words stand on pages of every
language. More would do harm: month names clash ("out", "set", "mar").
"""

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

_WORDS = 4_000  # enough to tell a language by
_MARKS = re.compile("[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u064b-\u065f\u0670\u3099\u309a]")
_WORD = re.compile(r"[^\W\d_]{1,30}")


@dataclass(frozen=True, slots=True)
class Language:
    """One table.

    Attributes:
        code: ISO 639-1.
        letters: pattern of a letter that only this language has; None where words must tell it.
        function_words: the commonest words, in small letters.
        months: pattern alternatives of the twelve months.
        weekdays: pattern alternatives of the seven weekdays.
        patterns: the lists of `lines` and `labels`.
    """

    code: str
    letters: re.Pattern[str] | None
    function_words: frozenset[str]
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    patterns: dict[str, tuple[str, ...]]


@cache
def languages() -> tuple[Language, ...]:
    """Every table, English first."""
    files = (
        f for f in resources.files(__package__).joinpath("languages").iterdir() if f.name.endswith(".toml")
    )
    found = [
        _language(f.name.removesuffix(".toml"), tomllib.loads(f.read_text(encoding="utf-8"))) for f in files
    ]
    return tuple(sorted(found, key=lambda language: (language.code != "en", language.code)))


def spoken_in(text: str) -> tuple[Language, ...]:
    """The language of a text and English, the language first; English alone where none is recognised."""
    english = languages()[0]
    sample = text[: _WORDS * 8]
    for language in languages():
        if language.letters and len(language.letters.findall(sample)) * 8 > len(sample):
            return language, english
    words = Counter(word.casefold() for word in _WORD.findall(sample)[:_WORDS])
    scores = {lang.code: sum(words[word] for word in lang.function_words) for lang in languages()}
    best = max(languages(), key=lambda language: scores[language.code])
    return (english,) if best is english or not scores[best.code] else (best, english)


def fold(text: str) -> str:
    """Text for comparison: case, accents and the shapes of apostrophes, dashes and spaces do not count."""
    plain = text.casefold().translate(_SHAPES)
    return plain if plain.isascii() else _MARKS.sub("", unicodedata.normalize("NFKD", plain))


def alternatives(parts: Iterable[str], template: str = "{}", *, folded: bool = False) -> re.Pattern[str]:
    """A pattern of alternatives, put into `template` as one group; of none, one that matches nothing."""
    joined = "|".join(sorted({fold(part) if folded else part for part in parts}, key=len, reverse=True))
    return re.compile(template.replace("{}", f"(?:{joined})" if joined else "(?!)"), re.IGNORECASE)


_SHAPES = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "´": "'", "‐": "-", "‑": "-", "\u00a0": " ", "\u202f": " "}
)


def _language(code: str, table: dict[str, Any]) -> Language:
    labels = {name: [_any_apostrophe(p) for p in values] for name, values in table["labels"].items()}
    lists = table["lines"] | labels
    return Language(
        code=code,
        letters=re.compile(table["letters"]) if "letters" in table else None,
        function_words=frozenset(table["function_words"].split()),
        months=tuple(table["months"]),
        weekdays=tuple(map(_any_apostrophe, table["weekdays"])),
        patterns={name: tuple(values) for name, values in lists.items()},
    )


def _any_apostrophe(part: str) -> str:
    return part.replace("'", "['’ʼ]")
