"""Words and marks of a text, each with what the lexicon knows of it.

A quotation inside a text counts as one token, so that the writer's own sentence is read around it.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import Literal, NamedTuple, TypeAlias

from tui_reader.quoting.lexicon import Lexicon, NounKind, Verb

TokenKind: TypeAlias = Literal["word", "possessive", "mark", "quoted"]

SENTENCE_ENDS = frozenset(".!?…。！？؟")
"""Marks that a sentence can end with."""

_MOST_PIECES = 50_000  # of a vocabulary
_LONGEST_PIECE = 60  # characters that are worth remembering
_NO_LISTS: frozenset[str] = frozenset()
_MONTH_NAME = frozenset(("month_names",))
_TOKEN = re.compile(r"[^\W_]+(?:[-‐‑.’'&][^\W_]+)*|[^\w\s]")
_POSSESSIVES = ("’s", "'s")
_CLITIC = re.compile(r"^(\w+?)(?:-t)?-(ils?|elles?|on)$")  # French: "a-t-il", "dit-elle"
_ELIDED = re.compile(
    r"^(?:[ldnsjcmt]|qu|un|dell|all|nell|dall|sull|jusqu|lorsqu)[’'](?=\w)|^(?:L|Un|Dell|All|Nell|Dall|Sull)[’'](?=\w)"
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
        "numerals",
        "never_names",
    )
)
_LINKS = frozenset(("of", "for", "the", "and", "&"))
_INSIDE_RUN = frozenset((".", "’", "'"))  # marks of initials and plurals
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
        noun: what it means as a noun that can speak.
        may_cue: a cue can begin with it.
        may_end: a sentence can end with it.
        is_name_like: it begins with a capital letter.
        may_name: it may begin or continue a name, as far as the lexicon knows.
        leads_up: it is no part of a name but leads up to it: a title, a nationality, an institution.
        ends_run: no run of capitalised words goes on with it.
        alone: as a name of one word it is rather that of a body, that of a role.
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
    noun: NounKind | None = None
    may_cue: bool = False
    may_end: bool = False
    is_name_like: bool = False
    may_name: bool = False
    leads_up: bool = False
    ends_run: bool = True
    alone: tuple[bool, bool] = (False, False)
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

    def __init__(self, tokens: Iterable[Token] = (), starts: list[int] | None = None) -> None:
        super().__init__(tokens)
        self.starts = [] if starts is None else starts

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


class _Piece(NamedTuple):
    """What stands between two spaces: its tokens, and where each begins in it."""

    tokens: tuple[Token, ...]
    offsets: tuple[int, ...]


class Vocabulary(dict[str, _Piece]):
    """The tokens of what stands between spaces, read once; it forgets all when it has grown too large."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self._lexicon = lexicon
        self._tokens: dict[tuple[str, TokenKind | None], Token] = {}

    def __missing__(self, text: str) -> _Piece:
        if max(len(self), len(self._tokens)) >= _MOST_PIECES:
            self.clear()
            self._tokens.clear()
        tokens = Tokens()
        for match in _TOKEN.finditer(text):
            _add(match[0], match.start(), tokens, self)
        piece = _Piece(tuple(tokens), tuple(tokens.starts))
        if len(text) <= _LONGEST_PIECE:
            self[text] = piece
        return piece

    def token(self, word: str, kind: TokenKind | None = None) -> Token:
        """The word as a single token, of that kind if one is given."""
        token = self._tokens.get((word, kind))
        if token is None:
            token = self._tokens[word, kind] = self._new(word, kind)
        return token

    def _new(self, word: str, kind: TokenKind | None) -> Token:
        lower = word.lower()
        lists = self._lexicon.lists.get(lower, _NO_LISTS)
        kind = kind or ("word" if word[0].isalnum() else "mark")
        is_word, is_capital = kind == "word", word[0].isupper() or _is_article_of_name(word, self._lexicon)
        verb = self._lexicon.verbs.get(lower)
        if is_capital and "month_names" in lists:
            lists, verb = _MONTH_NAME, None  # "May" is a name or a date, and no auxiliary
        leads_up = self._leads_up(word, lower, lists)
        may_name = is_capital and lists.isdisjoint(_NO_NAMES)
        may_link = lower in _LINKS or "particles" in lists
        has_ending = lower.endswith("ly") and not is_capital and len(lower) > 4
        return Token(
            text=word,
            lower=lower,
            kind=kind,
            lists=lists,
            verb=verb,
            noun=self._lexicon.noun_kind(lower) if is_word else None,
            may_cue=is_word and lower in self._lexicon.cue_words,
            may_end=word in SENTENCE_ENDS,
            is_name_like=is_capital,
            may_name=may_name,
            ends_run=not (may_name or may_link or word in _INSIDE_RUN),
            leads_up=leads_up,
            alone=self._alone(lower, lists) if leads_up or "people_nouns" in lists else (False, False),
            may_link=may_link,
            is_pronoun=word != "US" and not lists.isdisjoint(_PRONOUNS),
            is_plain=is_word and lists.isdisjoint(_FUNCTION_WORDS),
            is_adverb=has_ending or not lists.isdisjoint(("adverbs", "auxiliaries")),
        )

    def _alone(self, lower: str, lists: frozenset[str]) -> tuple[bool, bool]:
        if "people_nouns" in lists:
            return False, True
        return lower in self._lexicon.nations, "person_nouns" in lists or self._is_role(lower)

    def _is_role(self, lower: str) -> bool:
        return bool(self._lexicon.words["compound_nouns"]) and self._lexicon.noun_kind(lower) == "role"

    def _leads_up(self, word: str, lower: str, lists: frozenset[str]) -> bool:
        if word[0].isupper() and (not lists.isdisjoint(_TITLES) or self._is_role(lower)):
            return True
        if lower in self._lexicon.nations or lower in ("of", "for", "the"):
            return True
        return "-" in word and self._lexicon.has(lower.rpartition("-")[2], "person_nouns")


