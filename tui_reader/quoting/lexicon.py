"""The words that tell who speaks, one file a language: `languages/en.toml` and its siblings.

A language is a TOML file of word lists in lower case. The file of a text's language is found by how often its
`function_words` occur; what a file leaves out is empty, so a language can begin with a handful of cue verbs.
"""

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, TypeAlias

DEFAULT_LANGUAGE = "en"
_WORD = re.compile(r"[^\W\d_]+")
_NOUNS = ("person_nouns", "people_nouns", "body_nouns", "document_nouns", "joint_nouns")
_SHORTEST_PREFIX, _LONGEST_PREFIX = 2, 30  # letters before the noun that a compound ends with
_SAMPLE = 4_000  # characters that are enough to tell a language

Strength: TypeAlias = Literal["speech", "stance", "relay"]
"""speech: utters the words; stance: quotes bits of own words; relay: hands on somebody else's words."""
Form: TypeAlias = Literal["base", "third", "finite", "participle", "gerund"]
NounKind: TypeAlias = Literal["role", "body", "people", "document"]
"""role: one person by their part; body: an organisation; people: several; document: a writing."""
Gender: TypeAlias = Literal["feminine", "masculine"]


@dataclass(frozen=True, slots=True)
class Verb:
    """A form of a verb that can tie a speaker to words."""

    strength: Strength
    form: Form


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The word lists of one language; every word is in lower case.

    Attributes:
        verbs: cue verbs by form.
        words: the other lists, by the name they have in the language's file.
        lists: the names of the lists that hold a word.
        phrases: the lists of phrases, as tuples of words by first word, by the name of the list.
        nations: the country that a name, adjective, people or capital belongs to.
        aliases: the role that an abbreviated title stands for.
        genders: the gender that a given name, title or role tells.
        cue_words: every word that a cue can begin with.
    """

    verbs: Mapping[str, Verb]
    words: Mapping[str, frozenset[str]]
    lists: Mapping[str, frozenset[str]]
    phrases: Mapping[str, Mapping[str, list[tuple[str, ...]]]]
    nations: Mapping[str, str]
    genders: Mapping[str, Gender]
    aliases: Mapping[str, str]
    cue_words: frozenset[str]

    def has(self, word: str, *lists: str) -> bool:
        """Whether one of the lists holds the word."""
        found = self.lists.get(word)
        return found is not None and not found.isdisjoint(lists)

    def noun_kind(self, word: str) -> NounKind | None:
        """What a noun that can speak means, None for any other word; a compound is what its ending is."""
        if word[0].isdigit():
            return "role" if word.endswith(tuple(self.words["epithet_endings"]) or ("-",)) else None
        found = next((part for part in (word, *self._endings(word)) if self.has(part, *_NOUNS)), None)
        if found is None:
            return None
        if self.has(found, "document_nouns"):
            return "document"
        if self.has(found, "people_nouns", "joint_nouns"):
            return "people"
        return "role" if self.has(found, "person_nouns") else "body"

    def _endings(self, word: str) -> list[str]:
        """The endings that can be nouns themselves, in a language that writes compounds as one word."""
        if not self.words["compound_nouns"]:
            return []
        return [word[at:] for at in range(_SHORTEST_PREFIX, min(len(word) - 3, _LONGEST_PREFIX))]


def folded(word: str) -> str:
    """The word in lower case and without accents, to compare names."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word)
    return "".join(char for char in plain if not unicodedata.combining(char)).casefold()


def lexicon_for(texts: Iterable[str]) -> Lexicon:
    """The lexicon of the language that the texts are most likely written in."""
    sample: list[str] = []
    length = 0
    for text in texts:
        sample.append(text[: _SAMPLE - length])
        length += len(sample[-1])
        if length >= _SAMPLE:
            break
    counts = Counter(_WORD.findall(" ".join(sample).lower()))
    return load(max(_function_words(), key=lambda language: _score(counts, language)))


