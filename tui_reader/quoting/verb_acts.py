"""Acts of speech whose cue is a verb.

The speaker is looked for where grammar puts it: before the verb (past adverbs, auxiliaries, appositions and
relative clauses), after it when the verb comes first ("said Orla Brandt"), after "by" in the passive, between
"cited" and "as saying". A gerund or a coordinated verb takes over the speaker of the verb before it.
"""

from collections.abc import Sequence

from tui_reader.quoting.acts import Act, ActKind
from tui_reader.quoting.clauses import REACH, Clause
from tui_reader.quoting.lexicon import Strength, Verb
from tui_reader.quoting.phrases import Phrase, phrase_in
from tui_reader.quoting.words import COMMAS

_LONGEST_ADVERBIAL = 7  # tokens between a verb and its speaker


class VerbActs:
    """Reads the verbs of one sentence from left to right."""

    def __init__(self, clause: Clause, earlier: Sequence[Act]) -> None:
        """`earlier` holds the acts of the sentence so far, and may grow."""
        self._clause = clause
        self._tokens = clause.tokens
        self._earlier = earlier

    def act(self, at: int, verb: Verb) -> Act | None:
        """The act that a verb is the cue of, None where it ties nobody to words."""
        if self._disclaims(at):
            return None
        if verb.strength == "relay":
            return self._relay_act(at)
        if self._clause.is_passive(at, verb):
            return self._agent_act(at, verb)
        if verb.form == "gerund" and not self._clause.has(at - 1, "auxiliaries"):
            return self._inherited(at, verb)
        if self._clause.lexicon.words["word_order"]:
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
        if verb.form not in ("participle", "third") or not self._clause.lexicon.words["compound_nouns"]:
            return None
        for auxiliary in range(at - 1, max(self._clause.first - 1, at - REACH), -1):
            if self._clause.has(auxiliary, "perfect_auxiliaries"):
                speaker = phrase_in(self._tokens, self._clause.first, auxiliary, self._clause.lexicon)
                if speaker is None or self._clause.has(self._clause.first, "prepositions"):
                    speaker = self._clause.phrase_from(auxiliary + 1)
                return self._make("verb", at, verb.strength, (auxiliary, at), speaker) if speaker else None
        return None

    def _verb_second(self, at: int, verb: Verb) -> Act | None:
        """The speaker behind the verb, since something else stands before it: "Am Abend sagte Brandt"."""
        is_perfect = verb.form == "participle" and self._clause.has(at - 1, "perfect_auxiliaries")
        if verb.form not in ("third", "finite") and not is_perfect:
            return None
        end = self._clause.apposition_end(self._clause.phrase_end(at + 1))
        speaker = phrase_in(self._tokens, at + 1, end, self._clause.lexicon)
        return self._make("verb", at, verb.strength, (at, at), speaker) if speaker else None

    def _make(
        self, kind: ActKind, at: int, strength: Strength, span: tuple[int, int], speaker: Phrase | None
    ) -> Act:
        return Act(kind, span[0], span[1], at, self._tokens[at].text, strength, speaker)

    def _is_bare(self, at: int, verb: Verb) -> bool:
        """Whether nobody is told, which makes it a headline's passive: "..., jury told"."""
        is_end = at + 1 >= self._clause.last or self._tokens[at + 1].text in ".;"
        return is_end and verb.form == "finite" and self._clause.has(at, "needs_object")

    def _is_written(self, at: int) -> bool:
        """Whether "it read" tells of a writing, which nobody need have issued."""
        return self._clause.has(at, "document_verbs") and self._clause.has(at - 1, "pronouns_neuter")

    def _agent_act(self, at: int, verb: Verb) -> Act | None:
        """The one behind "by" in "was called 'a farce' by the coach"; without one, nobody is known."""
        for by in range(at + 1, min(self._clause.last, at + REACH)):
            if self._clause.has(by, "agent_prepositions"):
                speaker = self._clause.phrase_from(by + 1)
                return self._make("verb", at, verb.strength, (at, at), speaker) if speaker else None
        return None

    def _inherited(self, at: int, verb: Verb) -> Act | None:
        speaker = self._absolute(at)
        if speaker is None:
            speaker = (
                self._earlier[-1].speaker
                if self._earlier
                else self._clause.main_subject() or self._clause.subject_pronoun(at)
            )
        if speaker is None:
            return None
        return self._make("verb", at, verb.strength, (at, at), speaker)._replace(is_inherited=True)

    def _absolute(self, at: int) -> Phrase | None:
        """The noun phrase between "with" and the verb: "..., with Orla Brandt saying"."""
        first = self._clause.boundary(at)
        if first >= at or not self._clause.has(first, "absolute_openers"):
            return None
        return phrase_in(self._tokens, first + 1, at, self._clause.lexicon)

    def _before(self, at: int, verb: Verb) -> Act | None:
        """The act whose speaker stands before its verb."""
        end = self._clause.skip_back(at)
        before = self._tokens[end - 1]
        if end <= self._clause.first or self._clause.follows_quotation(end):
            return None
        is_coordinated = verb.form == "base" and self._earlier and not before.is_pronoun
        if before.lower == "to" or is_coordinated:
            return None if self._earlier else self._inherited(at, verb)
        if self._clause.has(end - 1, "coordinators") or self._follows_clause(end):
            return self._inherited(at, verb) if self._earlier or before.text not in COMMAS else None
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
        if (
            self._clause.has(first, "prepositions")
            and "verb-final" in self._clause.lexicon.words["word_order"]
        ):
            return first, None  # the verb comes second, so its subject follows
        if self._clause.is_attribute(first, end):
            return first, None
        any_noun = self._clause.is_plain_subject(first, end, verb)
        return first, phrase_in(self._tokens, first, end, self._clause.lexicon, any_noun=any_noun)

    def _follows_clause(self, end: int) -> bool:
        """A comma and then a verb, after a verb: "welcomed the vote, called it a start"."""
        return self._tokens[end - 1].text in COMMAS and any(act.at >= end - 2 for act in self._earlier[-1:])

    def _closes_inverted(self, at: int) -> bool:
        """Whether the verb and a noun phrase behind it end the sentence: "..., says the new keeper"."""
        if self._clause.has(at, "object_verb_forms"):
            return False
        last = self._clause.phrase_end(at + 1)
        if last <= at + 1 or not self._clause.is_end(last):
            return False
        return phrase_in(self._tokens, at + 1, last, self._clause.lexicon, any_noun=True) is not None

    def _inverted(self, at: int, verb: Verb) -> Act | None:
        """The verb first, as a quotation or comma before it allows: "said Orla Brandt"."""
        first = self._clause.skip_back(at)
        before = self._tokens[first - 1] if first > self._clause.first else None
        if before is not None and before.kind != "quoted" and before.text not in COMMAS:
            return None
        last = self._clause.phrase_end(at + 1)
        is_frame = self._clause.follows_quotation(first) or self._clause.is_end(last)
        end = self._clause.apposition_end(last) if last < self._clause.last else last
        speaker = phrase_in(self._tokens, at + 1, end, self._clause.lexicon, any_noun=is_frame)
        if speaker is None and self._clause.lexicon.words["word_order"]:
            end, speaker = self._behind_adverbial(at + 1)
        if speaker is None and self._is_bare_frame(first, at):
            return self._make("inverted", at, verb.strength, (first, at), None)
        if speaker is None or self._clause.is_modifier(at + 1, last, speaker):
            return None
        return self._make("inverted", at, verb.strength, (first, last - 1), speaker)

    def _is_bare_frame(self, first: int, at: int) -> bool:
        """Whether a verb alone attributes the words before it, as a language allows: "...", ha aggiunto."""
        has_none = self._clause.lexicon.words["dropped_subjects"]
        return bool(has_none) and self._clause.follows_quotation(first) and self._clause.is_end(at + 1)

    def _behind_adverbial(self, at: int) -> tuple[int, Phrase | None]:
        """The name behind "in his last word", where that may stand between verb and speaker, and its end."""
        for first in range(at + 1, min(at + _LONGEST_ADVERBIAL, self._clause.last)):
            if self._tokens[first].text in COMMAS or self._tokens[first].kind == "quoted":
                break
            is_complement = self._clause.has(first - 1, "prepositions", "determiners")
            if self._tokens[first].is_name_like and not is_complement:
                end = self._clause.phrase_end(first)
                return end, phrase_in(self._tokens, first, end, self._clause.lexicon)
        return at, None

    def _relay_act(self, at: int) -> Act | None:
        """The subject of "was quoted as saying", the object of "cited X as saying", else the relay itself."""
        saying = self._as_saying(at)
        if saying is None:
            return self._before(at, Verb("relay", "finite")) or self._inverted(at, Verb("relay", "finite"))
        if self._clause.is_passive(at, Verb("relay", "participle")):
            act = self._before(at, Verb("speech", "finite"))
            return act._replace(last=saying) if act else None
        speaker = phrase_in(self._tokens, at + 1, saying - 1, self._clause.lexicon)
        subject = self._before(at, Verb("relay", "finite"))
        first = subject.first if subject else at
        act = self._make("relayed", at, "speech", (first, saying), speaker)
        return act if speaker else None

    def _as_saying(self, at: int) -> int | None:
        """The token of "saying" in "as saying" behind a verb of relay."""
        for later in range(at + 2, min(self._clause.last, at + REACH)):
            if self._tokens[later].kind == "quoted":
                return None
            if self._clause.has(later, "as_saying") and self._tokens[later - 1].lower == "as":
                return later
        return None

    def missing_verb_act(self, at: int) -> Act | None:
        """The verb was lost, the rest of the form is there: "X has that ..."."""
        if not self._clause.has(at, "perfect_auxiliaries") or not self._clause.has(at + 1, "complementisers"):
            return None
        act = self._before(at, Verb("speech", "finite"))
        return act._replace(kind="missing", cue="", last=at + 1) if act else None
