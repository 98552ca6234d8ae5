"""Who was spoken of in an update so far, and whom a later word can point back to."""

from typing import Literal, NamedTuple, TypeAlias

from tui_reader.news import Place
from tui_reader.quoting.lexicon import Gender, Lexicon
from tui_reader.quoting.people import People
from tui_reader.quoting.runs import runs_in
from tui_reader.quoting.sentences import Sentence
from tui_reader.quoting.tokens import Tokens, written

Means: TypeAlias = Literal["explicit", "pronoun"]

EXPLICIT = 1.0
"""Sureness of a reference by name."""
LIKELY = 0.85
"""Sureness of a role or pronoun with one fitting candidate near by."""
POSSIBLE = 0.75
"""Sureness of one that is found far away or by less."""
_SURE_ENOUGH = 0.5  # to be pointed back to
_MEMORY = 24  # sentences, how far back a pronoun or role can point


class Reference(NamedTuple):
    """Who a phrase means.

    Attributes:
        name: the fullest name.
        means: whether the phrase names them or had to be resolved.
        confidence: 0 to 1, that it is them.
        evidence: where the text names them.
        is_person: a person, as far as the text tells.
        gender: where known.
        noun: the noun of the role or body that led to them.
        is_several: more than one speaker.
        has_spoken: an act of speech in the text is theirs.
        is_subject: a sentence is about them, and does not just name them.
        is_role: the name is a role's, whose bearer is unknown.
    """

    name: str
    means: Means
    confidence: float
    evidence: Place
    is_person: bool
    gender: Gender | None = None
    noun: str = ""
    is_several: bool = False
    has_spoken: bool = False
    is_subject: bool = True
    is_role: bool = False


_Passed: TypeAlias = tuple[list[Reference], Tokens, Sentence, int | None]
"""What is remembered of a sentence, its tokens, where it stands in them, its block."""


class Memory:
    """The people and bodies of an update, sentence by sentence."""

    def __init__(self, update: int, people: People, lexicon: Lexicon) -> None:
        self._update = update
        self._people = people
        self._lexicon = lexicon
        self._sentences: list[list[Reference]] = [[]]
        self._spoke: Reference | None = None  # the last one who was said to say something
        self._passed: list[_Passed] = []  # not yet read for names
        self._named_body: Reference | None = None  # the last body named in passing
        self._excluded: str | None = None  # who a phrase cannot mean
        self._speaker: Reference | None = None  # whose words a nested quotation stands in

    def begin_sentence(self) -> None:
        """What follows belongs to a new sentence."""
        if self._sentences[-1]:
            self._sentences = [*self._sentences[-_MEMORY:], []]

    def remember(self, reference: Reference | None) -> None:
        """Note who the sentence is about; the first of a sentence weighs most for what comes later."""
        if reference is not None and reference.confidence >= _SURE_ENOUGH:
            self._sentences[-1].append(reference)

    def heard(self, reference: Reference | None) -> None:
        """Remember who was said to say something, which a later "the statement" points back to."""
        if reference is None:
            return
        self.remember(reference._replace(has_spoken=True))
        if not reference.is_several:
            self._spoke = reference

    def pass_by(self, tokens: Tokens, sentence: Sentence, block: int | None) -> None:
        """Note a sentence; the names in it count when nobody that was spoken of fits."""
        self._passed.append((self._sentences[-1], tokens, sentence, block))

    def last_speaker(self) -> Reference | None:
        """Who was said to say something last."""
        return self._spoke and self._spoke._replace(means="pronoun")

    def _recent(self) -> list[Reference]:
        """Everyone remembered: this sentence's in order, then each earlier sentence's, the nearest first."""
        return [reference for sentence in reversed(self._sentences) for reference in sentence]

    def _last_bearer(self, surname: str) -> str | None:
        """Of those who share a surname, the one spoken of last in this update."""
        names = (r.name for r in self._recent() if r.is_person and " " in r.name)
        return next((name for name in names if name.endswith(f" {surname}")), None)

    def _last_body(self, *, is_plural: bool = False) -> Reference | None:
        """Whom "it" or "they" means: the last body, else the last speaker of whom nothing says a person."""
        recent = [r for r in self._recent() if is_plural or not r.is_several]
        body = next((r for r in recent if not r.is_person), None)
        if body is None:
            body = next((r for r in recent if r.has_spoken and not is_surely_person(r)), None)
        return body and resolved(body, LIKELY)

    def _last_person(self, gender: Gender | None) -> Reference | None:
        """The last person who agrees in gender: of the nearest sentence about one, the likeliest."""
        found, distance = self._nearest_person(gender, is_subject=True)
        if found is not None and (found.gender or not distance):
            return found
        self._read_passed()
        passed, nearer = self._nearest_person(gender, is_subject=False)
        return passed if found is None or (passed is not None and nearer < distance) else found

    def _nearest_person(self, gender: Gender | None, *, is_subject: bool) -> tuple[Reference | None, int]:
        """The likeliest person of the nearest sentence about one, or naming one, and how far back it is."""
        for distance, sentence in enumerate(reversed(self._sentences)):
            fitting = [r for r in sentence if r.is_subject == is_subject and self._may_be(r, gender)]
            if fitting:
                best = max(fitting, key=lambda r: (r.gender is not None, is_surely_person(r), r.has_spoken))
                return best, distance
        return None, 0

    def _may_be(self, reference: Reference, gender: Gender | None) -> bool:
        if not reference.is_person or reference.is_several:
            return False
        if reference.name == self._excluded or (self._speaker and reference.name == self._speaker.name):
            return False
        is_likely = reference.has_spoken or is_surely_person(reference)
        return is_likely and (gender is None or reference.gender in (gender, None))

    def _read_passed(self) -> None:
        """Read the names in the sentences so far, where they were left for need."""
        for remembered, tokens, sentence, block in self._passed[-_MEMORY:]:
            for run in runs_in(tokens, sentence.first, sentence.last, self._lexicon):
                if not run.is_role:
                    place = Place(block, tokens.starts[run.name], tokens.end(run.last - 1))
                    self._mention(written(tokens, run.name, run.last), place, remembered, is_body=run.is_body)
        self._passed.clear()

    def _mention(self, name: str, place: Place, sentence: list[Reference], *, is_body: bool) -> None:
        if is_body:
            noun = name.rsplit(maxsplit=1)[-1].lower()
            self._named_body = Reference(name, "explicit", EXPLICIT, place, False, None, noun)
            return
        person = self._people.find(name, self._update)
        if person is not None and person.gender is not None:
            sentence.append(
                Reference(person.name, "explicit", EXPLICIT, place, True, person.gender, is_subject=False)
            )


def is_surely_person(reference: Reference) -> bool:
    """Whether more than a capital letter tells that it is a person."""
    return bool(reference.gender or reference.noun) or " " in reference.name


def resolved(reference: Reference, confidence: float) -> Reference:
    """The reference of whatever points back to it."""
    return reference._replace(means="pronoun", confidence=min(confidence, reference.confidence))