def _score(counts: Mapping[str, int], language: str) -> tuple[int, bool, str]:
    hits = sum(counts[word] for word in _function_words()[language] & counts.keys())
    return hits, language == DEFAULT_LANGUAGE, language


@cache
def _function_words() -> dict[str, frozenset[str]]:
    return {name: frozenset(_file(name).get("function_words", ())) for name in _languages()}


def _languages() -> list[str]:
    folder = files(__package__) / "languages"
    return sorted(f.name.removesuffix(".toml") for f in folder.iterdir() if f.name.endswith(".toml"))


@cache
def load(language: str) -> Lexicon:
    """The lexicon of a language by its code, the name of its file."""
    found = _file(language)
    names = {key for code in _languages() for key in _file(code)}
    feminine, masculine = _given_names()
    genders: dict[str, Gender] = dict.fromkeys((*feminine, *found.get("feminine_titles", ())), "feminine")
    genders |= dict.fromkeys((*masculine, *found.get("masculine_titles", ())), "masculine")
    for noun in found.get("person_nouns", ()) if found.get("feminine_endings") else ():
        if not noun.endswith("e"):
            is_feminine = noun.endswith(tuple(found["feminine_endings"]))
            genders.setdefault(noun, "feminine" if is_feminine else "masculine")
    verbs = _verbs(found)
    phrases = {name: _phrases(found.get(name, ())) for name in ("cue_phrases", "scare_leads", "verb_idioms")}
    return Lexicon(
        verbs=verbs,
        words={name: frozenset(found.get(name, ())) for name in names},
        lists=_lists(found),
        phrases=phrases,
        nations={form: line.split("|")[0] for line in found.get("nations", ()) for form in line.split("|")},
        genders=genders,
        aliases=dict(line.split("|") for line in found.get("role_aliases", ())),
        cue_words=frozenset(verbs).union(
            phrases["cue_phrases"],
            phrases["verb_idioms"],
            *(
                found.get(name, ())
                for name in ("perfect_auxiliaries", "use_nouns", "use_verbs", "speech_nouns")
            ),
        ),
    )


@cache
def _file(language: str) -> Mapping[str, Sequence[str]]:
    text = (files(__package__) / "languages" / f"{language}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _given_names() -> tuple[tuple[str, ...], tuple[str, ...]]:
    found = tomllib.loads((files(__package__) / "given_names.toml").read_text(encoding="utf-8"))
    return tuple(found["feminine"].split()), tuple(found["masculine"].split())


def _lists(found: Mapping[str, Sequence[str]]) -> dict[str, frozenset[str]]:
    holders: dict[str, set[str]] = {}
    for name, words in found.items():
        for word in words:
            holders.setdefault(word, set()).add(name)
    return {word: frozenset(names) for word, names in holders.items()}


def _phrases(lines: Sequence[str]) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for line in lines:
        words = tuple(line.split())
        found.setdefault(words[0], []).append(words)
    return found


def _verbs(found: Mapping[str, Sequence[str]]) -> dict[str, Verb]:
    """Every form of the cue verbs; a word that two lists hold keeps the stronger meaning."""
    verbs: dict[str, Verb] = {}
    strengths: tuple[Strength, ...] = ("relay", "stance", "speech")
    for strength in strengths:
        for line in found.get(f"{strength}_verbs", ()):
            for at, word in reversed(list(enumerate(line.split()))):
                verbs[word] = Verb(strength, _form(at, word))
    verbs.pop("-", None)  # stands for a form that means too much else
    return verbs


def _form(at: int, word: str) -> Form:
    """What the word at a place of a verb's line is: the four of `forms`, a gerund, then others."""
    if at == 4 or (at > 4 and word.endswith("ing")):
        return "gerund"
    forms: tuple[Form, ...] = ("base", "third", "finite", "participle")
    return forms[at] if at < len(forms) else "finite"
