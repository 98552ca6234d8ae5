"""Invented updates for measuring: any number of them, the same every time, made one by one.

The words are made of syllables and drawn by a Zipf-Mandelbrot law, as in real text: a few hundred function
words and common names make up half of it, and the rest is a tail of 80,000 words most of which are rare. Ten
years of live blogs of about 80 updates each; an update has 80 to 150 words, up to three speakers, and now and
then a line in another script.
"""

import random
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from tui_reader.search import IndexedUpdate, SearchText, Statement

FIRST_DAY = 16_815  # 2016-01-15
DAYS = 3_650
_ONSETS = "b c d f g h j k l m n p r s t v w z br ch cr dr fr gr kr pr sh st str th tr pl sl kh zh".split()  # noqa: SIM905
_VOWELS = "a e i o u ai ea ou ia".split()  # noqa: SIM905
_CODAS = ["", "n", "r", "s", "t", "l", "m", "k", "d", "ng", "st", "rt", "v", "x"]
_ENDINGS = ["ing", "ed", "s", "er", "ation", "ly", "ment", "ov", "enko"]
_OTHER_SCRIPTS = [
    "Уряд Веленії скликав засідання щодо їхньої води.",
    "أعلنت الحكومة عن اجتماع جديد.",
    "政府は今夜会議を開いた。",
    "São Belém: l’été à Vörlund n’est pas fini.",
]


@dataclass(frozen=True)
class Vocabulary:
    """Words from the most frequent to the rarest, and how much of a text they make up together."""

    words: list[str]
    weights: list[float]

    def draw(self, source: random.Random) -> str:
        """A word, frequent ones more often."""
        return self.words[bisect(self.weights, source.random() * self.weights[-1])]


def _word(source: random.Random) -> str:
    syllables = source.choice((1, 2, 2, 3, 3, 4))
    stem = "".join(
        source.choice(_ONSETS) + source.choice(_VOWELS) + source.choice(_CODAS) for _ in range(syllables)
    )
    return stem + source.choice(_ENDINGS) if source.random() < 0.35 else stem


@cache
def vocabulary() -> Vocabulary:
    """80,000 words; the short ones are the most frequent, as in any language."""
    source = random.Random(1)
    found = sorted({_word(source) for _ in range(110_000)})  # a set alone has another order in every process
    words = sorted(found, key=lambda word: (len(word) + source.random() * 6, word))[:80_000]
    return Vocabulary(words, list(accumulate(1 / (rank + 3) ** 1.05 for rank in range(len(words)))))


@cache
def speakers() -> Vocabulary:
    """4,000 names; a dozen of them are quoted all the time."""
    source = random.Random(2)
    names = [f"{_word(source).capitalize()} {_word(source).capitalize()}" for _ in range(4000)]
    return Vocabulary(names, list(accumulate(1 / (rank + 3) for rank in range(len(names)))))


def updates(count: int) -> Iterator[tuple[IndexedUpdate, SearchText]]:
    """So many updates from the oldest to the newest, numbered from 1."""
    source = random.Random(3)
    for number in range(1, count + 1):
        seconds = FIRST_DAY * 86_400 + int((number + source.random()) * DAYS * 86_400 / (count + 1))
        yield _update(number, seconds << 26, source)


def _update(number: int, order_key: int, source: random.Random) -> tuple[IndexedUpdate, SearchText]:
    names = tuple({speakers().draw(source): None for _ in range(source.choice((0, 1, 1, 1, 2, 2, 3)))})
    paragraphs = [_sentence(source, 25) for _ in range(source.randint(2, 4))]
    statements: list[Statement] = [(name, _sentence(source, 18)) for name in names]
    paragraphs += [f"{speaker} said: “{said}”" for speaker, said in statements]
    if source.random() < 0.02:
        paragraphs.append(source.choice(_OTHER_SCRIPTS))
    headline, body = _sentence(source, 10).rstrip("."), "\n".join(paragraphs)
    kinds = frozenset(kind for kind in ("picture", "embed", "link") if source.random() < 0.2)
    update = IndexedUpdate(
        number=number,
        order_key=order_key,
        headline=headline,
        body=body,
        speakers=names,
        said="\n".join(said for _, said in statements),
        live_blog=f"Live: {vocabulary().words[2000 + number // 80 % 5000]} day {number // 80}",
        publisher=f"The {speakers().words[number // 80 % 12].split()[1]} Herald",
        kinds=kinds | {"quote"} if names else kinds,
        is_key_event=source.random() < 0.05,
    )
    return update, SearchText(headline, body, tuple(statements))


def _sentence(source: random.Random, length: int) -> str:
    words = vocabulary()
    found = [words.draw(source) for _ in range(source.randint(length - 4, length + 4))]
    return f"{' '.join(found).capitalize()}."
