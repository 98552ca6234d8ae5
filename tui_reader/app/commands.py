"""The commands of a screen: every action that works there, by its name, and those that take an argument."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen

from tui_reader.settings.table import THEME_NAMES


@dataclass(frozen=True)
class Action:
    """Something that a key does as well.

    Attributes:
        name: what it is called on the command line: "next-unread".
        binding: its key.
        node: where the key works.
    """

    name: str
    binding: Binding
    node: DOMNode


@dataclass(frozen=True)
class Spoken:
    """What was typed on the command line.

    Attributes:
        name: the command.
        rest: its argument; empty where there is none.
    """

    name: str
    rest: str


WITH_ARGUMENT = {
    "search": "search WORDS: find them, as in the search bar",
    "date": "date YYYY-MM-DD: to that day",
    "theme": f"theme NAME: the colours for this session: {', '.join(THEME_NAMES[1:])}",
    "export": "export FILE: write what is on show; the ending says the form: .md .html .csv .jsonl .json",
    "export!": "export! FILE: the same, in place of a file that is there already",
}
"""The commands that take an argument, each with what it does; a number alone goes to that row."""


def actions_of(screen: Screen[object]) -> dict[str, Action]:
    """What can be done on a screen now, by name; of two with the same name, the one nearer to the focus."""
    found: dict[str, Action] = {}
    for active in screen.active_bindings.values():
        binding = active.binding
        name = (binding.id or "").rpartition(".")[2]
        if name and active.enabled:
            found.setdefault(name, Action(name, binding, active.node))
    return found


def spoken(text: str) -> Spoken:
    """The command and its argument, without the colon that it may begin with."""
    name, _, rest = text.strip().removeprefix(":").strip().partition(" ")
    return Spoken(name, rest.strip())


def completions(text: str, names: Iterable[str]) -> list[str]:
    """How a command line could go on: names, or the values of an argument, each as the whole line."""
    name, is_argument, rest = text.lstrip().partition(" ")
    if is_argument:
        values = THEME_NAMES[1:] if name == "theme" else ()
        return [f"{name} {value}" for value in values if value.startswith(rest)]
    return sorted(known for known in {*names, *WITH_ARGUMENT} if known.startswith(name))


def common_beginning(lines: Sequence[str]) -> str:
    """What all of them begin with."""
    first, last = min(lines), max(lines)  # whatever these two share, those between them share as well
    return "".join(
        sign for sign, _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False))
    )
