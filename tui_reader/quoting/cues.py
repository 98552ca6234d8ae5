"""The acts of speech of a sentence: every cue that a verb or what stands for one gives, in order."""

from tui_reader.quoting.acts import Act
from tui_reader.quoting.clauses import Clause
from tui_reader.quoting.lexicon import Verb
from tui_reader.quoting.noun_acts import NounActs
from tui_reader.quoting.phrases import Phrase, phrase_in
from tui_reader.quoting.verb_acts import VerbActs
from tui_reader.quoting.words import COMMAS

COLONS = frozenset((":", "："))
"""Marks that words spoken can follow."""


def acts_in(clause: Clause) -> list[Act]:
    """The acts of speech of a sentence, in order of their cues."""
    return _ActReader(clause).read()


def addressee_of(clause: Clause, act: Act) -> Phrase | None:
    """Who is spoken to or of right behind a verb, and so is not whom its pronoun or role means."""
    if act.kind != "verb" or act.speaker is None or act.speaker.kind not in ("pronoun", "role"):
        return None
    behind = clause.phrase_from(act.at + 1)
    return behind if behind is not None and behind.kind == "name" else None


class _ActReader:
    """Reads one sentence from left to right, remembering whose verb came last."""

    def __init__(self, clause: Clause) -> None:
        self._clause = clause
        self._tokens = clause.tokens
        self._first, self._last = clause.first, clause.last
        self._acts: list[Act] = []
        self._verbs = VerbActs(clause, self._acts)
        self._nouns = NounActs(clause)

    def read(self) -> list[Act]:
        tokens, places = self._tokens, range(self._first, self._last)
        for at in [at for at in places if tokens[at].may_cue]:
            act = self._act_at(at)
            if act is not None:
                self._acts.append(act)
        colon = next((at for at in places if tokens[at].text in COLONS), None)
        others = [*self._colon_acts(colon), *self._unknown_verbs()]
        return sorted([*self._acts, *others], key=lambda act: act.at) if others else self._acts

    def _act_at(self, at: int) -> Act | None:
        verb = self._tokens[at].verb
        if self._clause.phrase_length(at, "verb_idioms"):
            verb = Verb("speech", "finite")
        if verb is not None and not self._clause.is_noun(at, verb):
            return self._verbs.act(at, verb)
        if self._clause.has(at, "perfect_auxiliaries"):
            return self._verbs.missing_verb_act(at)
        return self._nouns.phrase_act(at) or self._nouns.use_act(at) or self._nouns.owned_act(at)

    def _colon_acts(self, colon: int | None) -> list[Act]:
        if colon is None or colon + 1 >= self._last:
            return []
        if any(act.at < colon and act.strength == "speech" for act in self._acts):
            return []
        act = self._nouns.colon_act(colon)
        return [act] if act is not None else []

    def _unknown_verbs(self) -> list[Act]:
        """A word that the lexicon does not hold, between quotation and name: "»,  ironise Farid Benali".

        Only where the verb comes first there for sure, so that the word is no title.
        """
        if not self._clause.lexicon.words["word_order"]:
            return []
        known = {act.first for act in self._acts}
        return [
            act
            for at in range(self._first, self._last - 3)
            if self._tokens[at].kind == "quoted" and self._tokens[at + 1].text in COMMAS
            if at + 2 not in known and (act := self._unknown_verb(at + 2)) is not None
        ]

    def _unknown_verb(self, at: int) -> Act | None:
        token = self._tokens[at]
        if not token.text.islower() or token.lists or token.verb:
            return None
        end = self._clause.phrase_end(at + 1)
        if not self._tokens[at + 1].is_name_like or not self._clause.is_end(end):
            return None
        speaker = phrase_in(self._tokens, at + 1, end, self._clause.lexicon)
        return Act("inverted", at, end - 1, at, token.text, "speech", speaker) if speaker else None
