"""Capitalised runs of words, and which part of one is a name.

What a run means is told by the lexicon: titles, nationalities and outlets lead up to a name, and what is left
is the name ("Norland Foreign Minister Ada Lorne"); an institution's noun makes the whole run a body's name.
"""

from itertools import pairwise
from typing import NamedTuple

from tui_reader.quoting.lexicon import Lexicon, folded
from tui_reader.quoting.tokens import Tokens

_MAX_PARTICLES = 3
_MONTH_NAME = frozenset(("month_names",))
_LONGEST_BODY = 8  # tokens on either side of "and" in its name


class Run(NamedTuple):
    """Capitalised words that belong together, tokens `first` to `last`, the name in them from `name` on."""

    first: int
    last: int
    name: int
    is_body: bool = False
    is_role: bool = False


def runs_in(tokens: Tokens, first: int, last: int, lexicon: Lexicon) -> list[Run]:
    """The capitalised runs among tokens `first` to `last`, dates and lone sentence openers left out."""
    runs: list[Run] = []
    end = first
    for at in [at for at, token in enumerate(tokens[first:last], first) if token.may_name]:
        token = tokens[at]
        if at >= end and not (token.lists == _MONTH_NAME and _is_date(tokens, at)):
            end = at + 1
            if end >= last or tokens[end].ends_run:
                runs.append(Run(at, end, at, *token.alone))
                continue
            end = _run_end(tokens, at, last)
            runs.append(_segmented(tokens, at, end, lexicon))
    return runs


def _is_date(tokens: Tokens, at: int) -> bool:
    """Whether a month stands where a date can: "in May", "May 5", "early May"; else it is a name."""
    before = tokens[at - 1] if at else None
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is not None and following.text[0].isdigit():
        return True
    if before is None or before.kind != "word":
        return following is None or not (
            following.may_name or following.verb or following.kind == "possessive"
        )
    return not (before.may_name or before.leads_up or before.verb is not None)


def run_at(tokens: Tokens, at: int, last: int, lexicon: Lexicon) -> Run | None:
    """The capitalised run that begins at a token, None when none does."""
    return _segmented(tokens, at, _run_end(tokens, at, last), lexicon) if tokens[at].may_name else None


def _run_end(tokens: Tokens, at: int, last: int) -> int:
    """Where the run that begins at a token ends (excluded)."""
    end = at + 1
    while end < last:
        token = tokens[end]
        if token.may_name:
            if token.lists == _MONTH_NAME and _is_date(tokens, end):
                break
            end += 1
        elif token.kind != "word" and not token.may_link and _is_inside(tokens, end, last):
            end += 1
        elif token.may_link and (skip := _joined(tokens, at, end, last)):
            end += skip
        else:
            break
    return end


def _is_inside(tokens: Tokens, at: int, last: int) -> bool:
    """Whether a mark stands inside the run."""
    return _is_initial(tokens, at) if tokens[at].text == "." else _joins_plural(tokens, at, last)


def _is_initial(tokens: Tokens, at: int) -> bool:
    before = tokens[at - 1]
    if not tokens.is_attached(at) or at + 1 >= len(tokens) or not tokens[at + 1].is_name_like:
        return False
    return len(before.text) == 1 or before.has("abbreviations")


def _joins_plural(tokens: Tokens, at: int, last: int) -> bool:
    """Whether a plural's apostrophe stands inside a body's name: "Rail Workers’ Alliance"."""
    if tokens[at].kind != "possessive" or tokens[at].text not in ("’", "'") or at + 1 >= last:
        return False
    return tokens[at + 1].is_name_like and tokens[at + 1].has("body_nouns")


def _joined(tokens: Tokens, first: int, at: int, last: int) -> int:
    """How many tokens of particles, or of "of" inside an institution's name, lead on to a further capital."""
    for count in range(1, _MAX_PARTICLES + 1):
        link = at + count - 1
        if link + 1 >= last or not (tokens[link].kind == "word" or tokens[link].may_link):
            return 0
        if not tokens[link].has("particles") and not _links_office(tokens, first, at, link, last):
            return 0
        if tokens[at + count].may_name:
            return count
    return 0


def _links_office(tokens: Tokens, first: int, at: int, link: int, last: int) -> bool:
    before = tokens[at - 1]
    if tokens[link].text == "&":
        return link == at
    if tokens[link].lower == "and":
        return link == at and _is_in_body(tokens, first, at, last)
    if tokens[link].lower not in ("of", "for"):
        return tokens[link].lower == "the" and link > at
    return before.has("titles", "person_nouns", "body_nouns")


def _is_in_body(tokens: Tokens, first: int, at: int, last: int) -> bool:
    """Whether "and" belongs to a body's name: "Ministry of Trade and Industry", "the Corn and Seed Board"."""
    before = tokens[max(first, at - _LONGEST_BODY) : at]
    following = tokens[at + 1 : min(last, at + _LONGEST_BODY)]
    if before[-1].has("body_nouns") and following[0].has("body_nouns"):
        return True
    if any(token.has("person_nouns") for token in (*before, *following[:2])):
        return False
    if any(token.has("body_nouns") and of.lower in ("of", "for") for token, of in pairwise(before)):
        return True
    end = next((n for n, token in enumerate(following) if not token.may_name), len(following))
    is_led = first > 0 and tokens[first - 1].has("determiners", "prepositions")
    return is_led and end > 0 and following[end - 1].has("body_nouns") and not before[-1].leads_up


