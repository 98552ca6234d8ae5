"""Where a sentence can have a speaker: its noun phrases, where they end and where clauses begin."""

from tui_reader.quoting.lexicon import Lexicon, Verb
from tui_reader.quoting.phrases import Phrase, phrase_in
from tui_reader.quoting.runs import is_inside_body
from tui_reader.quoting.sentences import Sentence
from tui_reader.quoting.tokens import Token, Tokens
from tui_reader.quoting.words import COMMAS, Words

REACH = 40
"""Tokens, the longest stretch in which a verb's speaker is looked for."""

_LONGEST_RELATIVE = 10  # tokens between "who" and the end of its clause

_STOPS = frozenset(":;.!?…()[]–—")


class Clause(Words):
    """One sentence, read for its noun phrases; a token is meant by its number in `tokens`."""

    def __init__(self, tokens: Tokens, sentence: Sentence, lexicon: Lexicon) -> None:
        super().__init__(tokens, sentence, lexicon)
        self._about: Phrase | None = None
        self._is_about_known = False

    def main_subject(self) -> Phrase | None:
        """Whom or what the sentence is about: the noun phrase it begins with, past any introduction."""
        if not self._is_about_known:
            self._about, self._is_about_known = self._opening_phrase(), True
        return self._about

    def _opening_phrase(self) -> Phrase | None:
        first = self._past_time(self.first)
        if first >= self.last or self.tokens[first].kind == "quoted":
            return None
        if self.has(first, "prepositions", "conjunctions") or self.tokens[first].lower.endswith(
            ("ing", "ed")
        ):
            commas = (at for at in range(first, self.last) if self.tokens[at].text in COMMAS)
            first = next(commas, self.last) + 1
        if first >= self.last:
            return None
        return phrase_in(self.tokens, first, self.apposition_end(self.phrase_end(first)), self.lexicon)

    def _past_time(self, at: int) -> int:
        """Past words of time that a sentence can begin with: "Last night Ada Lorne ..."."""
        later = at
        while self.tokens[later].is_adverb or self.has(later, "prepositions", "determiners", "numerals"):
            later += 1
            if later >= self.last:
                return at
        if not self.has(later, "time_nouns", "weekdays"):
            return at
        return self._past_time(later + 1) if later + 1 < self.last else at

    def apposition_end(self, comma: int) -> int:
        """Past a name between commas that tells who bears the role: "the mayor, Ada Lorne, ..."."""
        if comma + 1 >= self.last or self.tokens[comma].text != ",":
            return comma
        end = self.phrase_end(comma + 1)
        if end < self.last and self.tokens[end].text not in (",", "."):
            return comma
        apposed = phrase_in(self.tokens, comma + 1, end, self.lexicon)
        return end if apposed is not None and apposed.words[:1].isupper() and not apposed.noun else comma

    def phrase_from(self, first: int) -> Phrase | None:
        """The noun phrase that begins at a token."""
        if first >= self.last:
            return None
        last = self.phrase_end(first)
        return phrase_in(self.tokens, first, last, self.lexicon)

    def phrase_end(self, first: int) -> int:
        """Where the noun phrase that begins at a token ends, excluded."""
        is_pronoun_alone = not self.has(first, "determiners") and first < self.last
        if is_pronoun_alone and self.tokens[first].is_pronoun:
            return first + 1
        at = first
        has_noun = False
        while at < min(self.last, first + REACH) and not self._ends_phrase(at, has_noun):
            token = self.tokens[at]
            has_noun = has_noun or self._is_head(token)
            at += 1
        return at

    def _is_head(self, token: Token) -> bool:
        if token.is_name_like:
            return not token.has("determiners") or token.has("person_nouns", "body_nouns", "people_nouns")
        return token.has("person_nouns", "body_nouns", "people_nouns")

    def _ends_phrase(self, at: int, has_noun: bool) -> bool:
        token = self.tokens[at]
        if token.kind == "possessive":
            return self.is_auxiliary_s(at)
        if token.kind == "quoted" or token.has("auxiliaries", "relatives", "conjunctions"):
            return not (token.lower == "and" and (not has_noun or self._is_in_name(at)))
        if token.kind == "mark":
            return token.text not in ".&" or (token.text == "." and not self._is_initial(at))
        if has_noun and (self._is_beyond_name(at) or self._is_next_phrase(at)):
            return True
        if token.has("prepositions"):
            return not (has_noun and self.has(at, "role_prepositions") and self._is_role_before(at))
        return token.text[0].islower() and self.is_verb(at) and at + 1 < self.last

    def _is_in_name(self, at: int) -> bool:
        """Whether a conjunction stands inside a body's name."""
        return self.tokens[at].may_link and is_inside_body(self.tokens, self.first, at, self.last)

    def _is_next_phrase(self, at: int) -> bool:
        if self.has(at, "role_prepositions") and self._is_role_before(at):
            return False
        return self.has(at, "determiners") and not self.has(at - 1, "prepositions")

    def _is_beyond_name(self, at: int) -> bool:
        """Whether a common word behind a name is no part of the phrase: no noun that can speak follows."""
        if not self.tokens[at - 1].is_name_like or not self._is_common(at):
            return False
        if self.tokens[at].is_adverb or self.has(at, "past_forms"):
            return True
        if self.has(at - 1, "titles", "person_nouns", "body_nouns", "determiners"):
            return False
        for later in range(at, min(at + 4, self.last)):
            if not self._is_common(later):
                return True
            if self.has(later, "person_nouns", "body_nouns", "people_nouns", "document_nouns"):
                return False
        return True

    def _is_common(self, at: int) -> bool:
        """A word in lower case that is no function word."""
        token = self.tokens[at]
        return (
            token.kind == "word"
            and not token.is_name_like
            and token.text[0].islower()
            and not self.has(
                at, "prepositions", "conjunctions", "determiners", "particles", "relatives", "auxiliaries"
            )
        )

    def _is_role_before(self, at: int) -> bool:
        if self.lexicon.words["dropped_subjects"] and self.tokens[at - 1].noun is None:
            at -= 1  # an adjective behind the noun: "il ministro russo degli Esteri"
        return self.has(at - 1, "person_nouns", "body_nouns", "people_nouns", "titles", "document_nouns")

    def _is_initial(self, at: int) -> bool:
        before = self.tokens[at - 1]
        return len(before.text) == 1 or before.has("abbreviations")

    def joint(self, first: int, speaker: Phrase) -> Phrase:
        """One of two subjects, when "and" precedes the phrase and a name precedes the "and"."""
        if first - 2 < self.first or not self.has(first - 1, "joining_words"):
            return speaker
        return speaker._replace(is_joint=self.tokens[first - 2].is_name_like)

    def boundary(self, end: int) -> int:
        """Where the clause begins whose subject ends at a token."""
        at = end
        while at > max(self.first, end - REACH) and not self._ends_clause(at - 1):
            at -= 1
        return at

    def _ends_clause(self, at: int) -> bool:
        token = self.tokens[at]
        if token.kind == "word":
            if token.has("relatives", "complementisers", "conjunctions"):
                return not self._is_in_name(at)
            return token.verb is not None and token.text[0].islower() and self.is_verb(at)
        if token.kind == "quoted" or token.text in COMMAS:
            return True
        return token.text in _STOPS and (token.text != "." or not self._is_initial(at))

    def relative_head(self, first: int) -> tuple[int, Phrase] | None:
        """The one whom a clause without commas tells apart: "a diplomat who was there said"."""
        for at in range(first - 1, max(self.first, first - _LONGEST_RELATIVE), -1):
            if self.has(at, "relative_people"):
                begin = self.boundary(at)
                phrase = phrase_in(self.tokens, begin, at, self.lexicon) if begin < at else None
                return (begin, phrase) if phrase is not None and phrase.kind != "pronoun" else None
            if self.tokens[at].kind != "word":
                return None
        return None

    def apposed(self, comma: int) -> tuple[int, Phrase | None]:
        """The phrase that asides separate from its verb, and where it begins: the nearest name, else role."""
        fallback: tuple[int, Phrase | None] = (comma, None)
        end = comma
        for _ in range(5):
            first = self._boundary_at_comma(end)
            phrase = self._whole_phrase(first, end)
            is_apposition = self.has(first, "indefinite_determiners")
            if phrase is not None and phrase.kind in ("name", "pronoun") and not is_apposition:
                return first, phrase
            if phrase is not None:
                fallback = (first, phrase)
            if first - 1 <= self.first or self.tokens[first - 1].kind == "quoted":
                break
            end = first - 1
        return fallback

    def _boundary_at_comma(self, end: int) -> int:
        at = end
        while at > max(self.first, end - REACH):
            token = self.tokens[at - 1]
            if token.kind == "quoted" or token.text in COMMAS or token.text in ":;":
                break
            at -= 1
        return at

    def _whole_phrase(self, first: int, end: int) -> Phrase | None:
        """The phrase between two commas, when it is no clause or adverbial of its own."""
        while first < end and self.has(first, "conjunctions") and not self.has(first, "prepositions"):
            first += 1
        if first >= end or self.has(first, "prepositions", "relatives"):
            return None
        if any(self.tokens[at].text[0].islower() and self.is_verb(at) for at in range(first, end)):
            return None
        return phrase_in(self.tokens, first, end, self.lexicon)

    def is_plain_subject(self, first: int, end: int, verb: Verb) -> bool:
        """A determiner and a noun or two before a verb of speech: whatever the noun, it speaks."""
        is_short = 2 <= end - first <= 4 and verb.strength == "speech" and verb.form in ("third", "finite")
        if not is_short or not self.has(first, "determiners"):
            return False
        return not any(self.has(at, "prepositions") for at in range(first, end))

    def is_attribute(self, first: int, end: int) -> bool:
        """Whether a name only tells which one of an unknown sort speaks: "the Orrow Quay spot said"."""
        noun = end - 1
        if noun - 2 < first or not self.has(first, "determiners") or not self.tokens[noun - 1].may_name:
            return False
        is_known = self.tokens[noun].noun is not None or self.has(noun, "weekdays")
        return self._is_common(noun) and not is_known and not self.tokens[noun].is_adverb

    def subject_pronoun(self, end: int) -> Phrase | None:
        """The last "he" or "she" before a token that a verb or adverb follows: "... he said no, adding"."""
        for at in range(end - 1, self.first - 1, -1):
            is_person = self.has(at, "pronouns_masculine", "pronouns_feminine")
            if is_person and not self.has(at, "object_pronouns"):
                return phrase_in(self.tokens, at, at + 1, self.lexicon)
        return None

    def is_modifier(self, first: int, last: int, speaker: Phrase) -> bool:
        """Whether the name only qualifies an unknown noun ("the Norland international"), or is an object."""
        if speaker.kind == "pronoun":
            return self.has(first, "object_pronouns")
        if speaker.noun or speaker.titles[:1] == () or not self.has(first, "determiners"):
            return False
        return speaker.end < self.tokens.end(last - 1) and not self.has(last - 1, "adverbs")


def leading_phrase(tokens: Tokens, first: int, last: int, lexicon: Lexicon) -> Phrase | None:
    """The noun phrase that tokens `first` to `last` (excluded) begin with."""
    return Clause(tokens, Sentence(first, last), lexicon).phrase_from(first)
