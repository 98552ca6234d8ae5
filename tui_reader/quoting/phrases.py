"""Noun phrases that can speak: names with their titles, roles, bodies, pronouns.

A phrase is read from a stretch of tokens that is known to hold it: left of a verb, right of "according to".
"""

from typing import Literal, NamedTuple, TypeAlias

from tui_reader.quoting.lexicon import Gender, Lexicon, NounKind
from tui_reader.quoting.runs import Run, run_at, runs_in
from tui_reader.quoting.tokens import Token, Tokens, written

_PEOPLE_ENDINGS = ("an", "ani", "ese", "ian", "ine", "ish")

PhraseKind: TypeAlias = NounKind | Literal["name", "pronoun"]
"""name: a person, or anything called by a name alone; pronoun: somebody named elsewhere."""


class Phrase(NamedTuple):
    """A noun phrase that can be a speaker.

    Attributes:
        kind: what sort of speaker it is.
        words: the name or role as written, without determiner and titles.
        start, end: offsets of the whole phrase in its text.
        noun: the noun of a role or body in lower case, the word of a pronoun, else empty.
        titles: the words that lead up to a name or qualify a role, in lower case.
        is_definite: it points to somebody mentioned elsewhere: "the minister", "Norland's minister".
        is_joint: it is one of several subjects: "Brandt and Okafor".
    """

    kind: PhraseKind
    words: str
    start: int
    end: int
    noun: str = ""
    titles: tuple[str, ...] = ()
    is_definite: bool = False
    is_joint: bool = False


def phrase_in(
    tokens: Tokens, first: int, last: int, lexicon: Lexicon, *, any_noun: bool = False
) -> Phrase | None:
    """The noun phrase that tokens `first` to `last` (excluded) make up, None when they make none.

    A comma ends the phrase's core; a name in apposition behind a bare role is preferred to the role. With
    `any_noun`, where only a speaker can stand, a noun that the lexicon does not hold is a role as well.
    """
    first, last = _trimmed(tokens, first, last)
    if first >= last:
        return None
    commas = [at for at in range(first, last) if tokens[at].text in (",", "(", "،", "，")]
    core = _core(tokens, first, commas[0] if commas else last, lexicon)
    if commas and core is not None and core.kind in ("role", "body"):
        stop = commas[1] if len(commas) > 1 else last
        apposed = _core(tokens, commas[0] + 1, stop, lexicon)
        if apposed is not None and (apposed.kind == "name" or _is_named_body(apposed)):
            return apposed._replace(start=core.start, titles=(*core.titles, core.noun, *apposed.titles))
    final = tokens[last - 1]
    is_noun = final.is_plain and not final.is_name_like and not final.has("indefinite_pronouns")
    if core is None and any_noun and is_noun:
        return _common_phrase(tokens, first, last, last - 1, lexicon)
    return core


def _is_named_body(phrase: Phrase) -> bool:
    return phrase.kind == "body" and not phrase.noun


def _trimmed(tokens: Tokens, first: int, last: int) -> tuple[int, int]:
    """Without the marks and adverbs around the phrase."""
    while first < last and (tokens[first].kind == "mark" or tokens[first].is_adverb):
        first += 1
    while first < last and (tokens[last - 1].text == "," or tokens[last - 1].is_adverb):
        last -= 1
    return first, last


def _core(tokens: Tokens, first: int, last: int, lexicon: Lexicon) -> Phrase | None:
    if first >= last:
        return None
    if last - first == 1 and tokens[first].is_pronoun:
        token = tokens[first]
        return Phrase("pronoun", token.text, tokens.starts[first], tokens.end(first), token.lower)
    run = _last_run(tokens, first, last, lexicon)
    noun = _last_noun(tokens, first, last, run)
    if noun is not None and not _is_aside(tokens, run, noun):
        return _common_phrase(tokens, first, last, noun, lexicon)
    return None if run is None else _around(tokens, first, last, run, lexicon)


def _around(tokens: Tokens, first: int, last: int, run: Run, lexicon: Lexicon) -> Phrase | None:
    """The phrase that a run of capitalised words is the core of, the complement or the owner."""
    if _is_complement(tokens, first, run):
        return _complemented(tokens, first, run, lexicon)
    if run.last < last - 1 and tokens[run.last].kind == "possessive" and _is_common(tokens[last - 1]):
        return None  # "Brandt's camp" is not Brandt
    return _named(tokens, first, run, lexicon)


def _is_common(token: Token) -> bool:
    return token.is_plain and token.verb is None and token.text[0].islower()


def _is_epithet(tokens: Tokens, first: int, run: Run, lexicon: Lexicon) -> bool:
    """Whether a people's name stands for one person: "the Italian"."""
    word = tokens[run.name].lower
    is_alone = run.last - run.first == 1 and run.first > first and tokens[run.first - 1].lower == "the"
    return is_alone and lexicon.nations.get(word, word) != word and word.endswith(_PEOPLE_ENDINGS)


def _place(tokens: Tokens, run: Run) -> tuple[int, int]:
    return tokens.starts[run.first], tokens.end(run.last - 1)


