"""Words, marks and quoted stretches of a paragraph, cut into sentences.

A quotation inside the text counts as one token, so that the writer's own sentence is read around it.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal, NamedTuple, TypeAlias

from tui_reader.quoting.lexicon import Lexicon

TokenKind: TypeAlias = Literal["word", "possessive", "mark", "quoted"]

_Form: TypeAlias = tuple[str, TokenKind, bool, frozenset[str]]
"""What a token has from its word: this in lower case, kind, whether a capital begins it, lists."""

_MOST_WORDS = 50_000  # of a vocabulary
_NO_LISTS: frozenset[str] = frozenset()
_TOKEN = re.compile(r"[^\W_]+(?:[-‐‑.’'&][^\W_]+)*|[^\w\s]")
_POSSESSIVES = ("’s", "'s")
_CLITIC = re.compile(r"^(\w+?)(?:-t)?-(ils?|elles?|on)$")  # French: "a-t-il", "dit-elle"
_ELIDED = re.compile(
    r"^(?:[ldnsjcmt]|qu|un|dell|all|nell|dall|sull|jusqu|lorsqu)[’'](?=\w)|^L[’'](?=[A-ZÀ-Þ])"
)
_ENDS = frozenset(".!?…。！？؟")
_OPEN_ENDS = frozenset("!?…,—–-،，？！؟")  # a quotation that ends so may go on with its attribution
_CLOSERS = frozenset(")]}»”’\"'")


@dataclass(slots=True, eq=False)
class Token:
    """A word or mark of the text from `start` to `end`.

    Attributes:
        lower: the text in lower case.
        is_name_like: it begins with a capital letter.
        lists: the names of the lexicon's lists that hold it.
        quoted: the number of the quotation that it stands for, else -1.
    """

    start: int
    end: int
    text: str
    lower: str
    kind: TokenKind
    is_name_like: bool = False
    lists: frozenset[str] = frozenset()
    quoted: int = -1

    def has(self, *lists: str) -> bool:
        """Whether one of these lists of the lexicon holds the word."""
        return not self.lists.isdisjoint(lists)


class Sentence(NamedTuple):
    """Tokens `first` to `last`, the latter excluded."""

    first: int
    last: int


class Vocabulary(dict[str, "_Form | None"]):
    """What every distinct word and mark is, worked out once; it forgets all when it has grown too large."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self._lists = lexicon.lists

    def __missing__(self, word: str) -> "_Form | None":
        if len(self) >= _MOST_WORDS:
            self.clear()
        form = self[word] = None if _is_compound(word) else self.form(word)
        return form

    def form(self, word: str) -> "_Form":
        """The word as a single token."""
        lower = word.lower()
        kind: TokenKind = "word" if word[0].isalnum() else "mark"
        return lower, kind, word[0].isupper(), self._lists.get(lower, _NO_LISTS)


@cache
def vocabulary_of(lexicon: Lexicon) -> Vocabulary:
    """The vocabulary that all live blogs of a language share."""
    return Vocabulary(lexicon)


def tokenise(text: str, vocabulary: Vocabulary) -> list[Token]:
    """The words and marks of a text; only compounds and apostrophes depend on what stands around them."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text):
        form = vocabulary[match[0]]
        if form is None:
            _split(match[0], match.start(), tokens, vocabulary)
        else:
            start, end = match.span()
            lower, kind, is_name_like, lists = form
            tokens.append(Token(start, end, match[0], lower, kind, is_name_like, lists))
    return tokens


def _is_compound(word: str) -> bool:
    """Whether the word may be several tokens, or what it is depends on the word before it."""
    if word.isalpha():
        return False
    is_apostrophe = word in "’'" or (len(word) > 2 and word.endswith(_POSSESSIVES))
    return is_apostrophe or _parts(word) is not None


def framed(text: str, tokens: Sequence[Token], quoted: Sequence[tuple[int, int, int]]) -> list[Token]:
    """The tokens around a text's quotations; each (start, end, number) of these is a single one."""
    found: list[Token] = []
    at = 0
    for start, end, number in quoted:
        found += tokens[at : bisect_left(tokens, start, lo=at, key=_start)]
        inside = text[start:end]
        found.append(Token(start, end, inside, inside, "quoted", quoted=number))
        at = bisect_left(tokens, end, lo=at, key=_start)
    return [*found, *tokens[at:]]


