"""Mentions of people: a name with the words of title before it or in apposition behind it."""

from typing import NamedTuple

from tui_reader.quoting.lexicon import Lexicon
from tui_reader.quoting.names import name_key
from tui_reader.quoting.runs import Run
from tui_reader.quoting.tokens import Token, Tokens, written

_MAX_NAME = 6  # words; longer runs are titles of works and the like
_LEAD = 7  # tokens before a name in which its title is looked for


class Mention(NamedTuple):
    """A name in an update, its keys, and its titles in lower case."""

    name: str
    keys: tuple[str, ...]
    update: int
    titles: tuple[str, ...]


def mention_of(tokens: Tokens, run: Run, update: int, lexicon: Lexicon) -> Mention | None:
    """The mention that a run of capitalised words is, None when it names nobody."""
    words = [t.text for t in tokens[run.name : run.last] if t.kind == "word"]
    if not 0 < len(words) <= _MAX_NAME or words[-1].lower() in lexicon.nations:
        return None
    titles = (*_titles_before(tokens, run), *_titles_behind(tokens, run.last, lexicon))
    name = words[0] if len(words) == 1 else written(tokens, run.name, run.last)
    return Mention(name, tuple(map(name_key, words)), update, titles)


def _titles_before(tokens: Tokens, run: Run) -> tuple[str, ...]:
    """The words of title before a name: inside the run, or the lower-case role right before it."""
    first = run.first
    inside = tuple([t.lower for t in tokens[first : run.name] if t.kind == "word"])
    if not first or not (tokens[first - 1].lists or tokens[first - 1].kind != "word"):
        return inside
    if first > 1 and tokens[first - 1].text == "," and tokens[first - 2].has("person_nouns"):
        first -= 1
    edge = first
    if first and (
        tokens[first - 1].has("person_nouns", "titles") or (inside and tokens[first - 1].kind == "possessive")
    ):
        while first and edge - first < _LEAD and _may_qualify(tokens[first - 1]):
            first -= 1
    return (*[t.lower for t in tokens[first:edge] if t.kind == "word"], *inside)


def _may_qualify(token: Token) -> bool:
    return token.kind == "possessive" or (
        token.kind == "word"
        and not token.has("prepositions", "conjunctions", "determiners", "auxiliaries")
        and token.verb is None
    )


def _titles_behind(tokens: Tokens, at: int, lexicon: Lexicon) -> tuple[str, ...]:
    """The words of an apposition behind a name: ", former ambassador to Norland,"."""
    if at + 1 >= len(tokens) or tokens[at].text != ",":
        return ()
    words: list[str] = []
    for token in tokens[at + 1 : at + 1 + _LEAD + 1]:
        if token.kind == "possessive":
            words.clear()  # another's role: ", the Queen's son,"
            continue
        if words and token.text.islower() and token.verb:
            return ()  # a subject of its own: "seen by the Echo, the mayor wrote"
        if token.kind != "word" or token.has("auxiliaries", "conjunctions"):
            break
        words.append(token.lower)
    has_role = any(lexicon.has(word, "person_nouns") for word in words)
    return tuple(words) if has_role else ()
