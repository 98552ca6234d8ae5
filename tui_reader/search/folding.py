"""Text as the words one searches by: without case, diacritics and typographic variants.

Folding starts from Unicode's compatibility form (NFKC) and case folding, then drops what people leave out
when they type: diacritics of the Latin, Greek, Hebrew and Arabic scripts (Schröder, names with harakat),
possessive endings and elided articles (Lviv's, l'Élysée), soft hyphens and joiners. Marks that make another
letter stay: Cyrillic й and ї, Indic vowel signs, Japanese dakuten. Digits of every script become 0-9.

Scripts written without spaces (Han, kana, Thai, Lao, Khmer, Burmese) give one word a character, so that every
part of a run can be found as a phrase of its characters.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

MAX_WORD = 64
"""Longest word, in folded characters; the rest of a longer one is ignored, in texts as in queries."""

_APOSTROPHES = "'’‘ʼ＇ʹ′`´ʻ‛"
_WITHOUT_DECOMPOSITION = {
    "ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ŧ": "t", "ı": "i", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe",
}  # fmt: skip
_DROPPED_MARKS = (
    (0x0300, 0x036F), (0x0483, 0x0489), (0x0591, 0x05C7), (0x0610, 0x061A), (0x0640, 0x0640),
    (0x064B, 0x065F), (0x0670, 0x0670), (0x06D6, 0x06ED), (0x08D3, 0x08FF), (0x1AB0, 0x1AFF),
    (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE00, 0xFE0F), (0xFE20, 0xFE2F), (0xE0100, 0xE01EF),
)  # fmt: skip
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_PARTS = re.compile(f"{_UNSPACED.pattern}|[^{_UNSPACED.pattern[1:]}+")
# Plain English text with curly marks and a foreign name takes the quick way, which is ASCII's alone.
_TYPOGRAPHIC = (
    ("’", "'"),
    ("‘", "'"),
    ("“", " "),
    ("”", " "),
    ("–", " "),
    ("—", " "),
    ("…", " "),
    ("\xa0", " "),
)
_FOREIGN = re.compile("([\x00-\x7f]?[^\x00-\x7f]+)")  # with the letter a mark may stand on
_FEW_PARTS = 41
_ELIDED = frozenset(("l", "d", "j", "m", "n", "s", "t", "c", "qu"))


class _Table(dict[int, str]):
    """What `str.translate` puts in place of a case-folded character, worked out once for each."""

    def __missing__(self, code: int) -> str:
        folded = _fold_character(chr(code))
        self[code] = folded
        return folded


def _fold_character(char: str) -> str:
    code = ord(char)
    category = unicodedata.category(char)
    if char == "\n":
        return char
    if char in _APOSTROPHES:
        return "'"
    if category == "Cf" or any(first <= code <= last for first, last in _DROPPED_MARKS):
        return ""
    if category.startswith("M"):
        return char
    return _fold_letter(char) if char.isalnum() else " "


def _fold_letter(char: str) -> str:
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    apart = unicodedata.normalize("NFKD", char)
    base = ord(apart[0])
    if base < 0x400 or 0x590 <= base < 0x780:
        apart = "".join(c for c in apart if not unicodedata.category(c).startswith("M"))
        return _WITHOUT_DECOMPOSITION.get(apart, apart)
    return char


_TABLE = _Table()


def fold(text: str) -> str:
    """The text in folded characters: words, apostrophes and line breaks; all else is a space."""
    if text.isascii():
        return text.lower().translate(_TABLE)
    for typographic, plain in _TYPOGRAPHIC:
        text = text.replace(typographic, plain)
    if text.isascii():
        return text.lower().translate(_TABLE)
    parts = _FOREIGN.split(text)
    if len(parts) > _FEW_PARTS:
        return _fold_foreign(text)
    return "".join(
        _fold_foreign(part) if at % 2 else part.lower().translate(_TABLE) for at, part in enumerate(parts)
    )


def _fold_foreign(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().translate(_TABLE)


def words(text: str) -> list[str]:
    """The folded words in order, line breaks ignored."""
    folded = fold(text)
    found = folded.split()
    if "'" in folded:
        found = [word for piece in found if (word := _without_apostrophes(piece))]
    if not folded.isascii() and _UNSPACED.search(folded):
        found = [part for word in found for part in _PARTS.findall(word)]
    if len(folded) > MAX_WORD:
        found = [word if len(word) <= MAX_WORD else word[:MAX_WORD] for word in found]
    return found


def lines(text: str) -> list[list[str]]:
    """The folded words of each line: phrases and nearness do not reach over a line break."""
    return [found for line in text.split("\n") if (found := words(line))]


def is_unspaced(word: str) -> bool:
    """Whether the folded word is a character of a script written without spaces."""
    return len(word) == 1 and _UNSPACED.match(word) is not None


def pairs(found: list[str]) -> Iterator[str]:
    """Every two neighbouring characters of unspaced scripts, joined: rarer than the characters alone."""
    for first, second in pairwise(found):
        if is_unspaced(first) and is_unspaced(second):
            yield first + second


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word and the span of the original text it came from."""

    text: str
    start: int
    end: int


def located(text: str) -> list[Word]:
    """The folded words of one line with their places; the words are those that `words` gives."""
    found: list[Word] = []
    for piece in _pieces(text):
        word = _without_apostrophes("".join(folded for folded, _ in piece))
        if not word:
            continue
        if _UNSPACED.search(word):
            found += _located_parts(word, piece)
        else:
            found.append(Word(word[:MAX_WORD], piece[0][1][0], piece[-1][1][1]))
    return found


_Piece = list[tuple[str, tuple[int, int]]]  # folded characters, each with the span it came from


def _located_parts(word: str, piece: _Piece) -> Iterator[Word]:
    """The parts of a word that holds unspaced characters; apostrophes were dropped from it."""
    spans = [span for folded, span in piece for char in folded if char != "'"]
    shift = max(0, "".join(folded for folded, _ in piece).replace("'", "").find(word))
    for part in _PARTS.finditer(word):
        first, last = spans[shift + part.start()], spans[shift + part.end() - 1]
        yield Word(part[0][:MAX_WORD], first[0], last[1])


def _pieces(text: str) -> Iterator[_Piece]:
    """The runs between white space, as folded characters with their places."""
    piece: _Piece = []
    for start, end in _clusters(text):
        for char in _fold_cluster(text[start:end]):
            if not char.isspace():
                piece.append((char, (start, end)))
            elif piece:
                yield piece
                piece = []
    if piece:
        yield piece


@lru_cache(maxsize=4096)
def _fold_cluster(cluster: str) -> str:
    return fold(cluster)


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Spans that fold independently of each other: a character and what composes with it."""
    start = 0
    for at, char in enumerate(text):
        if at > start and not (char > "\u02ff" and _continues(char)):
            yield start, at
            start = at
    if text:
        yield start, len(text)


def _continues(char: str) -> bool:
    return (
        "\u1160" <= char <= "\u11ff"  # vowel and final jamo, which compose to a Hangul syllable
        or char in "\uff9e\uff9f"  # halfwidth voicing marks
        or unicodedata.category(char).startswith("M")
    )


def _without_apostrophes(word: str) -> str:
    """The word without possessive ending, elided article and other apostrophes."""
    if "'" not in word:
        return word
    word = word.strip("'")
    if word.endswith("'s"):
        word = word[:-2]
    head, _, tail = word.partition("'")
    if head in _ELIDED and len(tail) >= 3:
        word = tail
    return word.replace("'", "")
