"""Words, marks and quoted stretches of a paragraph, cut into sentences.

A quotation inside the text counts as one token, so that the writer's own sentence is read around it.
"""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple, TypeAlias

from tui_reader.quoting.lexicon import Lexicon

TokenKind: TypeAlias = Literal["word", "possessive", "mark", "quoted"]

_TOKEN = re.compile(r"[^\W_]+(?:[-‐‑.’'&][^\W_]+)*|[^\w\s]")
_POSSESSIVES = ("’s", "'s")
_CLITIC = re.compile(r"^(\w+?)(?:-t)?-(ils?|elles?|on)$")  # French: "a-t-il", "dit-elle"
_ELIDED = re.compile(
    r"^(?:[ldnsjcmt]|qu|un|dell|all|nell|dall|sull|jusqu|lorsqu)[’'](?=\w)|^L[’'](?=[A-ZÀ-Þ])"
)
_ENDS = frozenset(".!?…。！？؟")
_OPEN_ENDS = frozenset("!?…,—–-،，？！؟")  # a quotation that ends so may go on with its attribution
_CLOSERS = frozenset(")]}»”’\"'")


class Token(NamedTuple):
    """A word or mark of `text[start:end]`; `quoted` is the number of the quotation it stands for."""

    start: int
    end: int
    text: str
    lower: str
    kind: TokenKind
    quoted: int = -1

    @property
    def is_name_like(self) -> bool:
        """A word that begins with a capital letter."""
        return self.kind == "word" and self.text[0].isupper()


class Sentence(NamedTuple):
    """Tokens `first` to `last`, the latter excluded."""

    first: int
    last: int


def tokenise(text: str, start: int, end: int, quoted: Sequence[tuple[int, int, int]]) -> list[Token]:
    """The tokens of `text[start:end]`; each (start, end, number) in `quoted` becomes a single one."""
    tokens: list[Token] = []
    at = start
    for outer_start, outer_end, number in quoted:
        _words(text, at, outer_start, tokens)
        inside = text[outer_start:outer_end]
        tokens.append(Token(outer_start, outer_end, inside, inside, "quoted", number))
        at = outer_end
    _words(text, at, end, tokens)
    return tokens


def _words(text: str, start: int, end: int, tokens: list[Token]) -> None:
    for match in _TOKEN.finditer(text, start, end):
        word, first, last = match[0], match.start(), match.end()
        if (parts := _parts(word)) is not None:
            for start_of, part in parts:
                kept = part.rstrip("’'")
                at = first + start_of
                tokens.append(Token(at, at + len(kept), kept, kept.lower(), "word"))
        elif len(word) > 2 and word.endswith(_POSSESSIVES):
            tokens.append(Token(first, last - 2, word[:-2], word[:-2].lower(), "word"))
            tokens.append(Token(last - 2, last, word[-2:], word[-2:], "possessive"))
        elif word in "’'" and tokens and tokens[-1].end == first and tokens[-1].lower.endswith("s"):
            tokens.append(Token(first, last, word, word, "possessive"))
        else:
            tokens.append(Token(first, last, word, word.lower(), "word" if word[0].isalnum() else "mark"))


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
    for at in range(len(tokens)):
        if _ends_sentence(tokens, at, lexicon):
            found.append(Sentence(first, at + 1))
            first = at + 1
    if first < len(tokens):
        found.append(Sentence(first, len(tokens)))
    return found


def _ends_sentence(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    token = tokens[at]
    if at + 1 == len(tokens):
        return True
    following = tokens[at + 1]
    if token.kind == "quoted":
        return _quotation_ends_sentence(tokens, at, lexicon)
    if token.text not in _ENDS or not _begins(following):
        return False
    if following.start == token.end:
        return False
    return not _is_abbreviation(tokens, at, lexicon)


def _begins(token: Token) -> bool:
    return token.kind == "quoted" or token.text[0] in "([" or not token.text[0].islower()


def _is_abbreviation(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    if tokens[at].text != "." or not at or tokens[at - 1].end != tokens[at].start:
        return False
    before = tokens[at - 1]
    if before.kind != "word":
        return False
    return lexicon.has(before.lower, "abbreviations") or (len(before.text) == 1 and before.text.isupper())


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
        if token.kind == "quoted" or (token.text in _ENDS and not _is_abbreviation(tokens, index, lexicon)):
            return False
    return False
