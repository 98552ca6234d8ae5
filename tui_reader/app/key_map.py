"""The keys that the user puts in place of those of bindings: understood, and checked against all others."""

import difflib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from textual.binding import Binding
from textual.keys import KEY_NAME_REPLACEMENTS, Keys, key_to_character

from tui_reader.app.key_names import KEY_NAMES
from tui_reader.app.key_places import PLACES, KeyPlace, every_binding

_BY_SHOWN_NAME = {shown.lower(): key for key, shown in KEY_NAMES.items() if len(shown) > 1}
_MODIFIERS = ("ctrl", "alt", "shift", "super", "hyper", "meta")
_NAMED_KEYS = {key.value for key in Keys} - {"<any>", "<ignore>"} | {*KEY_NAME_REPLACEMENTS.values()}


@dataclass(frozen=True)
class KeyProblem:
    """Keys that are not applied.

    Attributes:
        binding_id: whose they were to be.
        reason: why not.
    """

    binding_id: str
    reason: str


@dataclass(frozen=True)
class KeyMap:
    """What is applied, and what is not.

    Attributes:
        keys: for the ids of bindings, their keys in Textual's names, with commas in between.
        problems: what was left out.
    """

    keys: Mapping[str, str]
    problems: tuple[KeyProblem, ...]


def key_map(wanted: Mapping[str, Sequence[str]], places: Sequence[KeyPlace] = PLACES) -> KeyMap:
    """Check keys against each other and against those of the other bindings.

    Args:
        wanted: for the ids of bindings, their keys as the user names them.
        places: where keys work.
    """
    bindings = every_binding(places)
    keys: dict[str, str] = {}
    problems: list[KeyProblem] = []
    for binding_id, names in wanted.items():
        try:
            if binding_id not in bindings:
                raise ValueError(_unknown_id(binding_id, bindings))
            keys[binding_id] = ",".join(map(_key, names))
        except ValueError as error:
            problems.append(KeyProblem(binding_id, str(error)))
    while clash := next(_clashes(keys, places), None):
        del keys[clash.binding_id]  # which may free another one: look again
        problems.append(clash)
    return KeyMap(keys, tuple(problems))


def _unknown_id(binding_id: str, known: Mapping[str, Binding]) -> str:
    near = difflib.get_close_matches(binding_id, known, 1)
    return f"no key has this id; did you mean {near[0]}?" if near else "no key has this id"


def _key(text: str) -> str:
    """A key in Textual's name: "PgDn", "ctrl+b", "?" and "question_mark" are understood.

    Raises:
        ValueError: there is no such key.
    """
    text = text.strip()
    if len(text) == 1 and text.isprintable():
        return _name_of(text)
    *modifiers, name = (part.lower() for part in text.split("+"))
    name = _BY_SHOWN_NAME.get(name, name)
    key = "+".join([*modifiers, name])
    is_known = name in _NAMED_KEYS or key in _NAMED_KEYS or key_to_character(name) is not None
    if not is_known or not set(modifiers) <= set(_MODIFIERS):
        raise ValueError(f'there is no key "{text}"')
    return key


def _name_of(character: str) -> str:
    """How Textual calls the key of a character."""
    if character.isalnum():
        return character
    name = unicodedata.name(character, "").lower().replace("-", "_").replace(" ", "_")
    return KEY_NAME_REPLACEMENTS.get(name, name) or character


def _clashes(keys: Mapping[str, str], places: Sequence[KeyPlace]) -> Iterator[KeyProblem]:
    """The remapped bindings that would share a key with another one where both work."""
    by_title = {place.title: place for place in places}
    for place in places:
        here = [b for title in (place.title, *place.beside) for b in by_title[title].bindings]
        for binding in here:
            if binding.id is None or binding.id not in keys:
                continue
            for other in here:
                shared = _keys(keys, binding) & _keys(keys, other)
                if other.id != binding.id and shared - (_own(binding) & _own(other)):
                    yield KeyProblem(
                        binding.id, f'"{min(shared)}" is the key of {other.id} as well; give that another one'
                    )


def _keys(keys: Mapping[str, str], binding: Binding) -> set[str]:
    return set(keys.get(binding.id or "", binding.key).split(","))


def _own(binding: Binding) -> set[str]:
    return set(binding.key.split(","))
