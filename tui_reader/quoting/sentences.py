"""Where the writer's sentences begin and end; a quotation belongs to the sentence that attributes it."""

from typing import NamedTuple

from tui_reader.quoting.tokens import SENTENCE_ENDS, Token, Tokens

_OPEN_ENDS = frozenset("!?…,—–-،，？！؟")  # a quotation that ends so may go on with its attribution


class Sentence(NamedTuple):
    """Tokens `first` to `last`, the latter excluded."""

    first: int
    last: int


def sentences(tokens: Tokens) -> list[Sentence]:
    """Where the writer's sentences begin and end; a quotation belongs to the sentence that attributes it."""
    found: list[Sentence] = []
    first = 0
    final = len(tokens) - 1
    for at in [at for at, token in enumerate(tokens) if token.may_end]:
        if at < final and _ends_sentence(tokens, at):
            found.append(Sentence(first, at + 1))
            first = at + 1
    if first < len(tokens):
        found.append(Sentence(first, len(tokens)))
    return found


def _ends_sentence(tokens: Tokens, at: int) -> bool:
    token, following = tokens[at], tokens[at + 1]
    if token.kind == "quoted":
        return _quotation_ends_sentence(tokens, at)
    if not _begins(following) or tokens.is_attached(at + 1):
        return False
    return not _is_abbreviation(tokens, at)


def _begins(token: Token) -> bool:
    return token.kind == "quoted" or token.text[0] in "([" or not token.text[0].islower()


def _is_abbreviation(tokens: Tokens, at: int) -> bool:
    if tokens[at].text != "." or not at or not tokens.is_attached(at):
        return False
    before = tokens[at - 1]
    if before.kind != "word":
        return False
    return before.has("abbreviations") or (len(before.text) == 1 and before.text.isupper())


def _quotation_ends_sentence(tokens: Tokens, at: int) -> bool:
    """Whether nothing of the quotation's own sentence follows it."""
    following = tokens[at + 1]
    if not _begins(following) or following.kind == "mark":
        return False
    last = tokens[at].text.rstrip("”“’‘\"'»«›‹」』》 \u00a0\u202f")[-1:]
    if last not in SENTENCE_ENDS:
        return False
    return not (last in _OPEN_ENDS and following.kind == "word" and _attribution_follows(tokens, at + 1))


def _attribution_follows(tokens: Tokens, at: int) -> bool:
    """Whether a short phrase and a finite cue verb come next: "Marlow asked"."""
    for index, token in enumerate(tokens[at : at + 12], at):
        if token.verb is not None and token.verb.form != "gerund" and token.text[0].islower():
            return True
        if token.kind == "quoted" or (token.text in SENTENCE_ENDS and not _is_abbreviation(tokens, index)):
            return False
    return False