def is_inside_body(tokens: Tokens, earliest: int, at: int, last: int) -> bool:
    """Whether a word between two capitalised ones, none before token `earliest`, belongs to a body's name."""
    if tokens[at].lower != "and" or at + 1 >= last or not tokens[at + 1].may_name:
        return False
    first, earliest = at, max(earliest, at - _LONGEST_BODY)
    while first > earliest and (tokens[first - 1].may_name or tokens[first - 1].may_link):
        first -= 1
    while first < at and not tokens[first].may_name:
        first += 1
    return first < at and tokens[at - 1].may_name and _is_in_body(tokens, first, at, last)


def _segmented(tokens: Tokens, first: int, last: int, lexicon: Lexicon) -> Run:
    """The run with its titles, nationalities and institutions set apart from the name at its end."""
    while last - first > 1 and tokens[last - 1].has("name_suffixes"):
        last -= 1
    if last - first == 1:
        return Run(first, last, first, *tokens[first].alone)
    if any(token.text == "&" for token in tokens[first:last]):
        return Run(first, last, first, is_body=True)
    if _is_institution(tokens, first, last):
        is_led = last - first > 2 and tokens[first].has("person_nouns", "led_by_nouns")
        is_led = is_led and tokens[first + 1].is_name_like
        return Run(first, last, first + 1 if is_led else first, is_body=True)
    start = _name_start(tokens, first, last, lexicon)
    if start >= last:
        final = tokens[last - 1]
        is_role = final.has("person_nouns", "people_nouns")
        return Run(first, last, first, is_body=final.lower in lexicon.nations, is_role=is_role)
    is_of = lexicon.words["compound_nouns"] and start < last and tokens[start].text[0].islower()
    if start > first and (is_of or tokens[start - 1].lower in ("of", "for", "the")):
        return Run(first, last, first, is_role=True)
    if start == last - 1 and start > first and _belongs_to_name(tokens, start - 1, lexicon):
        start -= 1
    return Run(first, last, start)


def _name_start(tokens: Tokens, first: int, last: int, lexicon: Lexicon) -> int:
    """Where the name begins that the run ends with; `last` when all of it only leads up to one."""
    start = first
    for at in range(first, last):
        if _leads_up(tokens, at, first):
            start = at + 1
        elif start == at and lexicon.genders.get(tokens[at].lower) and _only_names_follow(tokens, at, last):
            break
    if start < last and tokens[start].text == ".":
        start += 1
    if start == first and last - first > 2 and _is_opener(tokens, first, lexicon):
        start += 1
    if start > first and _is_place_of_title(tokens, start, last, lexicon):
        start += 1
    return start


def _is_place_of_title(tokens: Tokens, start: int, last: int, lexicon: Lexicon) -> bool:
    """Whether a title's place stands before the name: a given name is the second of three words."""
    words = tokens[start:last]
    if len(words) < 3 or any(token.kind != "word" for token in words):
        return False
    is_given = [folded(token.text) in lexicon.genders for token in words[:2]]
    return is_given == [False, True] and not words[1].has("particles")


def _is_institution(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a body's noun ends the run, or is followed by "of" and no title: "University of Delmere"."""
    final = tokens[last - 1]
    if last - first > 1 and final.has("body_nouns") and not final.has("person_nouns"):
        return True
    for at in range(first, last - 1):
        if tokens[at].has("body_nouns") and tokens[at + 1].lower in ("of", "for"):
            return not any(t.has("person_nouns") for t in tokens[at:last])
    return False


def _is_opener(tokens: Tokens, first: int, lexicon: Lexicon) -> bool:
    """Whether a sentence's first word is no part of the name behind it: "Commuter Ada Lorne said"."""
    if first and tokens[first - 1].kind == "word" and not lexicon.words["compound_nouns"]:
        return False
    is_given = [folded(t.text) in lexicon.genders for t in tokens[first : first + 2]]
    if is_given[0] or tokens[first + 1].has("particles"):
        return False
    is_role = any(tokens[first].lower.endswith(ending) for ending in lexicon.words["role_endings"])
    return is_given[1] or is_role


def _only_names_follow(tokens: Tokens, at: int, last: int) -> bool:
    return at + 1 < last and all(token.kind == "word" or token.text == "." for token in tokens[at:last])


def _belongs_to_name(tokens: Tokens, at: int, lexicon: Lexicon) -> bool:
    """A title of rank is part of a one-word name; a country before one is a given name ("Jordan Pell")."""
    token = tokens[at]
    is_nation = lexicon.nations.get(token.lower) == token.lower or token.lower in lexicon.genders
    return token.has("name_titles") or (is_nation and not token.has("titles"))


def _leads_up(tokens: Tokens, at: int, first: int) -> bool:
    """Whether a token, or the one that a full stop belongs to, only leads up to a name."""
    if tokens[at].text == "." and at > first:
        return _leads_up(tokens, at - 1, first)
    return tokens[at].leads_up
