"""Acts of speech in a sentence: a cue and the noun phrase that is its speaker.

For every verb of the lexicon the speaker is looked for where grammar puts it: before it (past adverbs,
auxiliaries, appositions and relative clauses), after it when the verb comes first ("said Orla Brandt"), after
"by" in the passive, between "cited" and "as saying". A gerund or a coordinated verb takes over the speaker of
the verb before it.
"""

from typing import Literal, NamedTuple, TypeAlias

from tui_reader.quoting.clauses import COMMAS, REACH, Clause, leading_phrase
from tui_reader.quoting.lexicon import Strength, Verb
from tui_reader.quoting.phrases import Phrase, phrase_in

_LONGEST_ADVERBIAL = 7  # tokens between a verb and its speaker
COLONS = frozenset((":", "："))
"""Marks that words spoken can follow."""

_LONGEST_LEAD = 5  # tokens between a noun of speech and the words

ActKind: TypeAlias = Literal["verb", "inverted", "phrase", "colon", "relayed", "missing", "use"]


class Act(NamedTuple):
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


def acts_in(clause: Clause) -> list[Act]:
    """The acts of speech of a sentence, in order of their cues."""
    return _ActReader(clause).read()


class _ActReader:
    """Reads one sentence from left to right, remembering whose verb came last."""

    def __init__(self, clause: Clause) -> None:
        self._clause = clause
        self._tokens = clause.tokens
        self._first, self._last = clause.first, clause.last
        self._lexicon = clause.lexicon
        self._acts: list[Act] = []

    def read(self) -> list[Act]:
        colon = None
        for at in range(self._first, self._last):
            token = self._tokens[at]
            if token.may_cue:
                act = self._act_at(at)
                if act is not None:
                    self._acts.append(act)
            elif colon is None and token.text in COLONS:
                colon = at
        others = [*self._colon_acts(colon), *self._unknown_verbs()]
        return sorted([*self._acts, *others], key=lambda act: act.at) if others else self._acts

    def _act_at(self, at: int) -> Act | None:
        verb = self._tokens[at].verb
        if self._follows(at, "verb_idioms"):
            verb = Verb("speech", "finite")
        if verb is not None and not self._clause.is_noun(at, verb):
            return self._verb_act(at, verb)
        return self._phrase_act(at) or self._missing_verb_act(at) or self._use_act(at) or self._owned_act(at)

    def _follows(self, at: int, phrases: str) -> int:
        """How many words of a phrase of that list begin at a token; 0 when none does."""
        for phrase in self._lexicon.phrases[phrases].get(self._tokens[at].lower, ()):
            last = at + len(phrase)
            if last <= self._last and tuple(t.lower for t in self._tokens[at:last]) == phrase:
                return len(phrase)
        return 0

    def _verb_act(self, at: int, verb: Verb) -> Act | None:
        if self._disclaims(at):
            return None
        if verb.strength == "relay":
            return self._relay_act(at)
        if self._clause.is_passive(at, verb):
            return self._agent_act(at, verb)
        if verb.form == "gerund" and not self._clause.has(at - 1, "auxiliaries"):
            return self._inherited(at, verb)
        if self._lexicon.words["word_order"]:
            return self._freely_ordered(at, verb)
        return (
            None
            if self._is_bare(at, verb) or self._is_written(at)
            else self._before(at, verb) or self._inverted(at, verb)
        )

    def _disclaims(self, at: int) -> bool:
        """Whether others' words follow: "rejected claims that"."""
        if not self._clause.has(at, "denial_verbs"):
            return False
        nouns = (noun for noun in range(at + 1, at + 4) if self._clause.has(noun, "disputed_nouns"))
        return any(self._clause.has(noun + 1, "claim_links") for noun in nouns)

    def _freely_ordered(self, at: int, verb: Verb) -> Act | None:
        """The act in a language where the verb may come first or last."""
        if not self._clause.has(at - 1, "auxiliaries"):
            bracketed = self._bracketed(at, verb)
            if bracketed is not None:
                return bracketed
        act = self._before(at, verb) or self._inverted(at, verb)
        return self._verb_second(at, verb) or act if act is None or act.speaker is None else act

    def _bracketed(self, at: int, verb: Verb) -> Act | None:
        """Auxiliary, speaker and rest, participle: "hat die Ministerin den Plan gelobt"."""
        if verb.form not in ("participle", "third") or not self._lexicon.words["compound_nouns"]:
            return None
        for auxiliary in range(at - 1, max(self._first - 1, at - REACH), -1):
            if self._clause.has(auxiliary, "perfect_auxiliaries"):
                speaker = phrase_in(self._tokens, self._first, auxiliary, self._lexicon)
                if speaker is None or self._clause.has(self._first, "prepositions"):
                    speaker = self._clause.phrase_from(auxiliary + 1)
                return self._make("verb", at, verb.strength, (auxiliary, at), speaker) if speaker else None
        return None

    def _verb_second(self, at: int, verb: Verb) -> Act | None:
        """The speaker behind the verb, since something else stands before it: "Am Abend sagte Brandt"."""
        if verb.form not in ("third", "finite"):
            return None
        end = self._clause.apposition_end(self._clause.phrase_end(at + 1))
        speaker = phrase_in(self._tokens, at + 1, end, self._lexicon)
        return self._make("verb", at, verb.strength, (at, at), speaker) if speaker else None

    def _make(
        self, kind: ActKind, at: int, strength: Strength, span: tuple[int, int], speaker: Phrase | None
    ) -> Act:
        return Act(kind, span[0], span[1], at, self._tokens[at].text, strength, speaker)

    def _is_bare(self, at: int, verb: Verb) -> bool:
        """Whether nobody is told, which makes it a headline's passive: "..., jury told"."""
        is_end = at + 1 >= self._last or self._tokens[at + 1].text in ".;"
        return is_end and verb.form == "finite" and self._clause.has(at, "needs_object")

    def _is_written(self, at: int) -> bool:
        """Whether "it read" tells of a writing, which nobody need have issued."""
        return self._clause.has(at, "document_verbs") and self._clause.has(at - 1, "pronouns_neuter")

    def _agent_act(self, at: int, verb: Verb) -> Act | None:
        """The one behind "by" in "was called 'a farce' by the coach"; without one, nobody is known."""
        for by in range(at + 1, min(self._last, at + REACH)):
            if self._clause.has(by, "agent_prepositions"):
                speaker = self._clause.phrase_from(by + 1)
                return self._make("verb", at, verb.strength, (at, at), speaker) if speaker else None
        return None

    def _inherited(self, at: int, verb: Verb) -> Act | None:
        speaker = self._absolute(at)
        if speaker is None:
            speaker = self._acts[-1].speaker if self._acts else self._clause.main_subject()
        if speaker is None:
            return None
        return self._make("verb", at, verb.strength, (at, at), speaker)._replace(is_inherited=True)

    def _absolute(self, at: int) -> Phrase | None:
        """The noun phrase between "with" and the verb: "..., with Orla Brandt saying"."""
        first = self._clause.boundary(at)
        if first >= at or not self._clause.has(first, "absolute_openers"):
            return None
        return phrase_in(self._tokens, first + 1, at, self._lexicon)

    def _before(self, at: int, verb: Verb) -> Act | None:
        """The act whose speaker stands before its verb."""
        end = self._clause.skip_back(at)
        before = self._tokens[end - 1]
        if end <= self._first or self._clause.follows_quotation(end):
            return None
        is_coordinated = verb.form == "base" and self._acts and not before.is_pronoun
        if before.lower == "to" or is_coordinated:
            return None if self._acts else self._inherited(at, verb)
        if self._clause.has(end - 1, "coordinators") or self._follows_clause(end):
            return self._inherited(at, verb) if self._acts or before.text not in COMMAS else None
        if before.text in COMMAS and verb.strength == "speech" and self._closes_inverted(at):
            return None
        first, speaker = self._subject(end, verb)
        if speaker is None:
            is_certain = verb.strength == "speech" and verb.form in ("third", "finite") and end - first > 0
            return self._make("verb", at, verb.strength, (first, at), None) if is_certain else None
        return self._make("verb", at, verb.strength, (first, at), self._clause.joint(first, speaker))

    def _subject(self, end: int, verb: Verb) -> tuple[int, Phrase | None]:
        """The noun phrase that ends before a token, or before the aside there, and where it begins."""
        if self._clause.has(end - 1, "relatives") or self._tokens[end - 1].text in COMMAS:
            return self._clause.apposed(end - 1)
        first = self._clause.boundary(end)
        head = self._clause.relative_head(first)
        if head is not None:
            return head
        if self._clause.has(first, "prepositions") and "verb-final" in self._lexicon.words["word_order"]:
            return first, None  # the verb comes second, so its subject follows
        any_noun = self._clause.is_plain_subject(first, end, verb)
        return first, phrase_in(self._tokens, first, end, self._lexicon, any_noun=any_noun)

    def _follows_clause(self, end: int) -> bool:
        """A comma and then a verb, after a verb: "welcomed the vote, called it a start"."""
        return self._tokens[end - 1].text in COMMAS and any(act.at >= end - 2 for act in self._acts[-1:])

    def _closes_inverted(self, at: int) -> bool:
        """Whether the verb and a noun phrase behind it end the sentence: "..., says the new keeper"."""
        if self._clause.has(at, "object_verb_forms"):
            return False
        last = self._clause.phrase_end(at + 1)
        if last <= at + 1 or not self._clause.is_end(last):
            return False
        return phrase_in(self._tokens, at + 1, last, self._lexicon, any_noun=True) is not None

    def _inverted(self, at: int, verb: Verb) -> Act | None:
        """The verb first, as a quotation or comma before it allows: "said Orla Brandt"."""
        first = self._clause.skip_back(at)
        before = self._tokens[first - 1] if first > self._first else None
        if before is not None and before.kind != "quoted" and before.text not in COMMAS:
            return None
        last = self._clause.phrase_end(at + 1)
        is_frame = self._clause.follows_quotation(first) or self._clause.is_end(last)
        end = self._clause.apposition_end(last) if last < self._last else last
        speaker = phrase_in(self._tokens, at + 1, end, self._lexicon, any_noun=is_frame)
        if speaker is None and self._lexicon.words["word_order"]:
            end, speaker = self._behind_adverbial(at + 1)
        if speaker is None or self._clause.is_modifier(at + 1, last, speaker):
            return None
        return self._make("inverted", at, verb.strength, (first, last - 1), speaker)

    def _behind_adverbial(self, at: int) -> tuple[int, Phrase | None]:
        """The name behind "in his last word", where that may stand between verb and speaker, and its end."""
        for first in range(at + 1, min(at + _LONGEST_ADVERBIAL, self._last)):
            if self._tokens[first].text in COMMAS or self._tokens[first].kind == "quoted":
                break
            is_complement = self._clause.has(first - 1, "prepositions", "determiners")
            if self._tokens[first].is_name_like and not is_complement:
                end = self._clause.phrase_end(first)
                return end, phrase_in(self._tokens, first, end, self._lexicon)
        return at, None

    def _unknown_verbs(self) -> list[Act]:
        """A word that the lexicon does not hold, between quotation and name: "»,  ironise Farid Benali".

        Only where the verb comes first there for sure, so that the word is no title.
        """
        if not self._lexicon.words["word_order"]:
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
        speaker = phrase_in(self._tokens, at + 1, end, self._lexicon)
        return self._make("inverted", at, "speech", (at, end - 1), speaker) if speaker else None

    def _relay_act(self, at: int) -> Act | None:
        """The subject of "was quoted as saying", the object of "cited X as saying", else the relay itself."""
        saying = self._as_saying(at)
        if saying is None:
            return self._before(at, Verb("relay", "finite")) or self._inverted(at, Verb("relay", "finite"))
        if self._clause.is_passive(at, Verb("relay", "participle")):
            act = self._before(at, Verb("speech", "finite"))
            return act._replace(last=saying) if act else None
        speaker = phrase_in(self._tokens, at + 1, saying - 1, self._lexicon)
        subject = self._before(at, Verb("relay", "finite"))
        first = subject.first if subject else at
        act = self._make("relayed", at, "speech", (first, saying), speaker)
        return act if speaker else None

    def _as_saying(self, at: int) -> int | None:
        """The token of "saying" in "as saying" behind a verb of relay."""
        for later in range(at + 2, min(self._last, at + REACH)):
            if self._tokens[later].kind == "quoted":
                return None
            if self._clause.has(later, "as_saying") and self._tokens[later - 1].lower == "as":
                return later
        return None

    def _phrase_act(self, at: int) -> Act | None:
        """The speaker behind a phrase: "according to X"."""
        first = at + self._follows(at, "cue_phrases")
        if first == at:
            return None
        end = self._clause.phrase_end(first)
        speaker = phrase_in(self._tokens, first, end, self._lexicon)
        cue = " ".join(t.text for t in self._tokens[at:first])
        return Act("phrase", at, end - 1, at, cue, "speech", speaker) if speaker else None

    def _missing_verb_act(self, at: int) -> Act | None:
        """The verb was lost, the rest of the form is there: "X has that ..."."""
        if not self._clause.has(at, "perfect_auxiliaries") or not self._clause.has(at + 1, "complementisers"):
            return None
        act = self._before(at, Verb("speech", "finite"))
        return act._replace(kind="missing", cue="", last=at + 1) if act else None

    def _use_act(self, at: int) -> Act | None:
        """Who uses a word, whoever talks about it: "X's use of the word"."""
        if not self._clause.has(at, "use_nouns", "use_verbs") or at - 1 <= self._first:
            return None
        objects = [n for n in range(at + 1, min(at + 4, self._last)) if self._clause.has(n, "use_objects")]
        if not objects:
            return None
        end = at - 1 if self._tokens[at - 1].kind == "possessive" else self._user_end(at)
        first = self._clause.boundary(end)
        speaker = phrase_in(self._tokens, first, end, self._lexicon)
        return self._make("use", at, "speech", (first, objects[-1]), speaker) if speaker else None

    def _owned_act(self, at: int) -> Act | None:
        """Whose words they are said to be: "X's “…” remark", "X's promise to “…”", "“…” was X's verdict"."""
        if not self._clause.has(at, "speech_nouns") or at - 2 < self._first:
            return None
        owner = at - 2 if self._tokens[at - 1].kind == "quoted" else at - 1
        if self._tokens[owner].kind != "possessive":
            return None
        first = self._owner_start(owner)
        speaker = phrase_in(self._tokens, first, owner, self._lexicon)
        if speaker is None:
            return None
        if owner == at - 2:
            return self._make("use", at, "speech", (first, owner), speaker)
        if first - 2 >= self._first and self._tokens[first - 2].kind == "quoted":
            is_named_so = self._clause.has(first - 1, "passive_auxiliaries")
            return self._make("inverted", at, "speech", (first - 1, at), speaker) if is_named_so else None
        last = self._lead_end(at)
        return self._make("use", at, "speech", (first, last), speaker) if last else None

    def _owner_start(self, owner: int) -> int:
        """Where the noun phrase begins whose possessive ends it."""
        first = owner
        while first > max(self._first, owner - REACH) and not self._is_before_owner(first - 1):
            first -= 1
        return first

    def _is_before_owner(self, at: int) -> bool:
        if self._tokens[at].kind != "word" or self._clause.is_verb(at):
            return True
        return self._clause.has(at, "prepositions", "conjunctions", "auxiliaries", "relatives")

    def _lead_end(self, at: int) -> int:
        """The last of the few small words between a noun and a quotation, 0 where others stand there."""
        for later in range(at + 1, min(at + _LONGEST_LEAD, self._last)):
            if self._tokens[later].kind == "quoted":
                return later - 1
            if not self._clause.has(later, "light_words"):
                return 0
        return 0

    def _user_end(self, at: int) -> int:
        """The end of the phrase nearest before "used the word", "was wrong to use the word"."""
        end = self._clause.skip_back(at)
        while end > self._first + 1 and not (
            self._tokens[end - 1].is_name_like or self._tokens[end - 1].is_pronoun
        ):
            end -= 1
        return end

    def _colon_acts(self, colon: int | None) -> list[Act]:
        """A colon before a quotation, without a verb of speech: "Orla Brandt shrugged: ..."."""
        if colon is None or colon + 1 >= self._last:
            return []
        if any(act.at < colon and act.strength == "speech" for act in self._acts):
            return []
        start = self._colon_start(colon)
        if self._tokens[start].text[:1].isdigit():
            return []  # a clock time
        speaker = leading_phrase(self._tokens, start, colon, self._lexicon)
        is_all = speaker is not None and speaker.end == self._tokens.end(colon - 1)
        if not is_all and self._tokens[colon + 1].kind != "quoted":
            return []
        if speaker is None or (start == self._first and speaker.kind in ("role", "body")):
            speaker = self._clause.main_subject() or speaker
        if speaker is None or speaker.kind not in ("name", "role", "body", "pronoun"):
            return []
        return [self._make("colon", colon, "speech", (self._first, colon), speaker)]

    def _colon_start(self, colon: int) -> int:
        """Where the words before a colon begin, past a clock time and its dash."""
        dashes = (
            n + 1 for n in range(colon - 1, self._first - 1, -1) if self._tokens[n].text in COMMAS - {","}
        )
        return next(dashes, self._first)
