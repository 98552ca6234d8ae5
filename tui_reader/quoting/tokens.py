"""Words and marks of a text, each with what the lexicon knows of it.

A quotation inside a text counts as one token, so that the writer's own sentence is read around it.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import Literal, TypeAlias

from tui_reader.quoting.lexicon import Lexicon, Verb

TokenKind: TypeAlias = Literal["word", "possessive", "mark", "quoted"]

_MOST_WORDS = 50_000  # of a vocabulary
_NO_LISTS: frozenset[str] = frozenset()
_TOKEN = re.compile(r"([^\W_]+(?:[-‐‑.’'&][^\W_]+)*|[^\w\s])")
_POSSESSIVES = ("’s", "'s")
_CLITIC = re.compile(r"^(\w+?)(?:-t)?-(ils?|elles?|on)$")  # French: "a-t-il", "dit-elle"
_ELIDED = re.compile(
    r"^(?:[ldnsjcmt]|qu|un|dell|all|nell|dall|sull|jusqu|lorsqu)[’'](?=\w)|^L[’'](?=[A-ZÀ-Þ])"
)
_PRONOUNS = (
    "pronouns_masculine",
    "pronouns_feminine",
    "pronouns_plural",
    "pronouns_neuter",
    "pronouns_speaker",
)
_NO_NAMES = frozenset(
    (
        *_PRONOUNS[:4],
        "weekdays",
        "months",
        "determiners",
        "prepositions",
        "conjunctions",
        "adverbs",
        "relatives",
    )
)
_LINKS = frozenset(("of", "for", "the", "and"))
_TITLES = ("titles", "person_nouns", "body_nouns")
_FUNCTION_WORDS = frozenset(
    ("prepositions", "conjunctions", "determiners", "auxiliaries", "adverbs", "relatives")
)


@dataclass(slots=True, eq=False)
class Token:
    """A word or mark, and what is known of it wherever it stands; texts share the tokens of a vocabulary.

    Attributes:
        lower: the text in lower case.
        lists: the names of the lexicon's lists that hold it.
        verb: the cue verb that it is a form of.
        is_name_like: it begins with a capital letter.
        may_name: it may begin or continue a name, as far as the lexicon knows.
        leads_up: it is no part of a name but leads up to it: a title, a nationality, an institution.
        may_link: it can stand inside a name: "van", "of", "and".
        is_pronoun: it stands for a speaker named elsewhere.
        is_plain: it is a word, and no function word.
        is_adverb: it is an adverb or auxiliary, by the lexicon or by its ending.
        quoted: the number of the quotation that it stands for, else -1.
    """

    text: str
    lower: str
    kind: TokenKind
    lists: frozenset[str] = _NO_LISTS
    verb: Verb | None = None
    is_name_like: bool = False
    may_name: bool = False
    leads_up: bool = False
    may_link: bool = False
    is_pronoun: bool = False
    is_plain: bool = False
    is_adverb: bool = False
    quoted: int = -1

    def has(self, *lists: str) -> bool:
        """Whether one of these lists of the lexicon holds the word."""
        return not self.lists.isdisjoint(lists)


class Tokens(list[Token]):
    """The tokens of a text in order, with the offset at which each begins."""

    __slots__ = ("starts",)

    def __init__(self, tokens: Iterable[Token] = (), starts: Sequence[int] = ()) -> None:
        super().__init__(tokens)
        self.starts = list(starts)

    def end(self, at: int) -> int:
        """The offset at which a token ends."""
        return self.starts[at] + len(self[at].text)

    def is_attached(self, at: int) -> bool:
        """Whether a token follows the one before it without a space."""
        return self.end(at - 1) == self.starts[at]

    def add(self, token: Token, start: int) -> None:
        """Add a token that begins at an offset, behind all others."""
        self.append(token)
        self.starts.append(start)

    def extend_from(self, other: "Tokens", first: int, last: int | None = None) -> None:
        """Add the tokens `first` to `last` (excluded) of a text."""
        self += other[first:last]
        self.starts += other.starts[first:last]

    def number_at(self, offset: int, first: int = 0) -> int:
        """The first token, from `first` on, that begins at an offset or behind it."""
        return bisect_left(self.starts, offset, lo=first)


_SEVERAL = Token("", "", "mark")  # stands for what may be several tokens, or depends on the word before it


class Vocabulary(dict[str, Token]):
    """The token of every distinct word and mark, made once; it forgets all when it has grown too large."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self._lexicon = lexicon

    def __missing__(self, word: str) -> Token:
        if len(self) >= _MOST_WORDS:
            self.clear()
        token = self[word] = _SEVERAL if _is_compound(word) else self.token(word)
        return token

    def token(self, word: str, kind: TokenKind | None = None) -> Token:
        """The word as a single token, of that kind if one is given."""
        lower = word.lower()
        lists = self._lexicon.lists.get(lower, _NO_LISTS)
        kind = kind or ("word" if word[0].isalnum() else "mark")
        is_word, is_capital = kind == "word", word[0].isupper()
        has_ending = lower.endswith("ly") and not is_capital and len(lower) > 4
        return Token(
            text=word,
            lower=lower,
            kind=kind,
            lists=lists,
            verb=self._lexicon.verbs.get(lower),
            is_name_like=is_capital,
            may_name=is_capital and lists.isdisjoint(_NO_NAMES),
            leads_up=self._leads_up(word, lower, lists),
            may_link=lower in _LINKS or "particles" in lists,
            is_pronoun=word != "US" and not lists.isdisjoint(_PRONOUNS),
            is_plain=is_word and lists.isdisjoint(_FUNCTION_WORDS),
            is_adverb=has_ending or not lists.isdisjoint(("adverbs", "auxiliaries")),
        )

    def _leads_up(self, word: str, lower: str, lists: frozenset[str]) -> bool:
        if word[0].isupper() and not lists.isdisjoint(_TITLES):
            return True
        if lower in self._lexicon.nations or lower in ("of", "for", "the"):
            return True
        return "-" in word and self._lexicon.has(lower.rpartition("-")[2], "person_nouns")


