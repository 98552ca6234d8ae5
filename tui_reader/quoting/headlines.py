"""Who a headline quotes: "…: Brandt", "Brandt: …", "…, Brandt says", "Brandt calls it …"."""

from collections.abc import Sequence

from tui_reader.quoting.attribution import choose, is_framed
from tui_reader.quoting.clauses import leading_phrase
from tui_reader.quoting.cues import Act
from tui_reader.quoting.lexicon import Lexicon
from tui_reader.quoting.passages import Passage
from tui_reader.quoting.phrases import Phrase, phrase_in
from tui_reader.quoting.tokens import Token

_COLON = 0.95
_LONGEST_SPEAKER = 8  # tokens
_COLONS = (":", "：")
_DASHES = ("–", "—", "-")


def headline_speaker(passage: Passage, quoted: Token, lexicon: Lexicon) -> tuple[Phrase, str, float] | None:
    """The phrase that names the speaker of a headline's quotation, the cue, and how sure that is."""
    tokens = passage.tokens
    at = tokens.index(quoted)
    acts: list[Act] = [act for acts in passage.acts for act in acts if act.kind != "colon"]
    choice = choose(tokens, acts, at, lexicon)
    found = (
        None if is_framed(choice) else _named_last(tokens, at, lexicon) or _named_first(tokens, at, lexicon)
    )
    if found is not None:
        return (*found, _COLON)
    if choice is None or choice.act.speaker is None:
        return None
    return choice.act.speaker, choice.act.cue, choice.confidence


def _named_last(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> tuple[Phrase, str] | None:
    """A short noun phrase, nothing else, behind the last colon or dash: "…: Brandt", "… – Brandt"."""
    for mark in range(len(tokens) - 1, at, -1):
        if tokens[mark].text in (*_COLONS, *_DASHES):
            tail = tokens[mark + 1 :]
            if not 0 < len(tail) <= _LONGEST_SPEAKER or any(t.kind == "quoted" for t in tail):
                return None
            if any(t.lower in lexicon.verbs for t in tail):
                return None
            phrase = phrase_in(tokens, mark + 1, len(tokens), lexicon)
            if phrase is not None and phrase.end == tokens[-1].end:
                return phrase, tokens[mark].text
            return _topic(tokens, mark, lexicon)
    return None


def _topic(tokens: Sequence[Token], mark: int, lexicon: Lexicon) -> tuple[Phrase, str] | None:
    """A name, and what they speak about: "…: Brandt on the ferry"."""
    phrase = leading_phrase(tokens, mark + 1, len(tokens), lexicon)
    if phrase is None or phrase.kind != "name":
        return None
    rest = next((t for t in tokens[mark + 1 :] if t.start >= phrase.end), None)
    return (phrase, tokens[mark].text) if rest and lexicon.has(rest.lower, "prepositions") else None


def _named_first(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> tuple[Phrase, str] | None:
    """The noun phrase that the words before the colon begin with: "Brandt on the ferry: …"."""
    if not at or tokens[at - 1].text not in _COLONS or at - 1 > _LONGEST_SPEAKER:
        return None
    phrase = leading_phrase(tokens, 0, at - 1, lexicon)
    return (phrase, tokens[at - 1].text) if phrase else None
