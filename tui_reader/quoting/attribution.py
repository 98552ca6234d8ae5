"""Which act of speech a quotation belongs to, and whether its marks quote at all.

The candidates of the sentence are tried from the surest form to the vaguest: the words' own frame (“…,” said
X), a cue right before the marks, a cue around them, the nearest one before, a closing ", X said".
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from tui_reader.quoting.acts import Act
from tui_reader.quoting.lexicon import Lexicon
from tui_reader.quoting.tokens import Token, Tokens

INSERTED = 0.9
"""Sureness of an attribution between the marks themselves."""

_FRAME = 0.97
_ADJACENT = 0.95
_AROUND = 0.85
_NEAREST = 0.85
_STANCE = 0.8
_CLOSING = 0.85
_LOOSE = 0.7
_CROSSED = 0.3  # another subject stands between cue and words

_LEADS_ON = frozenset(",?!…—–-，？！،؟")
_INSERTING = frozenset(",-–—")
_CONTRASTS = frozenset(("while", "whereas", "whilst", ";"))
_TRAILING_MARKS = "”“’‘\"'»«›‹」』》 \u00a0\u202f"
_BRACKETED = re.compile(r"^[\[(…. ]*")
_MAX_SCARE = 3  # words
_LONGEST_LEAD = 4  # words
_NEAR = 8  # acts on either side of a quotation that can be its own


class Choice(NamedTuple):
    """The act that a quotation belongs to, and how sure that is."""

    act: Act
    confidence: float


def choose(tokens: Tokens, acts: Sequence[Act], at: int, lexicon: Lexicon) -> Choice | None:
    """The act that the quotation at token `at` belongs to, None when the sentence has none for it."""
    index = bisect_left(acts, at, key=lambda act: act.at)
    acts = acts[max(0, index - _NEAR) : index + _NEAR]
    return (
        _word_use(acts, at)
        or _frame(tokens, acts, at)
        or _adjacent(tokens, acts, at)
        or _around(acts, at)
        or _in_sentence(tokens, acts, at, lexicon)
    )


def _word_use(acts: Sequence[Act], at: int) -> Choice | None:
    return next((Choice(act, _ADJACENT) for act in acts if act.kind == "use" and act.last == at - 1), None)


def _frame(tokens: Tokens, acts: Sequence[Act], at: int) -> Choice | None:
    """“…,” X said; “…,” said X; “…,” according to X."""
    follows = at + 1
    while follows < len(tokens) and tokens[follows].text in (",", "،", "，", "–", "—", "-"):
        follows += 1
    act = next((act for act in acts if act.first == follows and not act.is_inherited), None)
    if act is None or act.kind in ("colon", "use"):
        return None
    if act.strength == "relay" and (act.speaker is None or act.speaker.kind != "pronoun"):
        return None
    if follows > at + 1 or act.kind in ("inverted", "phrase") or leads_on(tokens[at]):
        return Choice(act, _FRAME)
    return Choice(act, _LOOSE) if act.strength == "speech" and not _before(acts, at) else None


def leads_on(token: Token) -> bool:
    """Whether the quoted words end with a mark after which their attribution may come."""
    return token.text.rstrip(_TRAILING_MARKS)[-1:] in _LEADS_ON


def _adjacent(tokens: Tokens, acts: Sequence[Act], at: int) -> Choice | None:
    """X said: “…”; X called it “…”."""
    for act in reversed(acts):
        if act.last < at and act.strength != "relay":
            between = tokens[act.last + 1 : at]
            light = all(t.kind == "mark" or t.has("light_words", "adverbs") for t in between)
            return Choice(act, _ADJACENT) if light and len(between) <= 4 else None
    return None


def _around(acts: Sequence[Act], at: int) -> Choice | None:
    """X has “strongly” condemned ..."""
    return next((Choice(act, _AROUND) for act in acts if act.first < at < act.at), None)


def _before(acts: Sequence[Act], at: int) -> Act | None:
    return next((act for act in reversed(acts) if act.at < at and act.strength != "relay"), None)


def _in_sentence(tokens: Tokens, acts: Sequence[Act], at: int, lexicon: Lexicon) -> Choice | None:
    before, closing = _before(acts, at), _closing(tokens, acts, at)
    if before is not None and _is_crossed(tokens, before, at, lexicon):
        return Choice(closing, _CLOSING) if closing else Choice(before, _CROSSED)
    if before is not None and (closing is None or _outweighs(before)):
        return Choice(before, _NEAREST if before.strength == "speech" else _STANCE)
    if closing is not None:
        return Choice(closing, _CLOSING)
    relay = next((act for act in acts if act.strength == "relay" and act.at < at), None)
    return Choice(relay, _LOOSE) if relay is not None else None


def _outweighs(act: Act) -> bool:
    """Whether an act before the words is stronger than one that closes the sentence."""
    if act.speaker is None or act.speaker.kind == "people" or act.speaker.is_joint:
        return False
    return act.strength == "speech"


def _closing(tokens: Tokens, acts: Sequence[Act], at: int) -> Act | None:
    """The act that closes the sentence: “…” ..., X said."""
    for act in acts:
        is_own = act.first > at and not act.is_inherited and act.strength != "relay"
        if is_own and (act.kind == "phrase" or tokens[act.first - 1].text in (",", "،", "，")):
            return act
    return None


def _is_crossed(tokens: Tokens, act: Act, at: int, lexicon: Lexicon) -> bool:
    """Whether a clause with a subject of its own begins between the act and the words."""
    for index in range(act.last + 1, at - 1):
        if tokens[index].lower in _CONTRASTS and tokens[index + 1].is_name_like:
            return tokens[index + 1].lower not in lexicon.nations or act.speaker is None
    return False


def is_inserted(tokens: Tokens, act: Act) -> bool:
    """Whether an act between the marks is the writer's: ", a-t-il dit", subject and verb turned round."""
    if not act.first or tokens[act.first - 1].text not in _INSERTING:
        return False
    return act.kind == "inverted" or (act.kind == "verb" and tokens[act.first].has("perfect_auxiliaries"))


