"""Who a headline quotes: "…: Brandt", "Brandt: …", "…, Brandt says", "Brandt calls it …"."""

from tui_reader.quoting.acts import Act
from tui_reader.quoting.attribution import Choice, choose, is_framed
from tui_reader.quoting.clauses import leading_phrase
from tui_reader.quoting.lexicon import Lexicon
from tui_reader.quoting.passages import Passage
from tui_reader.quoting.phrases import Phrase, phrase_in
from tui_reader.quoting.tokens import Token, Tokens

_COLON = 0.95
_TOPIC = 0.62  # with words between name and colon: a name that is known, not any noun
_LONGEST_SPEAKER = 8  # tokens
_COLONS = (":", "：")
_DASHES = ("–", "—", "-")


def headline_speaker(passage: Passage, quoted: Token, lexicon: Lexicon) -> tuple[Phrase, str, float] | None:
    """The phrase that names the speaker of a headline's quotation, the cue, and how sure that is."""
    tokens = passage.tokens
    at = tokens.index(quoted)
    acts: list[Act] = [act for act in passage.acts() if act.kind != "colon"]
    choice = choose(tokens, acts, at, lexicon)
    found = (
        None if is_framed(choice) else _named_last(tokens, at, lexicon) or _named_first(tokens, at, lexicon)
    )
    if found is not None and not _speaks_behind_label(tokens, at, choice):
        return found
    if choice is None or choice.act.speaker is None:
        return None
    return choice.act.speaker, choice.act.cue, choice.confidence


def _speaks_behind_label(tokens: Tokens, at: int, choice: Choice | None) -> bool:
    """Whether a colon only ends a label, since somebody speaks behind it: "Live: Brandt says “…”"."""
    if choice is None or choice.act.speaker is None or choice.act.strength != "speech":
        return False
    return choice.act.at < at and any(token.text in _COLONS for token in tokens[: choice.act.first])


def _named_last(tokens: Tokens, at: int, lexicon: Lexicon) -> tuple[Phrase, str, float] | None:
    """A short noun phrase, nothing else, behind the last colon or dash: "…: Brandt", "… – Brandt"."""
    for mark in range(len(tokens) - 1, at, -1):
        if tokens[mark].text in (*_COLONS, *_DASHES):
            tail = tokens[mark + 1 :]
            if not 0 < len(tail) <= _LONGEST_SPEAKER or any(t.kind == "quoted" for t in tail):
                return None
            if any(t.verb or t.has("conjunctions", "contest_words") for t in tail):
                return None
            phrase = phrase_in(tokens, mark + 1, len(tokens), lexicon)
            if phrase is not None and phrase.end == tokens.end(-1):
                return phrase, tokens[mark].text, _COLON
            return _topic(tokens, mark, lexicon)
    return None


def _topic(tokens: Tokens, mark: int, lexicon: Lexicon) -> tuple[Phrase, str, float] | None:
    """A name, and what they speak about: "…: Brandt on the ferry"."""
    phrase = leading_phrase(tokens, mark + 1, len(tokens), lexicon)
    if phrase is None or phrase.kind != "name":
        return None
    rest = tokens.number_at(phrase.end, mark + 1)
    is_topic = rest < len(tokens) and tokens[rest].has("prepositions")
    return (phrase, tokens[mark].text, _TOPIC) if is_topic else None


def _named_first(tokens: Tokens, at: int, lexicon: Lexicon) -> tuple[Phrase, str, float] | None:
    """The noun phrase that fills, or begins, the words before the first colon: "Brandt on the ferry: …"."""
    colon = next((n for n in range(min(at, _LONGEST_SPEAKER)) if tokens[n].text in _COLONS), None)
    if colon is None or tokens[colon + 1].text.isdigit():
        return None
    first = next((n + 1 for n in range(colon - 1, -1, -1) if tokens[n].text in _DASHES), 0)
    phrase = leading_phrase(tokens, first, colon, lexicon)
    if tokens[first].text[:1].isdigit():
        return None  # a clock time
    if phrase is None or lexicon.has(phrase.words.lower(), "headline_labels"):
        return None
    before = tokens[first : tokens.number_at(phrase.start, first)]
    if any(token.kind != "word" or not token.text.isalpha() for token in before):
        return None  # a result or the like: "Selmouth 2-1 Orrow: …"
    if phrase.end == tokens.end(colon - 1):
        return phrase, tokens[colon].text, _COLON
    return (phrase, tokens[colon].text, _TOPIC) if colon == at - 1 else None