def _complemented(tokens: Tokens, first: int, run: Run, lexicon: Lexicon) -> Phrase | None:
    """The phrase whose complement a run is: "a spokesman for Norland", "Ada Lorne of Norland"."""
    earlier = [
        other
        for other in runs_in(tokens, first, run.first, lexicon)
        if not _is_complement(tokens, first, other) and tokens[other.last].kind != "possessive"
    ]
    if earlier and not earlier[-1].is_role and lexicon.has(tokens[earlier[-1].last].lower, "prepositions"):
        return _named(tokens, first, earlier[-1], lexicon)
    head = _last_noun(tokens, first, run.first, None)
    return None if head is None else _common_phrase(tokens, first, run.last, head, lexicon)


def _last_run(tokens: Tokens, first: int, last: int, lexicon: Lexicon) -> Run | None:
    runs = runs_in(tokens, first, last, lexicon)
    return runs[-1] if runs else None


def _last_noun(tokens: Tokens, first: int, last: int, run: Run | None) -> int | None:
    """The last noun of a role, body or writing that no name follows."""
    stop = run.last if run is not None and not run.is_role else first
    for at in range(last - 1, stop - 1, -1):
        if tokens[at].noun is not None:
            return at
    return None


def _is_aside(tokens: Tokens, run: Run | None, noun: int) -> bool:
    """Whether the noun only says where or how a name before it spoke: "Brandt in a statement"."""
    if run is None or run.is_role or run.last > noun:
        return False
    return tokens[run.last].has("prepositions")


def _is_complement(tokens: Tokens, first: int, run: Run) -> bool:
    """Whether the run hangs on a preposition after a role: "a spokesman for the Harbour Board"."""
    if run.name > run.first and not run.is_body:
        return run.first - 2 >= first and _is_aide(tokens, run.first - 1)
    at = run.first - 1
    while at >= first and (tokens[at].has("determiners") or tokens[at].kind == "possessive"):
        if tokens[at].has("role_prepositions"):
            return True
        at -= 1
    return at >= first and tokens[at].has("prepositions", "role_prepositions")


def _is_aide(tokens: Tokens, at: int) -> bool:
    """Whether somebody's helper stands before a preposition: "adviser to", "spokesman for"."""
    return tokens[at].has("role_prepositions") and tokens[at - 1].has("aide_nouns")


def _named(tokens: Tokens, first: int, run: Run, lexicon: Lexicon) -> Phrase:
    if _is_epithet(tokens, first, run, lexicon):
        words = tokens[run.name].text
        return Phrase("role", words, *_place(tokens, run), words.lower(), (), is_definite=True)
    titles = tuple(t.lower for t in tokens[first : run.name] if t.kind == "word")
    words = written(tokens, run.name, run.last)
    before = tokens[run.first - 1].lower if run.first > first else ""
    kind: PhraseKind = "body" if run.is_body or (before == "the" and run.name == run.first) else "name"
    return Phrase(kind, words, *_place(tokens, run), "", titles)


def _common_phrase(tokens: Tokens, first: int, last: int, noun: int, lexicon: Lexicon) -> Phrase:
    """A role, body or writing, with the complement that says of what."""
    start = first
    is_definite = False
    while start < noun and tokens[start].has("determiners", "numerals"):
        is_definite = is_definite or not tokens[start].has("indefinite_determiners")
        start += 1
    for at in range(noun - 1, start, -1):
        if tokens[at].has("determiners") and tokens[at - 1].is_plain:
            start = at + 1  # the subject of a clause of its own: "a book the judges hailed"
            break
    head = _head_noun(tokens, start, noun)
    stop = max(_complement_end(tokens, head + 1, last, lexicon), noun + 1)
    modifiers = tuple(
        tokens[at].lower for at in range(start, stop) if tokens[at].kind == "word" and at != head
    )
    word = tokens[head].lower
    has_owner = any(t.kind == "possessive" or t.lower in lexicon.nations for t in tokens[start:stop])
    text = written(tokens, start, stop)
    begins = head == start and (start == 0 or tokens[start - 1].kind != "word")
    if begins and text[1:].islower() and not lexicon.words["compound_nouns"]:
        text = text[0].lower() + text[1:]
    return Phrase(
        tokens[head].noun or ("role" if word[0].isdigit() else "body"),
        text,
        tokens.starts[start],
        tokens.end(stop - 1),
        word,
        modifiers,
        is_definite or (has_owner and start == first) or (start == first and head == start),
        lexicon.has(word, "joint_nouns") or tokens[max(start - 1, first)].has("numerals"),
    )


def _head_noun(tokens: Tokens, start: int, noun: int) -> int:
    """The first noun after which a preposition begins the complement, else the last noun."""
    for at in range(start, noun):
        if tokens[at].noun is not None and tokens[at + 1].has("role_prepositions"):
            return at
    return noun


def _complement_end(tokens: Tokens, at: int, last: int, lexicon: Lexicon) -> int:
    """The end of "of ...", "for ..." behind a role's noun, when all of it is one noun phrase."""
    if at >= last or not tokens[at].has("role_prepositions"):
        return at
    end = at + 1
    while end < last and tokens[end].has("determiners"):
        end += 1
    while end < last and (
        tokens[end].is_name_like or tokens[end].kind == "possessive" or tokens[end].is_plain
    ):
        end = next_run.last if (next_run := run_at(tokens, end, last, lexicon)) else end + 1
    return end


def gender_of(phrase: Phrase, lexicon: Lexicon) -> Gender | None:
    """The gender that a phrase's titles or given name tell, None when they tell none."""
    for word in (phrase.noun, *phrase.titles, *phrase.words.lower().split()[:1]):
        gender = lexicon.genders.get(word)
        if gender is not None:
            return gender
    return None
