"""The manual page, in the macros of man(7)."""

import re
from collections.abc import Iterator, Sequence

from tui_reader.app.key_names import shown_key
from tui_reader.app.key_places import PLACES
from tui_reader.cli.learning.grammar import Command
from tui_reader.cli.version import version
from tui_reader.search.forms import FORMS
from tui_reader.settings import SETTINGS


def manual(commands: Sequence[Command]) -> str:
    """The page as roff source: `man -l`, `mandoc` and `groff -man` show it."""
    reader, *others = commands
    lines = [
        f'.TH TUI-READER 1 "" "tui-reader {_text(version())}" "User Commands"',
        ".SH NAME",
        "tui-reader \\- read live blogs in the terminal",
        ".SH SYNOPSIS",
        ".B tui-reader",
        "[OPTION]... [FILE]...",
        ".br",
        ".B tui-reader",
        "COMMAND [ARGUMENT]...",
        ".SH DESCRIPTION",
        "Imports live blogs into a library, groups their updates by date, shows who said what, finds any",
        "word as you type, and keeps bookmarks. Without a command it opens the reader.",
        ".SH OPTIONS",
        *_command_body(reader),
        ".SH COMMANDS",
    ]
    for command in others:
        lines += [f".SS {_text(' '.join((*command.words, *(name for name, _ in command.operands))))}"]
        lines += [_text(command.what), *_command_body(command)]
    lines += [".SH KEYS", *_keys()]
    lines += [".SH QUERIES", "All words must match. Searching as you type, the last word is a prefix."]
    for examples, what in FORMS:
        lines += _item(", ".join(examples), re.sub("[*`]", "", what))
    lines += [".SH SETTINGS", "In the configuration file or in environment variables."]
    for setting in SETTINGS:
        lines += _item(
            f"{setting.name}, {setting.variable}", f"{setting.described}. {setting.kind.described}."
        )
    lines += [
        *(".SH EXIT STATUS", "0 found or done, 1 nothing found, 2 wrong usage, 3 bad input, 70 a defect,"),
        "130 interrupted.",
        ".SH FILES",
        ".B tui-reader paths",
        "and",
        ".B tui-reader config path",
        "print where everything is kept.",
    ]
    return "\n".join(lines) + "\n"


def _command_body(command: Command) -> Iterator[str]:
    for name, what in command.operands:
        yield from _item(name, what)
    for option in command.options:
        yield from _item(" ".join([", ".join(option.names), option.value]).strip(), option.what)


def _keys() -> Iterator[str]:
    for place in PLACES:
        yield f".SS {_text(place.title)}"
        for binding in place.bindings:
            keys = " ".join(shown_key(key) or key.replace("_", " ") for key in binding.key.split(","))
            yield from _item(f"{keys}  ({binding.id})", binding.tooltip)


def _item(term: str, what: str) -> Iterator[str]:
    yield from (".TP", f".B {_text(term)}", _text(what.replace("%%", "%")))


def _text(text: str) -> str:
    """A line of text as roff has it: no character of it is a command."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace("\n", " ")
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped
