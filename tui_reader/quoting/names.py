"""Names compared: whether two of them, as sequences of keys, can be one person's."""

import re
from collections.abc import Sequence
from functools import lru_cache

from tui_reader.quoting.lexicon import folded

_TRANSCRIPTIONS = str.maketrans({"y": "i", "j": "i", "w": "v", "'": None, "’": None, "-": None, ".": None})
_CASE_ENDING = re.compile("(?:ого|его|ому|ему|[аеиіїоуыьэюяйґ]{1,2})$")  # of Cyrillic names
_ARTICLE = re.compile("^(?:a[ltnrszd]|el|ul|ash|adh)-(?=..)")  # of Arabic names
_SHORT_NAME = (1, 3, 4)  # letters of an initial, or of "Ray" for "Raymond"


@lru_cache(maxsize=8192)
def name_key(word: str) -> str:
    """A word such that transcriptions of a name agree: "Sergey", "Sergei"; "Zelenskyy", "Zelensky"."""
    plain = _ARTICLE.sub("", folded(word)).translate(_TRANSCRIPTIONS)
    letters: list[str] = []
    for letter in plain:
        if not letters or letters[-1] != letter:
            letters.append(letter)
    key = "".join(letters)
    return _CASE_ENDING.sub("", key) if key > "\u0400" and len(key) > 4 else key


def are_one(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether two full names can be one person's: same surname, given names equal, short for or left out."""
    if first == second or first[-1] != second[-1]:
        return first == second
    short, long = sorted((first[:-1], second[:-1]), key=len)
    if not short:
        return True
    return all(any(_same_given(given, other) for other in long) for given in short) and _same_given(
        short[0], long[0]
    )


def _same_given(first: str, second: str) -> bool:
    short, long = sorted((first, second), key=len)
    return first == second or (len(short) in _SHORT_NAME and long.startswith(short))


def is_suffix(keys: Sequence[str], name: Sequence[str]) -> bool:
    """Whether a name ends with those words."""
    return tuple(name[-len(keys) :]) == tuple(keys)


def is_prefix(keys: Sequence[str], name: Sequence[str]) -> bool:
    """Whether a name begins with those words."""
    return tuple(name[: len(keys)]) == tuple(keys)


def is_inside(keys: Sequence[str], name: Sequence[str]) -> bool:
    """Whether a word stands in the middle of a name."""
    return len(keys) == 1 and len(name) > 2 and keys[0] in name[1:-1] and len(keys[0]) > 2
