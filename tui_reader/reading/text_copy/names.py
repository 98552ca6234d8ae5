"""Whether words look like the names of people: what a byline or a credit is made of."""

import re

_LONGEST = 90
_SEPARATOR = re.compile(r", | and | und | et | y | e | en | и | і | та | & ")
_ASIDE = re.compile(r" \([^()]{1,20}\)")
_NAME = re.compile(r"[^\W\d_a-z][\w.’'-]{0,30}\Z")
# fmt: off
_PARTICLES = frozenset((
    "al", "af", "av", "bin", "da", "de", "del", "della", "der", "di", "do", "dos", "du", "el", "ibn", "la",
    "le", "ten", "ter", "van", "von", "zu",
))
# fmt: on
_GROUPS = frozenset(("staff", "agencies", "team", "correspondents"))  # an outlet's people, unnamed


def is_name(text: str) -> bool:
    """Whether a text is the name of a person or several, without regard to who they are.

    Every word begins with a capital (or is a particle such as "von"); at most five words a name.
    """
    found = people(text)
    return bool(found) and all(map(_is_person, found))


def people(text: str) -> list[str]:
    """The parts of a text that would be names if it listed people; none if it cannot be such a list."""
    if len(text) > _LONGEST or text.endswith((".", "?", "!", ":", ";")) or text.isupper():
        return []
    found = _SEPARATOR.split(_ASIDE.sub("", text))
    return found if len(found) <= 6 else []


def _is_person(text: str) -> bool:
    words = [word for word in text.split() if word not in _GROUPS]
    if len(words) < len(text.split()):
        return bool(words) and all(map(_NAME.match, words))
    capitals = sum(bool(_NAME.match(word)) and word[:1].isupper() for word in words)
    known = capitals + sum(word in _PARTICLES for word in words)
    return 2 <= len(words) <= 5 and known == len(words) and capitals >= 2
