"""From a noun phrase to a name: short names, roles, pronouns and writings, resolved within their update.

An update is read from top to bottom. Whoever a sentence is about, or speaks in it, is remembered; a pronoun
or a bare role means the last one remembered that agrees with it in gender, number and kind. What stays open
stays without a name.
"""

from tui_reader.news import Place
from tui_reader.quoting.lexicon import Gender, Lexicon
from tui_reader.quoting.memory import EXPLICIT, LIKELY, POSSIBLE, Memory, Reference, resolved
from tui_reader.quoting.people import People, Person
from tui_reader.quoting.phrases import Phrase, gender_of

_VAGUE = 0.8  # a single word that nothing shows to be a name
_ANYWHERE = 0.65  # the only one on the page to bear a role, but not in this update
_UNLIKELY = 0.4  # several fit; kept for the record, below any sensible threshold


class Discourse(Memory):
    """What the phrases of one update mean, read from top to bottom."""

    def __init__(
        self, update: int, people: People, lexicon: Lexicon, bodies: dict[frozenset[str], str]
    ) -> None:
        """`bodies` holds the first form of every body's name on the page; it is shared and grows."""
        super().__init__(update, people, lexicon)
        self._bodies = bodies

    def inside(self, speaker: Reference | None) -> "Discourse":
        """The discourse within somebody's own words, where "I" is the speaker."""
        inner = Discourse(self._update, self._people, self._lexicon, self._bodies)
        inner._sentences = [*self._sentences, []]
        inner._speaker = speaker
        return inner

    def resolve(self, phrase: Phrase, block: int | None, *, unlike: Phrase | None = None) -> Reference | None:
        """Who the phrase means, who is not whom the name `unlike` means; None when nobody is known to fit."""
        self._excluded = unlike and self._people.full_name(unlike.words, self._update, unlike.titles)
        place = Place(block, phrase.start, phrase.end)
        match phrase.kind:
            case "pronoun":
                return self._pronoun(phrase)
            case "role" if not self._lexicon.has(phrase.noun, "name_titles"):
                return self._role(phrase, place)
            case "name" | "role":
                return self._named(phrase, place)
            case "body":
                return self._body(phrase, place)
            case "document":
                return None if self._lexicon.has(phrase.noun, "authored_nouns") else self._document()
            case _:
                return self._several(phrase, place)

    def named(self, name: str, block: int, place: tuple[int, int]) -> Reference:
        """Whoever a name means that stands apart from any sentence."""
        return Reference(
            self._people.full_name(name, self._update), "explicit", EXPLICIT, Place(block, *place), True
        )

    def _named(self, phrase: Phrase, place: Place) -> Reference:
        person = self._people.find(phrase.words, self._update, phrase.titles)
        name = self._people.name_of(person, phrase.words)
        if person is None and self._people.is_shared(phrase.words):
            name = self._last_bearer(phrase.words) or name
        self._people.learn(person, phrase.titles, self._update)
        gender = (person.gender if person else None) or gender_of(phrase, self._lexicon)
        noun = next((w for w in reversed(phrase.titles) if self._lexicon.has(w, "person_nouns")), "")
        is_body = phrase.words.isupper() or self._lexicon.has(
            phrase.titles[-1] if phrase.titles else "", "body_nouns"
        )
        is_person = not self._people.is_place(phrase.words) and (bool(gender or noun) or not is_body)
        is_named = person is not None and (len(person.keys) > 1 or bool(person.roles))
        is_vague = " " not in name and not is_named and is_person and not gender
        sure = _UNLIKELY if phrase.is_joint else _VAGUE if is_vague else EXPLICIT
        return Reference(name, "explicit", sure, place, is_person, gender, noun, phrase.is_joint)

    def _pronoun(self, phrase: Phrase) -> Reference | None:
        word = phrase.noun
        if self._lexicon.has(word, "pronouns_speaker"):
            return self._speaker and resolved(self._speaker, LIKELY)
        if self._lexicon.has(word, "pronouns_neuter", "pronouns_plural"):
            return self._last_body(is_plural=self._lexicon.has(word, "pronouns_plural"))
        found = self._last_person("feminine" if self._lexicon.has(word, "pronouns_feminine") else "masculine")
        if found is None:
            return None
        return resolved(found, LIKELY if found.gender else POSSIBLE)

    def _role(self, phrase: Phrase, place: Place) -> Reference | None:
        qualifiers = self._people.qualifiers(phrase.titles)
        gender = gender_of(phrase, self._lexicon)
        itself = Reference(
            phrase.words, "explicit", LIKELY, place, True, gender, phrase.noun, phrase.is_joint, is_role=True
        )
        if not phrase.is_definite and place.block is not None:
            return itself
        recent = [r for r in self._recent() if r.is_person and r.name != self._excluded]
        known = next((r for r in recent if r.noun == phrase.noun), None)
        if known is not None and not self._differs(known, phrase, qualifiers):
            return resolved(known, LIKELY)
        person, confidence = self._holder(phrase, qualifiers, in_headline=place.block is None)
        if person is not None and person.name != self._excluded:
            return Reference(person.name, "pronoun", confidence, place, True, person.gender, phrase.noun)
        if qualifiers:
            return self._only_named(gender) or itself
        is_nameless = self._lexicon.has(phrase.noun, "nameless_nouns")
        found = None if is_nameless else self._only_person(phrase.noun, gender)
        if place.block is not None:
            is_vague = self._is_epithet(phrase.noun) or self._lexicon.has(phrase.noun, "kin_nouns")
            return itself._replace(confidence=POSSIBLE) if found is None and not is_vague else found
        return itself if found is None or found.confidence < POSSIBLE else found

    def _only_named(self, gender: Gender | None) -> Reference | None:
        """Whom "the Radical leader" means where one person is named: them, if no role of theirs is known."""
        named = self._people.named_in(self._update)
        if len(named) != 1 or named[0].roles or (gender and named[0].gender not in (gender, None)):
            return None
        known = next((r for r in self._recent() if r.name == named[0].name), None)
        return known and resolved(known, POSSIBLE)

    def _only_person(self, noun: str, gender: Gender | None) -> Reference | None:
        """Whom a bare "the striker" means: the last person, if alone so far and not known by another role."""
        found = self._last_person(gender)
        if found is None:
            return None
        person = self._people.find(found.name, self._update)
        is_free = self._is_epithet(noun) or person is None or not person.roles
        others = {r.name for r in self._recent() if self._may_be(r, gender)}
        return resolved(found, POSSIBLE if is_free and len(others) == 1 else _UNLIKELY)

    def _is_epithet(self, noun: str) -> bool:
        """Whether a noun tells what somebody is like, not which part they have: "the veteran"."""
        return noun[0].isdigit() or noun in self._lexicon.nations or self._lexicon.has(noun, "epithet_nouns")

    def _differs(self, known: Reference, phrase: Phrase, qualifiers: frozenset[str]) -> bool:
        """Whether a qualified role is somebody else's than the one who bore its noun before."""
        if not qualifiers:
            return False
        person = self._people.find(known.name, self._update)
        if person is None or not person.roles:
            return known.name.casefold() != phrase.words.casefold()
        return person not in self._people.holders(phrase.noun, qualifiers, None)

    def _holder(
        self, phrase: Phrase, qualifiers: frozenset[str], *, in_headline: bool
    ) -> tuple[Person | None, float]:
        """The one person who bears the role: in this update, else (if qualified) on the whole page.

        A headline shortens ("AN correspondent"), so there the role alone is enough.
        """
        gender = gender_of(phrase, self._lexicon)
        here = self._people.holders(phrase.noun, qualifiers, self._update)
        here = [p for p in here if gender is None or p.gender in (gender, None)]
        if not here and in_headline:
            here = self._people.holders(phrase.noun, frozenset(), self._update)
        if len(here) == 1:
            return here[0], LIKELY
        if len(here) > 1:
            return None, 0.0
        anywhere = self._people.holders(phrase.noun, qualifiers, None)
        if not qualifiers:
            agreeing = [p for p in anywhere if gender is None or p.gender in (gender, None)]
            return (agreeing[0], _ANYWHERE) if len(agreeing) == 1 else (None, 0.0)
        certain = [
            p for p in anywhere if any(q in o for n, o in p.roles for q in qualifiers if n == phrase.noun)
        ]
        return (certain[0], POSSIBLE) if len(certain) == 1 else (None, 0.0)

    def _body(self, phrase: Phrase, place: Place) -> Reference | None:
        words = [word for word in phrase.words.lower().replace("’s", "").replace("'s", "").split() if word]
        if phrase.noun and words == [phrase.noun] and phrase.is_definite:
            return self._bare_body(phrase, place)
        name = self._people.full_name(phrase.words, self._update)
        if phrase.noun and not name.isupper():
            key = self._people.qualifiers(words)
            name = self._bodies.setdefault(key, name)
        return Reference(
            name, "explicit", EXPLICIT, place, False, None, words[-1] if words else "", phrase.is_joint
        )

    def _bare_body(self, phrase: Phrase, place: Place) -> Reference | None:
        """The last body of that sort for "the ministry", the last of any sort for "the company"."""
        bodies = [r for r in self._recent() if not r.is_person and not r.is_several]
        same = [r for r in bodies if phrase.noun in (r.noun, *r.name.lower().split())]
        self._read_passed()
        if not same and self._named_body is not None and self._named_body.noun == phrase.noun:
            same = [self._named_body]
        if same:
            return resolved(same[0], LIKELY)
        if not self._lexicon.has(phrase.noun, "any_body_nouns"):
            return Reference(phrase.words, "explicit", POSSIBLE, place, False, None, phrase.noun)
        body = next(iter(bodies), None) or self._named_body or self._last_body()
        is_only = len({r.name for r in bodies}) < 2
        return body and resolved(body, POSSIBLE if is_only else _UNLIKELY)

    def _document(self) -> Reference | None:
        """A writing speaks for whoever spoke last."""
        issuer = self._spoke or self._last_body()
        return issuer and resolved(issuer, POSSIBLE)

    def _several(self, phrase: Phrase, place: Place) -> Reference | None:
        if self._lexicon.has(phrase.noun, "joint_nouns") or phrase.is_joint:
            return Reference(phrase.words, "explicit", _UNLIKELY, place, True, None, phrase.noun, True)
        return Reference(phrase.words, "explicit", POSSIBLE, place, False, None, phrase.noun, True)
