"""The words of a sentence: which of them are verbs, and what stands before a verb without mattering."""

from tui_reader.quoting.lexicon import Lexicon, Verb
from tui_reader.quoting.sentences import Sentence
from tui_reader.quoting.tokens import Tokens

COMMAS = frozenset((",", "،", "，", "–", "—", "-"))
"""Marks that set an aside apart."""


class Words:
    """One sentence, read for its verbs; a token is meant by its number in `tokens`."""

    def __init__(self, tokens: Tokens, sentence: Sentence, lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.first, self.last = sentence
        self.lexicon = lexicon
        self._verbs: dict[int, bool] = {}

    def has(self, at: int, *lists: str) -> bool:
        """Whether the sentence has a token of that number, and one of the lexicon's lists has its word."""
        return self.first <= at < self.last and not self.tokens[at].lists.isdisjoint(lists)

    def phrase_length(self, at: int, phrases: str) -> int:
        """How many words of a phrase of that list begin at a token; 0 when none does."""
        for phrase in self.lexicon.phrases[phrases].get(self.tokens[at].lower, ()):
            last = at + len(phrase)
            if last <= self.last and tuple(t.lower for t in self.tokens[at:last]) == phrase:
                return len(phrase)
        return 0

    def is_noun(self, at: int, verb: Verb) -> bool:
        """Whether the word is a noun or adjective here: "the claim", "Norland's reports", "calls for"."""
        before = self.tokens[at - 1] if at > self.first else None
        if before is None or verb.form == "gerund":
            return False
        if before.kind == "possessive":
            return not self.is_auxiliary_s(at - 1)
        if before.lower == "to" or before.is_pronoun:
            return self.has(at - 1, "object_pronouns") and verb.form == "base"
        if not self._fits_subject(at, verb) or self._is_plural(at, verb):
            return True
        if self.tokens[at].is_name_like and before.is_name_like:
            return True
        return self.has(at - 1, "determiners", "prepositions") and verb.form != "participle"

    def _is_plural(self, at: int, verb: Verb) -> bool:
        """Whether a form like "states" is rather a plural: "member states", "the reports are late"."""
        return verb.form == "third" and (
            self.has(at - 1, "compounding_nouns") or self.has(at + 1, "auxiliaries")
        )

    def _fits_subject(self, at: int, verb: Verb) -> bool:
        if verb.form == "base":
            return self._takes_base_form(at)
        return verb.form != "third" or self._takes_third_person(at)

    def _takes_base_form(self, at: int) -> bool:
        """Whether a plural, a modal verb or "to" precedes a verb in its bare form."""
        at -= 1
        while self.has(at, "adverbs"):
            at -= 1
        before = self.tokens[max(at, self.first)]
        if before.kind == "quoted" or before.text in COMMAS:
            return False
        if before.lower.endswith("s") and not self.has(at, "determiners", "auxiliaries"):
            return not self._is_verb_of_name(at)
        return before.lower == "to" or self.has(
            at,
            "auxiliaries",
            "coordinators",
            "people_nouns",
            "collective_nouns",
            "pronouns_plural",
            "pronouns_speaker",
            "relatives",
        )

    def _is_verb_of_name(self, at: int) -> bool:
        """Whether a word like "publishes" is no plural, by the name right before it."""
        if self.tokens[at].is_name_like or self.has(at, "people_nouns", "body_nouns"):
            return False
        return at > self.first and self.tokens[at - 1].is_name_like

    def _takes_third_person(self, at: int) -> bool:
        """Whether a name, a noun that can speak, a pronoun or a mark precedes a form like "claims"."""
        at -= 1
        while self.has(at, "adverbs"):
            at -= 1
        before = self.tokens[max(at, self.first)]
        if before.kind != "word" or before.is_name_like or not before.text[0].isalpha():
            return True
        return before.is_pronoun or self.has(
            at, "relatives", "person_nouns", "body_nouns", "people_nouns", "document_nouns", "coordinators"
        )

    def is_auxiliary_s(self, at: int) -> bool:
        """Whether a possessive is a verb behind a pronoun: "he's"."""
        return at > self.first and self.tokens[at - 1].is_pronoun

    def is_passive(self, at: int, verb: Verb) -> bool:
        """Whether a form of "to be" makes the verb's subject its object."""
        if verb.form not in ("finite", "participle"):
            return False
        at -= 1
        while self.has(at, "adverbs"):
            at -= 1
        return self.has(at, "passive_auxiliaries")

    def is_verb(self, at: int) -> bool:
        """Whether the token is a cue verb, and not a noun of the same form."""
        verb = self.tokens[at].verb
        if verb is None:
            return False
        if at not in self._verbs:
            self._verbs[at] = not self.is_noun(at, verb)
        return self._verbs[at]

    def skip_back(self, at: int) -> int:
        """Past the auxiliaries and adverbs before a verb: the end, excluded, of what stands before them."""
        while at > self.first:
            token = self.tokens[at - 1]
            if token.text == ")":
                at = self._parenthesis_start(at - 1)
                continue
            is_inserted = token.kind == "quoted" and self.has(at - 2, "auxiliaries")
            if not (token.is_adverb or is_inserted or self._is_day(at - 1)):
                return at
            at -= 1
        return at

    def _parenthesis_start(self, closing: int) -> int:
        """The token of the parenthesis that a closing one belongs to; short ones only."""
        for at in range(closing - 1, max(self.first, closing - 8) - 1, -1):
            if self.tokens[at].text == "(":
                return at
        return closing

    def _is_day(self, at: int) -> bool:
        """A day, or the "on" before it, between a speaker and the verb: "Brandt on Monday said"."""
        return self.has(at, "weekdays") or (self.tokens[at].lower == "on" and self.has(at + 1, "weekdays"))

    def follows_quotation(self, end: int) -> bool:
        """Whether nothing but marks stands between a quotation and a token."""
        while end > self.first and self.tokens[end - 1].text in COMMAS:
            end -= 1
        return end > self.first and self.tokens[end - 1].kind == "quoted"

    def is_end(self, at: int) -> bool:
        """Whether the sentence ends there, or a mark stands there."""
        return at >= self.last or self.tokens[at].text in ".!?…" or self.tokens[at].text in COMMAS