@cache
def vocabulary_of(lexicon: Lexicon) -> Vocabulary:
    """The vocabulary that all live blogs of a language share."""
    return Vocabulary(lexicon)


def tokenise(text: str, vocabulary: Vocabulary) -> Tokens:
    """The words and marks of a text; only compounds and apostrophes depend on what stands around them."""
    parts = _TOKEN.split(text)  # what stands between the words, and the words, in turn
    words = parts[1::2]
    found = [vocabulary[word] for word in words]
    starts = list(accumulate(map(len, parts)))[:-1:2]
    if _SEVERAL not in found:
        return Tokens(found, starts)
    whole = Tokens(found, starts)
    tokens = Tokens()
    first = 0
    for at in [at for at, token in enumerate(found) if token is _SEVERAL]:
        tokens.extend_from(whole, first, at)
        _split(words[at], starts[at], tokens, vocabulary)
        first = at + 1
    tokens.extend_from(whole, first)
    return tokens


def framed(text: str, tokens: Tokens, quoted: Sequence[tuple[int, int, int]]) -> Tokens:
    """The tokens around a text's quotations; each (start, end, number) of these is a single one."""
    found = Tokens()
    at = 0
    for start, end, number in quoted:
        found.extend_from(tokens, at, tokens.number_at(start, at))
        inside = text[start:end]
        found.add(Token(inside, inside, "quoted", quoted=number), start)
        at = tokens.number_at(end, at)
    found.extend_from(tokens, at)
    return found


def between(tokens: Tokens, start: int, end: int) -> Tokens:
    """The tokens that begin within a stretch of the text."""
    first, last = tokens.number_at(start), tokens.number_at(end)
    return Tokens(tokens[first:last], tokens.starts[first:last])


def written(tokens: Tokens, first: int, last: int) -> str:
    """Tokens `first` to `last` as written, with single spaces where the text has space between them."""
    parts = [tokens[first].text] if first < last else []
    for at in range(first + 1, last):
        if not tokens.is_attached(at):
            parts.append(" ")
        parts.append(tokens[at].text)
    return "".join(parts)


def _is_compound(word: str) -> bool:
    """Whether the word may be several tokens, or what it is depends on the word before it."""
    if word.isalpha():
        return False
    is_apostrophe = word in "’'" or (len(word) > 2 and word.endswith(_POSSESSIVES))
    return is_apostrophe or _parts(word) is not None


def _split(word: str, at: int, tokens: Tokens, vocabulary: Vocabulary) -> None:
    """Add the tokens of a word with another one glued to it, or of an apostrophe."""
    if (parts := _parts(word)) is not None:
        for offset, part in parts:
            tokens.add(vocabulary.token(part.rstrip("’'")), at + offset)
    elif len(word) > 2 and word.endswith(_POSSESSIVES):
        tokens.add(vocabulary.token(word[:-2]), at)
        tokens.add(vocabulary.token(word[-2:], "possessive"), at + len(word) - 2)
    else:
        is_behind = bool(tokens) and tokens.end(-1) == at
        is_plural = is_behind and tokens[-1].lower.endswith("s")
        tokens.add(vocabulary.token(word, "possessive" if is_plural else "mark"), at)


def _parts(word: str) -> list[tuple[int, str]] | None:
    """A French or Italian word with another one glued to it, as the two of them with their offsets."""
    if "-" in word and (clitic := _CLITIC.match(word)) is not None:
        return [(0, clitic[1]), (clitic.start(2), clitic[2])]
    if (elided := _ELIDED.match(word)) is not None and not word.endswith(_POSSESSIVES):
        return [(0, elided[0]), (elided.end(), word[elided.end() :])]
    return None
