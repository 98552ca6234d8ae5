"""The keys and what they do, as lines."""

from collections.abc import Sequence
from typing import NamedTuple

from tui_reader.app.rendering.styled import Line, Run, width_of
from tui_reader.app.rendering.wrapping import line_spans

_KEYS = 18  # cells for the keys of an action


class KeyHelp(NamedTuple):
    """The keys of one action and what it does.

    Attributes:
        keys: as they are shown.
        action: what they do, in a sentence.
        name: what the action is called elsewhere; not shown.
    """

    keys: str
    action: str
    name: str = ""


class HelpGroup(NamedTuple):
    """What is told under one title."""

    title: str
    keys: Sequence[KeyHelp]


def help_lines(groups: Sequence[HelpGroup], width: int) -> list[Line]:
    """The groups of keys under their titles, for a pane of so many cells."""
    column = min(_KEYS, max(width // 3, 6))
    lines: list[Line] = []
    for title, keys in groups:
        lines += [(), (Run(f" {title}", ("title",)),)]
        for key_help in keys:
            lines += _action_lines(key_help, column, width)
    return [*lines, ()]


def _action_lines(key_help: KeyHelp, column: int, width: int) -> list[Line]:
    keys = Run(f"  {key_help.keys}", ("key",))
    gap = column - width_of((keys,))
    spans = line_spans(key_help.action, max(width - column - 1, 8))
    texts = [Run(key_help.action[start:end], ("action",)) for start, end in spans]
    if gap < 1:
        return [(keys,), *((Run(" " * column), text) for text in texts)]
    first, *rest = texts
    return [(keys, Run(" " * gap), first), *((Run(" " * column), text) for text in rest)]