def _is_article_of_name(word: str, lexicon: Lexicon) -> bool:
    """Whether a word in lower case is the last part of a name by its article: "al-Hourani"."""
    article, _, rest = word.partition("-")
    return rest[:1].isupper() and lexicon.has(article, "name_articles")


@cache
def vocabulary_of(lexicon: Lexicon) -> Vocabulary:
    """The vocabulary that all live blogs of a language share."""
    return Vocabulary(lexicon)


def tokenise(text: str, vocabulary: Vocabulary) -> Tokens:
    """The words and marks of a text, in time linear in its length."""
    parts = text.split(" ")
    pieces = [vocabulary[part] for part in parts]
    begins = [at + number for number, at in enumerate(accumulate(map(len, parts), initial=0))]
    starts = [
        begin + offset for begin, piece in zip(begins, pieces, strict=False) for offset in piece.offsets
    ]
    return Tokens([token for piece in pieces for token in piece.tokens], starts)


def framed(text: str, tokens: Tokens, quoted: Sequence[tuple[int, int, int]]) -> Tokens:
    """The tokens around a text's quotations; each (start, end, number) of these is a single one."""
    found = Tokens()
    at = 0
    for start, end, number in quoted:
        found.extend_from(tokens, at, tokens.number_at(start, at))
        inside = text[start:end]
        found.add(Token(inside, inside, "quoted", may_end=True, quoted=number), start)
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


def _add(word: str, at: int, tokens: Tokens, vocabulary: Vocabulary) -> None:
    """Add a word that begins at an offset; it may be two, and an apostrophe depends on the word before it."""
    if word.isalpha():
        tokens.add(vocabulary.token(word), at)
    elif (parts := _parts(word)) is not None:
        for offset, part in parts:
            tokens.add(vocabulary.token(part.rstrip("’'")), at + offset)
    elif len(word) > 2 and word.endswith(_POSSESSIVES):
        tokens.add(vocabulary.token(word[:-2]), at)
        tokens.add(vocabulary.token(word[-2:], "possessive"), at + len(word) - 2)
    elif word in "’'" and tokens and tokens.end(-1) == at and tokens[-1].lower.endswith("s"):
        tokens.add(vocabulary.token(word, "possessive"), at)
    else:
        tokens.add(vocabulary.token(word), at)


def _parts(word: str) -> list[tuple[int, str]] | None:
    """A French or Italian word with another one glued to it, as the two of them with their offsets."""
    if "-" in word and (clitic := _CLITIC.match(word)) is not None:
        return [(0, clitic[1]), (clitic.start(2), clitic[2])]
    if (elided := _ELIDED.match(word)) is not None and not word.endswith(_POSSESSIVES):
        return [(0, elided[0]), (elided.end(), word[elided.end() :])]
    return None