def is_framed(choice: Choice | None) -> bool:
    """Whether the words' own frame attributes them: “…,” said X."""
    return choice is not None and choice.confidence >= _FRAME


def is_adjacent(choice: Choice | None) -> bool:
    """Whether a cue leads right up to the words."""
    return choice is not None and choice.confidence >= _ADJACENT


def keeps_off(
    inner: str, choice: Choice | None, tokens: Tokens, first: int, token: int, lexicon: Lexicon
) -> bool:
    """Whether the marks name a thing or keep a distance, and are not a cue's own."""
    if choice is not None and choice.act.last == token - 1:
        return False
    if choice is not None and is_framed(choice) and choice.act.strength == "speech":
        return False
    is_led_up_to = choice is not None and choice.act.at < token and is_adjacent(choice)
    if not lexicon.words["compound_nouns"] and _is_title(inner) and not is_led_up_to:
        return True
    return _keeps_distance(tokens, first, token, lexicon)


def _is_title(inner: str) -> bool:
    """Whether the words are capitalised like the name of a thing: “Operation Long Tide”."""
    words = inner.split()
    is_capital = all(word[:1].isupper() or len(word) < 4 for word in words)
    return len(words) > 1 and is_capital and inner[-1:].isalnum() and words[-1][:1].isupper()


def is_utterance(tokens: Tokens, at: int, inner: str, is_open: bool) -> bool:
    """Whether the quoted words are a whole utterance, by how they begin and end, and not a part of one."""
    opening = _BRACKETED.sub("", inner)[:1]
    if not opening or opening.islower():
        return False
    following = tokens[at + 1].text if at + 1 < len(tokens) else "."
    ends = inner.rstrip(_TRAILING_MARKS)[-1:] in "。，.,!?…—–！？؟،" or is_open
    return ends or (following in ",.!?" and len(inner.split()) > 3)


def _keeps_distance(tokens: Tokens, first: int, at: int, lexicon: Lexicon) -> bool:
    """Whether the marks give a name or keep a distance: so-called “…”, the film “…”, Ada “Ace” Lorne."""
    end = at
    while end > first and tokens[end - 1].has("determiners"):
        end -= 1
    if any(_leads_to(tokens, at, end, lexicon) for at in range(max(first, end - _LONGEST_LEAD), end)):
        return True
    opening = tokens[at].text.strip(_TRAILING_MARKS)[:1]
    if at > first and tokens[at - 1].has("work_nouns") and not opening.islower():
        return True
    return _is_nickname(tokens, first, at)


def _leads_to(tokens: Tokens, at: int, end: int, lexicon: Lexicon) -> bool:
    words = tuple(token.lower for token in tokens[at:end])
    return words in lexicon.phrases["scare_leads"].get(words[0], ())


def _is_nickname(tokens: Tokens, first: int, at: int) -> bool:
    if at <= first or at + 1 >= len(tokens) or len(tokens[at].text.split()) > 3:
        return False
    before, after = tokens[at - 1], tokens[at + 1]
    return before.is_name_like and after.is_name_like and tokens[at].text.strip(_TRAILING_MARKS)[:1].isupper()


def is_short(inner: str) -> bool:
    """Whether words that nobody is seen to say are few enough to be a mere expression; spaces must tell."""
    return len(inner.split()) <= _MAX_SCARE and inner.lower() != inner.upper()
