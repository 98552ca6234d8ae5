"""Acts of speech in a sentence: a cue and the noun phrase that is its speaker.

For every verb of the lexicon the speaker is looked for where grammar puts it: before it (past adverbs,
auxiliaries, appositions and relative clauses), after it when the verb comes first ("said Orla Brandt"), after
"by" in the passive, between "cited" and "as saying". A gerund or a coordinated verb takes over the speaker of
the verb before it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from tui_reader.quoting.lexicon import Lexicon, Strength, Verb
from tui_reader.quoting.phrases import Phrase, is_pronoun, phrase_in
from tui_reader.quoting.tokens import Sentence, Token

ActKind: TypeAlias = Literal["verb", "inverted", "phrase", "colon", "relayed", "missing", "use"]

_REACH = 40  # tokens, the longest stretch in which a verb's speaker is looked for
_COMMAS = frozenset((",", "،", "，", "–", "—", "-"))
_STOPS = frozenset(":;.!?…()[]–—")


@dataclass(frozen=True, slots=True)
class Act:
    """A cue with its speaker.

    Attributes:
        kind: how the two hang together; see the module.
        first, last: the tokens of the whole of it, from the speaker to the cue or the other way round.
        at: the token of the cue.
        cue: the cue as written, empty where the verb is missing.
        strength: how much the cue says that words follow.
        speaker: the noun phrase; None where the sentence has none.
        is_inherited: the speaker is that of an earlier verb of the sentence.
    """

    kind: ActKind
    first: int
    last: int
    at: int
    cue: str
    strength: Strength
    speaker: Phrase | None
    is_inherited: bool = False


def acts_in(tokens: Sequence[Token], sentence: Sentence, lexicon: Lexicon) -> list[Act]:
    """The acts of speech of a sentence, in order of their cues."""
    reader = _SentenceReader(tokens, sentence, lexicon)
    return reader.read()


def main_subject(tokens: Sequence[Token], sentence: Sentence, lexicon: Lexicon) -> Phrase | None:
    """Who or what a sentence is about: the noun phrase it begins with, past any introduction."""
    return _SentenceReader(tokens, sentence, lexicon).main_subject()


def leading_phrase(tokens: Sequence[Token], first: int, last: int, lexicon: Lexicon) -> Phrase | None:
    """The noun phrase that tokens `first` to `last` (excluded) begin with."""
    return _SentenceReader(tokens, Sentence(first, last), lexicon).phrase_from(first)


class _SentenceReader:
    """Reads one sentence from left to right, remembering whose verb came last."""

    def __init__(self, tokens: Sequence[Token], sentence: Sentence, lexicon: Lexicon) -> None:
        self._tokens = tokens
        self._first, self._last = sentence
        self._lexicon = lexicon
        self._acts: list[Act] = []

    def read(self) -> list[Act]:
        for at in range(self._first, self._last):
            act = self._act_at(at)
            if act is not None:
                self._acts.append(act)
        self._acts += self._colon_acts()
        return self._acts

    def _act_at(self, at: int) -> Act | None:
        token = self._tokens[at]
        if token.kind != "word":
            return None
        verb = self._lexicon.verbs.get(token.lower)
        if self._is_idiom(at):
            verb = Verb("speech", "finite")
        if verb is not None and not self._is_noun(at, verb):
            return self._verb_act(at, verb)
        return self._phrase_act(at) or self._missing_verb_act(at) or self._use_act(at)

    def _is_idiom(self, at: int) -> bool:
        """Whether the word begins an expression that stands for a verb of speech: "put it"."""
        return any(
            self._tokens[at].lower == idiom[0]
            and tuple(t.lower for t in self._tokens[at : at + len(idiom)]) == idiom
            for idiom in self._lexicon.phrases["verb_idioms"]
        )

    def _has(self, at: int, *lists: str) -> bool:
        return self._first <= at < self._last and self._lexicon.has(self._tokens[at].lower, *lists)

    def _is_noun(self, at: int, verb: Verb) -> bool:
        """Whether the word is a noun or adjective here: "the claim", "Norland's reports", "calls for"."""
        before = self._tokens[at - 1] if at > self._first else None
        if before is None or verb.form == "gerund":
            return False
        if verb.form == "base" and not self._takes_base_form(at):
            return True
        if verb.form == "third" and not self._takes_third_person(at):
            return True
        if before.kind == "possessive":
            return not self._is_auxiliary_s(at - 1)
        if self._tokens[at].is_name_like and before.is_name_like:
            return True
        if before.lower in ("to",) or is_pronoun(before, self._lexicon):
            return before.lower in ("her", "them", "him") and verb.form == "base"
        return self._lexicon.has(before.lower, "determiners", "prepositions") and verb.form != "participle"

    def _takes_base_form(self, at: int) -> bool:
        """Whether a plural, a modal verb or "to" precedes a verb in its bare form."""
        at -= 1
        while self._has(at, "adverbs"):
            at -= 1
        before = self._tokens[max(at, self._first)]
        if before.kind == "quoted" or before.text in _COMMAS:
            return False
        if before.lower.endswith("s") and not self._has(at, "determiners"):
            return True
        return before.lower == "to" or self._has(
            at,
            "auxiliaries",
            "coordinators",
            "people_nouns",
            "pronouns_plural",
            "pronouns_speaker",
            "relatives",
        )

    def _takes_third_person(self, at: int) -> bool:
        """Whether a name, a noun that can speak, a pronoun or a mark precedes a form like "claims"."""
        at -= 1
        while self._has(at, "adverbs"):
            at -= 1
        before = self._tokens[max(at, self._first)]
        if before.kind != "word" or before.is_name_like or not before.text[0].isalpha():
            return True
        return is_pronoun(before, self._lexicon) or self._has(
            at, "relatives", "person_nouns", "body_nouns", "people_nouns", "document_nouns", "coordinators"
        )

    def _is_auxiliary_s(self, at: int) -> bool:
        return at > self._first and is_pronoun(self._tokens[at - 1], self._lexicon)

    def _verb_act(self, at: int, verb: Verb) -> Act | None:
        if verb.strength == "relay":
            return self._relay_act(at)
        if self._is_passive(at, verb):
            return self._agent_act(at, verb)
        if self._has(at, "object_verb_forms") and self._is_bare(at, verb):
            return None
        if verb.form == "gerund" and not self._has(at - 1, "auxiliaries"):
            return self._inherited(at, verb)
        if self._lexicon.words["word_order"] and not self._has(at - 1, "auxiliaries"):
            bracketed = self._bracketed(at, verb)
            if bracketed is not None:
                return bracketed
        act = self._before(at, verb) or self._inverted(at, verb)
        if (act is None or act.speaker is None) and self._lexicon.words["word_order"]:
            return self._verb_second(at, verb) or act
        return act

    def _bracketed(self, at: int, verb: Verb) -> Act | None:
        """Auxiliary, speaker and rest, participle: "hat die Ministerin den Plan gelobt"."""
        if verb.form != "participle" or not self._lexicon.has("verb-final", "word_order"):
            return None
        for auxiliary in range(at - 1, max(self._first - 1, at - _REACH), -1):
            if self._has(auxiliary, "perfect_auxiliaries"):
                speaker = phrase_in(self._tokens, self._first, auxiliary, self._lexicon)
                if speaker is None or self._has(self._first, "prepositions"):
                    speaker = self.phrase_from(auxiliary + 1)
                return self._make("verb", at, verb.strength, (auxiliary, at), speaker) if speaker else None
        return None

    def _verb_second(self, at: int, verb: Verb) -> Act | None:
        """The speaker behind the verb, since something else stands before it: "Am Abend sagte Brandt"."""
        speaker = self.phrase_from(at + 1) if verb.form in ("third", "finite") else None
        return self._make("verb", at, verb.strength, (at, at), speaker) if speaker else None

    def _make(
        self, kind: ActKind, at: int, strength: Strength, span: tuple[int, int], speaker: Phrase | None
    ) -> Act:
        return Act(kind, span[0], span[1], at, self._tokens[at].text, strength, speaker)

    def _is_passive(self, at: int, verb: Verb) -> bool:
        if verb.form not in ("finite", "participle"):
            return False
        at -= 1
        while self._has(at, "adverbs"):
            at -= 1
        return self._has(at, "passive_auxiliaries")

    def _is_bare(self, at: int, verb: Verb) -> bool:
        """Whether nobody is told, which makes it a headline's passive: "..., jury told"."""
        is_end = at + 1 >= self._last or self._tokens[at + 1].text in ".;"
        return is_end and verb.form == "finite" and self._tokens[at].lower == "told"

    def _agent_act(self, at: int, verb: Verb) -> Act | None:
        """ "was called 'a farce' by the coach": the one behind "by"; without one, nobody known."""
        for by in range(at + 1, min(self._last, at + _REACH)):
            if self._tokens[by].lower in ("by", "von", "par", "por"):
                speaker = self.phrase_from(by + 1)
                return self._make("verb", at, verb.strength, (at, at), speaker) if speaker else None
        return None

    def _inherited(self, at: int, verb: Verb) -> Act | None:
        speaker = self._acts[-1].speaker if self._acts else self.main_subject()
        if speaker is None:
            return None
        return replace(self._make("verb", at, verb.strength, (at, at), speaker), is_inherited=True)

    def main_subject(self) -> Phrase | None:
        """The noun phrase that the sentence begins with, past an introduction that a comma ends."""
        first = self._first
        if self._tokens[first].kind == "quoted":
            return None
        if self._has(first, "prepositions", "conjunctions") or self._tokens[first].lower.endswith(
            ("ing", "ed")
        ):
            commas = (at for at in range(first, self._last) if self._tokens[at].text in _COMMAS)
            first = next(commas, self._last) + 1
        if first >= self._last:
            return None
        return phrase_in(self._tokens, first, self._apposition_end(self._phrase_end(first)), self._lexicon)

    def _apposition_end(self, comma: int) -> int:
        """Past a name between commas that tells who holds the role before them: "the mayor, Ada Lorne, ..."."""
        if comma + 1 >= self._last or self._tokens[comma].text != ",":
            return comma
        end = self._phrase_end(comma + 1)
        if end >= self._last or self._tokens[end].text != ",":
            return comma
        apposed = phrase_in(self._tokens, comma + 1, end, self._lexicon)
        return end if apposed is not None and apposed.kind == "name" else comma

    def phrase_from(self, first: int) -> Phrase | None:
        """The noun phrase that begins at a token."""
        if first >= self._last:
            return None
        last = self._phrase_end(first)
        return phrase_in(self._tokens, first, last, self._lexicon)

    def _phrase_end(self, first: int) -> int:
        at = first
        has_noun = False
        while at < min(self._last, first + _REACH) and not self._ends_phrase(at, has_noun):
            token = self._tokens[at]
            has_noun = (
                has_noun or token.is_name_like or self._has(at, "person_nouns", "body_nouns", "people_nouns")
            )
            at += 1
        return at

    def _ends_phrase(self, at: int, has_noun: bool) -> bool:
        token = self._tokens[at]
        if token.kind == "possessive":
            return self._is_auxiliary_s(at)
        if token.kind == "quoted" or self._has(at, "auxiliaries", "relatives", "conjunctions"):
            return not (token.lower == "and" and not has_noun)
        if token.kind == "mark":
            return token.text != "." or not self._is_initial(at)
        if self._has(at, "determiners") and has_noun and not self._has(at - 1, "prepositions"):
            return True
        if self._has(at, "prepositions"):
            return not (has_noun and self._has(at, "role_prepositions") and self._is_role_before(at))
        return token.text[0].islower() and self._is_verb(at) and at + 1 < self._last

    def _is_verb(self, at: int) -> bool:
        verb = self._lexicon.verbs.get(self._tokens[at].lower)
        return verb is not None and not self._is_noun(at, verb)

    def _is_role_before(self, at: int) -> bool:
        return self._has(at - 1, "person_nouns", "body_nouns", "people_nouns", "titles", "document_nouns")

    def _is_initial(self, at: int) -> bool:
        before = self._tokens[at - 1]
        return len(before.text) == 1 or self._lexicon.has(before.lower, "abbreviations")

    def _before(self, at: int, verb: Verb) -> Act | None:
        """The act whose speaker stands before its verb."""
        end = self._skip_back(at)
        if end <= self._first:
            return None
        before = self._tokens[end - 1]
        if self._follows_quotation(end) or (before.lower == "to" and self._acts):
            return None
        if before.lower == "to" or self._has(end - 1, "coordinators") or self._follows_clause(end):
            return self._inherited(at, verb) if self._acts or before.text not in _COMMAS else None
        if before.text in _COMMAS and verb.strength == "speech" and self._closes_inverted(at):
            return None
        if self._has(end - 1, "relatives") or before.text in _COMMAS:
            first, speaker = self._apposed(end - 1)
        else:
            first = self._boundary(end)
            speaker = phrase_in(self._tokens, first, end, self._lexicon, any_noun=self._is_plain_subject(first, end, verb))
        if speaker is None:
            is_certain = verb.strength == "speech" and verb.form in ("third", "finite") and end - first > 0
            return self._make("verb", at, verb.strength, (first, at), None) if is_certain else None
        return self._make("verb", at, verb.strength, (first, at), self._joint(first, speaker))

    def _is_plain_subject(self, first: int, end: int, verb: Verb) -> bool:
        """A determiner and a noun or two before a verb of speech: whatever the noun, it speaks."""
        is_short = 2 <= end - first <= 4 and verb.strength == "speech" and verb.form in ("third", "finite")
        has_preposition = any(self._has(at, "prepositions") for at in range(first, end))
        return is_short and self._has(first, "determiners") and not has_preposition

    def _skip_back(self, at: int) -> int:
        """Past the auxiliaries and adverbs between a speaker and the verb; the end of the speaker, excluded."""
        while at > self._first:
            token = self._tokens[at - 1]
            if token.text == ")":
                at = self._parenthesis_start(at - 1)
                continue
            is_adverb = token.lower.endswith("ly") and not token.is_name_like and token.kind == "word"
            is_inserted = token.kind == "quoted" and self._has(at - 2, "auxiliaries")
            is_inserted = is_inserted or self._is_day(at - 1)
            if not (is_adverb or is_inserted or self._lexicon.has(token.lower, "auxiliaries", "adverbs")):
                return at
            at -= 1
        return at

    def _follows_quotation(self, end: int) -> bool:
        """Whether nothing but marks stands between a quotation and a token."""
        while end > self._first and self._tokens[end - 1].text in _COMMAS:
            end -= 1
        return end > self._first and self._tokens[end - 1].kind == "quoted"

    def _parenthesis_start(self, closing: int) -> int:
        """The token of the parenthesis that a closing one belongs to; short ones only."""
        for at in range(closing - 1, max(self._first, closing - 8) - 1, -1):
            if self._tokens[at].text == "(":
                return at
        return closing

    def _is_day(self, at: int) -> bool:
        """A day, or the "on" before it, between a speaker and the verb: "Brandt on Monday said"."""
        return self._has(at, "weekdays") or (self._tokens[at].lower == "on" and self._has(at + 1, "weekdays"))

    def _follows_clause(self, end: int) -> bool:
        """A comma and then a verb, after a verb: "welcomed the vote, called it a start"."""
        return self._tokens[end - 1].text in _COMMAS and any(act.at >= end - 2 for act in self._acts[-1:])

    def _joint(self, first: int, speaker: Phrase) -> Phrase:
        """One of two subjects, when "and" precedes the phrase and a name precedes the "and"."""
        if first - 2 < self._first or self._tokens[first - 1].lower not in ("and", "und", "et", "y", "e"):
            return speaker
        return replace(speaker, is_joint=self._tokens[first - 2].is_name_like)

    def _boundary(self, end: int) -> int:
        """Where the clause begins whose subject ends at a token."""
        at = end
        while at > max(self._first, end - _REACH) and not self._ends_clause(at - 1):
            at -= 1
        return at

    def _ends_clause(self, at: int) -> bool:
        token = self._tokens[at]
        if token.kind == "quoted" or token.text in _COMMAS:
            return True
        if token.text in _STOPS:
            return token.text != "." or not self._is_initial(at)
        if self._has(at, "relatives", "complementisers", "conjunctions"):
            return True
        return token.text[0].islower() and self._is_verb(at)

    def _apposed(self, comma: int) -> tuple[int, Phrase | None]:
        """The phrase that appositions or a relative clause separate from its verb: the nearest name, else role."""
        fallback: tuple[int, Phrase | None] = (comma, None)
        end = comma
        for _ in range(5):
            first = self._boundary_at_comma(end)
            phrase = self._whole_phrase(first, end)
            if phrase is not None and phrase.kind in ("name", "pronoun"):
                return first, phrase
            if phrase is not None:
                fallback = (first, phrase)
            if first - 1 <= self._first or self._tokens[first - 1].kind == "quoted":
                break
            end = first - 1
        return fallback

    def _boundary_at_comma(self, end: int) -> int:
        at = end
        while at > max(self._first, end - _REACH):
            token = self._tokens[at - 1]
            if token.kind == "quoted" or token.text in _COMMAS or token.text in ":;":
                break
            at -= 1
        return at

    def _closes_inverted(self, at: int) -> bool:
        """Whether the verb and a noun phrase behind it end the sentence: "..., says the new keeper"."""
        if self._has(at, "object_verb_forms"):
            return False
        last = self._phrase_end(at + 1)
        if last <= at + 1 or not self._is_end(last):
            return False
        return phrase_in(self._tokens, at + 1, last, self._lexicon, any_noun=True) is not None

    def _is_end(self, at: int) -> bool:
        """Whether the sentence ends there, or a mark stands there."""
        return at >= self._last or self._tokens[at].text in ".!?…" or self._tokens[at].text in _COMMAS

    def _whole_phrase(self, first: int, end: int) -> Phrase | None:
        """The phrase between two commas, when it is no clause or adverbial of its own."""
        while first < end and self._has(first, "conjunctions") and not self._has(first, "prepositions"):
            first += 1
        if first >= end or self._has(first, "prepositions", "relatives"):
            return None
        if any(self._is_verb(at) for at in range(first, end)):
            return None
        return phrase_in(self._tokens, first, end, self._lexicon)

    def _inverted(self, at: int, verb: Verb) -> Act | None:
        """The verb first, as a quotation or comma before it allows: "said Orla Brandt"."""
        first = self._skip_back(at)
        before = self._tokens[first - 1] if first > self._first else None
        if before is not None and before.kind != "quoted" and before.text not in _COMMAS:
            return None
        last = self._phrase_end(at + 1)
        is_frame = self._follows_quotation(first) or self._is_end(last)
        speaker = phrase_in(self._tokens, at + 1, last, self._lexicon, any_noun=is_frame)
        if speaker is None or self._is_modifier(at + 1, last, speaker):
            return None
        return self._make("inverted", at, verb.strength, (first, last - 1), speaker)

    def _is_modifier(self, first: int, last: int, speaker: Phrase) -> bool:
        """Whether the name only qualifies an unknown noun ("the Norland international"), or is an object."""
        if speaker.kind == "pronoun":
            return self._has(first, "object_pronouns")
        if speaker.noun or speaker.titles[:1] == () or not self._has(first, "determiners"):
            return False
        return speaker.end < self._tokens[last - 1].end and not self._has(last - 1, "adverbs")

    def _relay_act(self, at: int) -> Act | None:
        """ "was quoted as saying" is the subject's; "cited X as saying" is X's; else the relay's own report."""
        saying = self._as_saying(at)
        if saying is None:
            return self._before(at, Verb("relay", "finite")) or self._inverted(at, Verb("relay", "finite"))
        if self._is_passive(at, Verb("relay", "participle")):
            act = self._before(at, Verb("speech", "finite"))
            return replace(act, last=saying) if act else None
        speaker = phrase_in(self._tokens, at + 1, saying - 1, self._lexicon)
        subject = self._before(at, Verb("relay", "finite"))
        first = subject.first if subject else at
        act = self._make("relayed", at, "speech", (first, saying), speaker)
        return act if speaker else None

    def _as_saying(self, at: int) -> int | None:
        """The token of "saying" in "as saying" behind a verb of relay."""
        for later in range(at + 2, min(self._last, at + _REACH)):
            if self._tokens[later].kind == "quoted":
                return None
            if self._has(later, "as_saying") and self._tokens[later - 1].lower == "as":
                return later
        return None

    def _phrase_act(self, at: int) -> Act | None:
        """ "according to X": the phrase behind the cue."""
        for phrase in self._lexicon.phrases["cue_phrases"]:
            last = at + len(phrase)
            if tuple(t.lower for t in self._tokens[at:last]) == phrase and last <= self._last:
                end = self._phrase_end(last)
                speaker = phrase_in(self._tokens, last, end, self._lexicon)
                cue = " ".join(t.text for t in self._tokens[at:last])
                return Act("phrase", at, end - 1, at, cue, "speech", speaker) if speaker else None
        return None

    def _missing_verb_act(self, at: int) -> Act | None:
        """ "X has that ...": the verb was lost, the rest of the form is there."""
        if not self._has(at, "perfect_auxiliaries") or not self._has(at + 1, "complementisers"):
            return None
        act = self._before(at, Verb("speech", "finite"))
        return replace(act, kind="missing", cue="", last=at + 1) if act else None

    def _use_act(self, at: int) -> Act | None:
        """ "X's use of the word": X uses it, whoever talks about it."""
        if not self._has(at, "use_nouns", "use_verbs") or at - 1 <= self._first:
            return None
        objects = [n for n in range(at + 1, min(at + 4, self._last)) if self._has(n, "use_objects")]
        if not objects:
            return None
        end = at - 1 if self._tokens[at - 1].kind == "possessive" else self._user_end(at)
        first = self._boundary(end)
        speaker = phrase_in(self._tokens, first, end, self._lexicon)
        return self._make("use", at, "speech", (first, objects[-1]), speaker) if speaker else None

    def _user_end(self, at: int) -> int:
        """The end of the phrase nearest before "used the word", "was wrong to use the word"."""
        end = self._skip_back(at)
        while end > self._first + 1 and not (
            self._tokens[end - 1].is_name_like or is_pronoun(self._tokens[end - 1], self._lexicon)
        ):
            end -= 1
        return end

    def _colon_acts(self) -> list[Act]:
        """A colon right before a quotation, without a verb of speech: "Orla Brandt shrugged: ..."."""
        for at in range(self._first, self._last - 1):
            if self._tokens[at].text in (":", "：") and self._tokens[at + 1].kind == "quoted":
                if any(act.at < at and act.strength == "speech" for act in self._acts):
                    return []
                speaker = leading_phrase(self._tokens, self._first, at, self._lexicon) or self.main_subject()
                if speaker is None or speaker.kind not in ("name", "role", "body", "pronoun"):
                    return []
                return [self._make("colon", at, "speech", (self._first, at), speaker)]
        return []
