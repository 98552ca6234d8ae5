"""What can be said on the command line, read off the parsers."""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass

from tui_reader.cli.arguments import COMMANDS, parsers


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a command.

    Attributes:
        names: "-o", "--output".
        value: what stands for its value in the help; empty where it takes none.
        choices: the values that it may have, where these are few.
        what: what it does.
    """

    names: tuple[str, ...]
    value: str
    choices: tuple[str, ...]
    what: str


@dataclass(frozen=True, slots=True)
class Command:
    """A command, or an action of one.

    Attributes:
        words: how it is called after `tui-reader`; none for the reader itself.
        what: what it does.
        operands: what may follow, each with what it is.
        options: its options.
        values: what its operands may be, where that is one of a few words.
    """

    words: tuple[str, ...]
    what: str
    operands: tuple[tuple[str, str], ...]
    options: tuple[Option, ...]
    values: tuple[str, ...]


def commands() -> list[Command]:
    """The reader itself, then every command with its actions."""
    reader, others = parsers()
    return [_command(reader, (), "Read live blogs in the terminal."), *_below(others, ())]


def _below(parser: argparse.ArgumentParser, above: tuple[str, ...]) -> Iterator[Command]:
    for action in parser._actions:  # noqa: SLF001 - argparse has no other way to be asked
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            for name, child in action.choices.items():
                words = (*above, *name.split())
                yield _command(child, words, COMMANDS.get(" ".join(words), child.description or ""))
                yield from _below(child, words)


def _command(parser: argparse.ArgumentParser, words: tuple[str, ...], what: str) -> Command:
    operands, options = [], []
    values: list[str] = []
    for action in parser._actions:  # noqa: SLF001
        if isinstance(action, argparse._SubParsersAction) or action.help == argparse.SUPPRESS:  # noqa: SLF001
            continue
        value = "" if action.nargs == 0 else str(action.metavar or action.dest.upper())
        choices = tuple(map(str, action.choices or ()))
        if action.option_strings:
            options.append(Option(tuple(action.option_strings), value, choices, action.help or ""))
        else:
            operands.append((value, action.help or ""))
            values += choices
    return Command(
        words, f"{what[:1].upper()}{what[1:].rstrip('.')}.", tuple(operands), tuple(options), tuple(values)
    )
