"""Where the configuration file is, and on which of its lines a key stands."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

from tui_reader.home import expanded

_LONGEST = 200  # lines of one statement; the keys behind a longer one are not located

KeyPath: TypeAlias = tuple[str, ...]
"""A key with the tables around it, the outermost first."""


def config_path(environment: Mapping[str, str], named: Path | None = None) -> Path:
    """The named file, else that of `TUI_READER_CONFIG`, else `config.toml` in the user's config folder."""
    path = named or (Path(environment["TUI_READER_CONFIG"]) if environment.get("TUI_READER_CONFIG") else None)
    if path:
        return expanded(path)
    import platformdirs  # noqa: PLC0415 - only where neither option nor variable decides

    return platformdirs.user_config_path("tui-reader", appauthor=False) / "config.toml"


def key_lines(text: str) -> dict[KeyPath, int]:
    """The line, from 1, on which each key of a sound TOML document begins.

    A statement of TOML is sound by itself, and a part of one is not: so the document is read statement by
    statement. What a table's header says holds for those below it.
    """
    lines: dict[KeyPath, int] = {}
    header: KeyPath = ()
    statement = ""
    begin = 1
    for number, line in enumerate(text.splitlines(keepends=True), start=1):
        begin = begin if statement else number
        if number - begin > _LONGEST:
            break
        statement += line
        try:
            document = tomllib.loads(statement)
        except tomllib.TOMLDecodeError:
            continue
        paths = _paths(document)
        if statement.lstrip().startswith("["):
            header = paths[-1]
            lines.setdefault(header, begin)
        else:
            for path in paths:
                lines.setdefault(header + path, begin)
        statement = ""
    return lines


def _paths(value: object, above: KeyPath = ()) -> list[KeyPath]:
    """Every path in a document, those of tables before those inside them."""
    if isinstance(value, list):  # an array of tables: its name is that of the table
        value = value[0] if value else None
    if not isinstance(value, dict):
        return []
    found: list[KeyPath] = []
    for key, inner in value.items():
        found += [(*above, key), *_paths(inner, (*above, key))]
    return found