def between(tokens: Sequence[Token], start: int, end: int) -> Sequence[Token]:
    """The tokens that begin within a stretch of the text."""
    return tokens[bisect_left(tokens, start, key=_start) : bisect_left(tokens, end, key=_start)]


def _start(token: Token) -> int:
    return token.start


def _split(word: str, at: int, tokens: list[Token], vocabulary: Vocabulary) -> None:
    """Add the tokens of a word with another one glued to it, or of an apostrophe."""
    end = at + len(word)
    if (parts := _parts(word)) is not None:
        tokens += (_word(part.rstrip("’'"), at + offset, vocabulary) for offset, part in parts)
    elif len(word) > 2 and word.endswith(_POSSESSIVES):
        tokens.append(_word(word[:-2], at, vocabulary))
        tokens.append(replace(_word(word[-2:], end - 2, vocabulary), kind="possessive"))
    else:
        is_plural = bool(tokens) and tokens[-1].end == at and tokens[-1].lower.endswith("s")
        tokens.append(replace(_word(word, at, vocabulary), kind="possessive" if is_plural else "mark"))


def _word(word: str, at: int, vocabulary: Vocabulary) -> Token:
    return Token(at, at + len(word), word, *vocabulary.form(word))


def _parts(word: str) -> list[tuple[int, str]] | None:
    """A French or Italian word with another one glued to it, as the two of them with their offsets."""
    if "-" in word and (clitic := _CLITIC.match(word)) is not None:
        return [(0, clitic[1]), (clitic.start(2), clitic[2])]
    if (elided := _ELIDED.match(word)) is not None and not word.endswith(_POSSESSIVES):
        return [(0, elided[0]), (elided.end(), word[elided.end() :])]
    return None


def sentences(tokens: Sequence[Token], lexicon: Lexicon) -> list[Sentence]:
    """Where the writer's sentences begin and end; a quotation belongs to the sentence that attributes it."""
    found: list[Sentence] = []
    first = 0
    for at, token in enumerate(tokens[:-1]):
        if (token.kind == "quoted" or token.text in _ENDS) and _ends_sentence(tokens, at, lexicon):
            found.append(Sentence(first, at + 1))
            first = at + 1
    if first < len(tokens):
        found.append(Sentence(first, len(tokens)))
    return found


def _ends_sentence(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    token, following = tokens[at], tokens[at + 1]
    if token.kind == "quoted":
        return _quotation_ends_sentence(tokens, at, lexicon)
    if not _begins(following) or following.start == token.end:
        return False
    return not _is_abbreviation(tokens, at)


def _begins(token: Token) -> bool:
    return token.kind == "quoted" or token.text[0] in "([" or not token.text[0].islower()


def _is_abbreviation(tokens: Sequence[Token], at: int) -> bool:
    if tokens[at].text != "." or not at or tokens[at - 1].end != tokens[at].start:
        return False
    before = tokens[at - 1]
    if before.kind != "word":
        return False
    return before.has("abbreviations") or (len(before.text) == 1 and before.text.isupper())


def _quotation_ends_sentence(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether nothing of the quotation's own sentence follows it."""
    following = tokens[at + 1]
    if not _begins(following) or following.kind == "mark":
        return False
    last = tokens[at].text.rstrip("”“’‘\"'»«›‹」』》 \u00a0\u202f")[-1:]
    if last not in _ENDS:
        return False
    return not (
        last in _OPEN_ENDS and following.kind == "word" and _attribution_follows(tokens, at + 1, lexicon)
    )


def _attribution_follows(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether a short phrase and a finite cue verb come next: "Marlow asked"."""
    for index, token in enumerate(tokens[at : at + 12], at):
        verb = lexicon.verbs.get(token.lower)
        if verb is not None and verb.form != "gerund" and token.text[0].islower():
            return True
        if token.kind == "quoted" or (token.text in _ENDS and not _is_abbreviation(tokens, index)):
            return False
    return False
