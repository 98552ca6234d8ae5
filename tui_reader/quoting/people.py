"""Who is named in a live blog: one entry a person or body, under the fullest name that the page uses.

The whole page is read first, since a full name may stand only in an older update, further down. Names are one
person's when surnames agree and given names, initials or their spellings in another transcription do
("Sergei", "Sergey"); persons who share a surname stay apart, and a bare surname is completed only when one of
them is meant beyond doubt.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tui_reader.quoting.lexicon import Gender, Lexicon, folded
from tui_reader.quoting.mentions import Mention, mention_of
from tui_reader.quoting.names import are_one, is_inside, is_prefix, is_suffix, name_key
from tui_reader.quoting.runs import Run, runs_in
from tui_reader.quoting.tokens import Tokens, written

_MAX_ACRONYM = 6
_MAX_NAMESAKES = 40  # people who share a word of their names, or a role, that are told apart
_MAX_ROLES = 12
_MAX_NOUNS = 3  # of one mention's title


@dataclass(slots=True, eq=False)
class Person:
    """Somebody or something named on the page.

    Attributes:
        name: the fullest form.
        roles: for each title that introduced them, its noun and its other words.
        gender: what titles and given name tell, if they do.
        updates: numbers of the updates that mention them, -1 for the standfirst.
    """

    name: str
    keys: tuple[str, ...]
    roles: list[tuple[str, frozenset[str]]] = field(default_factory=list)
    gender: Gender | None = None
    updates: set[int] = field(default_factory=set)


class People:
    """The names of one live blog, and what a short one of them stands for."""

    def __init__(self, texts: Iterable[tuple[int, Tokens]], known: Iterable[str], lexicon: Lexicon) -> None:
        """Read `texts`, each with the number of its update, in page order; `known` names only complete."""
        self._lexicon = lexicon
        self._by_key: dict[str, list[Person]] = {}
        self._by_role: dict[str, list[Person]] = {}
        self._named: dict[int, list[Person]] = {}
        self._nations = frozenset(lexicon.nations.values())
        self._forms: dict[str, str] = {}
        self._bodies: dict[str, str] = {}
        self._noted_bodies: set[str] = set()
        self._acronyms: dict[str, str] = {}
        self._longer_bodies: dict[str, set[str]] = {}
        mentions = [mention for number, tokens in texts for mention in self._mentions(number, tokens)]
        for mention in sorted(dict.fromkeys(mentions), key=self._shortness):
            self._note(mention)
        self._known: dict[str, list[Person]] = {}
        for name in dict.fromkeys(known):
            person = Person(name, tuple(name_key(word) for word in name.split()))
            for key in person.keys:
                self._known.setdefault(key, []).append(person)

    def _mentions(self, number: int, tokens: Tokens) -> list[Mention]:
        found: list[Mention] = []
        for run in runs_in(tokens, 0, len(tokens), self._lexicon):
            if run.is_body or run.is_role:
                self._note_body(tokens, run)
            elif (mention := mention_of(tokens, run, number, self._lexicon)) is not None:
                found.append(mention)
                if mention.name.isupper() and len(mention.name) > 1:
                    self._acronyms[mention.name.casefold()] = mention.name
        return found

    def is_place(self, word: str) -> bool:
        """Whether the word names a country, its people or its capital."""
        return word.lower() in self._lexicon.nations

    def _note_body(self, tokens: Tokens, run: Run) -> None:
        is_single = run.last - run.first == 1
        text = tokens[run.first].text if is_single else written(tokens, run.first, run.last)
        if text in self._noted_bodies:
            return
        self._noted_bodies.add(text)
        self._forms.setdefault(text.casefold(), text)
        words = [t.text for t in tokens[run.name : run.last] if t.kind == "word"]
        for at in range(1, len(words) - 1):
            self._longer_bodies.setdefault(" ".join(words[at:]).casefold(), set()).add(" ".join(words))
        initials = "".join(t.text[0] for t in tokens[run.first : run.last] if t.is_name_like)
        if 1 < len(initials) <= _MAX_ACRONYM:
            self._bodies.setdefault(initials, text)

    def _note(self, mention: Mention) -> None:
        person = self._same_person(mention)
        if person is None:
            person = Person(mention.name, mention.keys)
            self._enter(person)
        elif len(mention.keys) > len(person.keys):
            self._rename(person, mention)
        self.learn(person, mention.titles, mention.update)

    def _shortness(self, mention: Mention) -> int:
        """Names in full come first, then surnames with their particle ("Von Stetten"), then single words."""
        if len(mention.keys) == 1:
            return 2
        return int(self._lexicon.has(mention.keys[0], "particles"))

    def _same_person(self, mention: Mention) -> Person | None:
        if self._shortness(mention):
            person = self._completed(mention.keys, mention.update)
            if person is not None or len(mention.keys) == 1:
                return person
        same = self._namesakes(mention.keys, mention.name)
        return same[0] if same else None

    def _namesakes(self, keys: tuple[str, ...], name: str) -> list[Person]:
        """Those whose full name can be the same person's, the one of exactly that name first."""
        given = self._lexicon.genders.get(folded(name.partition(" ")[0]))
        same = [p for p in self._by_key.get(keys[-1], ()) if are_one(p.keys, keys)]
        fitting = [p for p in same if p.keys == keys or None in (given, p.gender) or given == p.gender]
        return sorted(fitting, key=lambda p: p.keys != keys)

    def _rename(self, person: Person, mention: Mention) -> None:
        person.name, person.keys = mention.name, mention.keys
        self._enter(person)

    def _enter(self, person: Person) -> None:
        for key in dict.fromkeys(person.keys):
            entries = self._by_key.setdefault(key, [])
            if len(entries) < _MAX_NAMESAKES and not any(entry is person for entry in entries):
                entries.append(person)

    def learn(self, person: Person | None, titles: Sequence[str], update: int) -> None:
        """Note the words of title that a mention of somebody in an update has around it."""
        if person is None:
            return
        if update not in person.updates:
            person.updates.add(update)
            self._named.setdefault(update, []).append(person)
        if titles:
            self._learn_role(person, titles)
        if person.gender is None:
            words = (*titles, folded(person.name.partition(" ")[0]))
            person.gender = next(filter(None, map(self._lexicon.genders.get, words)), None)

    def _learn_role(self, person: Person, titles: Sequence[str]) -> None:
        titles = [self._lexicon.aliases.get(word, word) for word in titles]
        nouns = self._role_nouns(titles) or self._unknown_noun(titles)
        for noun in nouns[-_MAX_NOUNS:]:
            others = self.qualifiers(word for word in titles if word != noun)
            if (noun, others) not in person.roles and len(person.roles) < _MAX_ROLES:
                person.roles.append((noun, others))
                holders = self._by_role.setdefault(noun, [])
                if person not in holders[-_MAX_NAMESAKES:]:
                    holders.append(person)

    def _role_nouns(self, titles: Sequence[str]) -> list[str]:
        """The roles among words of title; "chief" is none in "chief economist"."""
        has = self._lexicon.has
        return [
            word
            for word, following in zip(titles, (*titles[1:], ""), strict=False)
            if has(word, "person_nouns") and not (has(word, "rank_nouns") and has(following, "person_nouns"))
        ]

    def _unknown_noun(self, titles: Sequence[str]) -> list[str]:
        """The last word of title, taken for a role that the lexicon does not hold."""
        word = titles[-1] if titles else ""
        small = ("titles", "determiners", "prepositions", "conjunctions", "body_nouns", "particles", "months")
        is_plain = word and word not in self._lexicon.nations and not self._lexicon.has(word, *small)
        return [word] if is_plain else []

    def qualifiers(self, words: Iterable[str]) -> frozenset[str]:
        """What sets one holder of a role apart from another: countries by one name, no small words."""
        small = ("prepositions", "determiners", "conjunctions", "particles")
        nations = self._lexicon.nations
        return frozenset(nations.get(w, w) for w in words if not self._lexicon.has(w, *small)) - {"former"}

    def _completed(self, keys: Sequence[str], update: int) -> Person | None:
        """The one person on the page whom a short name can mean, seen from an update."""
        candidates = self._by_key.get(keys[-1], ())
        for matches in (is_suffix, is_prefix, is_inside):
            fitting = [person for person in candidates if matches(keys, person.keys)]
            if fitting:
                return _only(fitting) or _only([p for p in fitting if update in p.updates])
        return None

    def find(self, name: str, update: int, titles: Sequence[str] = ()) -> Person | None:
        """The entry that a name in that update means; None when it is nobody's or more than one's.

        Words of title before the name can tell apart those who share it.
        """
        keys = tuple(name_key(word) for word in name.split())
        if not keys or self.is_place(name):
            return None
        if len(keys) > 1:
            same = self._namesakes(keys, name)
            if same:
                return same[0]
        return self._titled(keys[-1], titles) or self._completed(keys, update)

    def _titled(self, surname: str, titles: Sequence[str]) -> Person | None:
        """Of several who share a surname, the only one who bears a role, or has the gender, of the titles."""
        sharing = [p for p in self._by_key.get(surname, ()) if p.keys[-1] == surname and len(p.keys) > 1]
        if len(sharing) < 2 or not titles:
            return None
        bearing = [p for p in sharing if any(noun in titles for noun, _ in p.roles)]
        gender = next((g for g in map(self._lexicon.genders.get, titles) if g), None)
        return _only(bearing) or _only([p for p in sharing if gender and p.gender == gender])

    def named_in(self, update: int) -> list[Person]:
        """Whoever an update names, and the page has the full name of."""
        return [person for person in self._named.get(update, ()) if len(person.keys) > 1]

    def is_shared(self, name: str) -> bool:
        """Whether several people on the page bear that surname."""
        key = name_key(name.rsplit(maxsplit=1)[-1]) if name.strip() else ""
        return len([p for p in self._by_key.get(key, ()) if p.keys[-1] == key and len(p.keys) > 1]) > 1

    def full_name(self, name: str, update: int, titles: Sequence[str] = ()) -> str:
        """The fullest form of a name: the page's own, else the body's, else the one known from before."""
        return self.name_of(self.find(name, update, titles), name)

    def name_of(self, person: Person | None, name: str) -> str:
        """The fullest form of a name that means a person, or nobody that was found."""
        if person is not None and len(person.keys) > 1:
            return person.name
        name = self._acronyms.get(name.casefold(), name)
        if name.isupper() and name in self._bodies:
            return self._bodies[name]
        if self.is_place(name) or self.is_shared(name):
            return name
        longer = self._longer_bodies.get(name.casefold(), ())
        if len(longer) == 1:
            return next(iter(longer))
        return self._known_form(name) or self._forms.get(name.casefold(), name)

    def _known_form(self, name: str) -> str | None:
        keys = tuple(name_key(word) for word in name.split())
        known = [p for p in self._known.get(keys[-1], ()) if len(p.keys) > len(keys)] if keys else []
        person = _only([p for p in known if is_suffix(keys, p.keys)])
        return person.name if person else None

    def holders(self, noun: str, qualifiers: frozenset[str], update: int | None) -> list[Person]:
        """Who bears a role, in one update or anywhere, and nothing known contradicts the qualifiers."""
        return [
            p
            for p in self._by_role.get(noun, ())[:_MAX_NAMESAKES]
            if (update is None or update in p.updates)
            and any(own == noun and self._fits(qualifiers, others) for own, others in p.roles)
            and not self._contradicts(qualifiers, p)
        ]

    def _fits(self, wanted: frozenset[str], found: frozenset[str]) -> bool:
        nations = self._nations
        if not wanted - nations or not found - nations:
            return True
        return bool((wanted - nations) & (found - nations))

    def _contradicts(self, wanted: frozenset[str], person: Person) -> bool:
        nations = self._nations
        own = frozenset(word for _, others in person.roles for word in others) & nations
        return bool(wanted & nations) and bool(own) and not (wanted & own)


def _only(people: Sequence[Person]) -> Person | None:
    return people[0] if len(people) == 1 else None
