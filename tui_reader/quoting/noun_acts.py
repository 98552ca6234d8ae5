"""Acts of speech without a verb: "according to X", "X's use of the word", "X's verdict", "X: ..."."""

from tui_reader.quoting.acts import Act, ActKind
from tui_reader.quoting.clauses import REACH, Clause, leading_phrase
from tui_reader.quoting.phrases import Phrase, phrase_in
from tui_reader.quoting.words import COMMAS

_LONGEST_LEAD = 5  # tokens between a noun of speech and the words


class NounActs:
    """Reads what stands for a verb of speech in one sentence."""

    def __init__(self, clause: Clause) -> None:
        self._clause = clause
        self._tokens = clause.tokens

    def phrase_act(self, at: int) -> Act | None:
        """The speaker behind a phrase: "according to X"."""
        first = at + self._clause.phrase_length(at, "cue_phrases")
        if first == at:
            return None
        end = self._clause.phrase_end(first)
        speaker = phrase_in(self._tokens, first, end, self._clause.lexicon)
        cue = " ".join(t.text for t in self._tokens[at:first])
        return Act("phrase", at, end - 1, at, cue, "speech", speaker) if speaker else None

    def use_act(self, at: int) -> Act | None:
        """Who uses a word, whoever talks about it: "X's use of the word"."""
        if not self._clause.has(at, "use_nouns", "use_verbs") or at - 1 <= self._clause.first:
            return None
        objects = [
            n for n in range(at + 1, min(at + 4, self._clause.last)) if self._clause.has(n, "use_objects")
        ]
        if not objects:
            return None
        end = at - 1 if self._tokens[at - 1].kind == "possessive" else self._user_end(at)
        first = self._clause.boundary(end)
        speaker = phrase_in(self._tokens, first, end, self._clause.lexicon)
        return self._make("use", at, (first, objects[-1]), speaker) if speaker else None

    def owned_act(self, at: int) -> Act | None:
        """Whose words they are said to be: "X's “…” remark", "X's promise to “…”", "“…” was X's verdict"."""
        if not self._clause.has(at, "speech_nouns") or at - 2 < self._clause.first:
            return None
        owner = at - 2 if self._tokens[at - 1].kind == "quoted" else at - 1
        if self._tokens[owner].kind != "possessive":
            return None
        first = self._owner_start(owner)
        speaker = phrase_in(self._tokens, first, owner, self._clause.lexicon)
        if speaker is None:
            return None
        if owner == at - 2:
            return self._make("use", at, (first, owner), speaker)
        if first - 2 >= self._clause.first and self._tokens[first - 2].kind == "quoted":
            is_named_so = self._clause.has(first - 1, "passive_auxiliaries")
            return self._make("inverted", at, (first - 1, at), speaker) if is_named_so else None
        last = self._lead_end(at)
        return self._make("use", at, (first, last), speaker) if last else None

    def _owner_start(self, owner: int) -> int:
        """Where the noun phrase begins whose possessive ends it."""
        first = owner
        while first > max(self._clause.first, owner - REACH) and not self._is_before_owner(first - 1):
            first -= 1
        return first

    def _is_before_owner(self, at: int) -> bool:
        if self._tokens[at].kind != "word" or self._clause.is_verb(at):
            return True
        return self._clause.has(at, "prepositions", "conjunctions", "auxiliaries", "relatives")

    def _lead_end(self, at: int) -> int:
        """The last of the few small words between a noun and a quotation, 0 where others stand there."""
        for later in range(at + 1, min(at + _LONGEST_LEAD, self._clause.last)):
            if self._tokens[later].kind == "quoted":
                return later - 1
            if not self._clause.has(later, "light_words"):
                return 0
        return 0

    def _user_end(self, at: int) -> int:
        """The end of the phrase nearest before "used the word", "was wrong to use the word"."""
        end = self._clause.skip_back(at)
        while end > self._clause.first + 1 and not (
            self._tokens[end - 1].is_name_like or self._tokens[end - 1].is_pronoun
        ):
            end -= 1
        return end

    def colon_act(self, colon: int) -> Act | None:
        """A colon before a quotation, where no verb of speech precedes it: "Orla Brandt shrugged: ..."."""
        start = self._colon_start(colon)
        if self._tokens[start].text[:1].isdigit():
            return None  # a clock time
        speaker = leading_phrase(self._tokens, start, colon, self._clause.lexicon)
        is_all = speaker is not None and speaker.end == self._tokens.end(colon - 1)
        if not is_all and self._tokens[colon + 1].kind != "quoted":
            return None
        if speaker is None or (start == self._clause.first and speaker.kind in ("role", "body")):
            speaker = self._clause.main_subject() or speaker
        if speaker is None or speaker.kind not in ("name", "role", "body", "pronoun"):
            return None
        return self._make("colon", colon, (self._clause.first, colon), speaker)

    def _colon_start(self, colon: int) -> int:
        """Where the words before a colon begin, past a clock time and its dash."""
        dashes = (
            n + 1
            for n in range(colon - 1, self._clause.first - 1, -1)
            if self._tokens[n].text in COMMAS - {","}
        )
        return next(dashes, self._clause.first)

    def _make(self, kind: ActKind, at: int, span: tuple[int, int], speaker: Phrase) -> Act:
        return Act(kind, span[0], span[1], at, self._tokens[at].text, "speech", speaker)
