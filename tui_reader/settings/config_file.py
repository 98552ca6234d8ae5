"""The configuration file: read within bounds, told apart into settings and keys."""

import os
import re
import stat
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tui_reader.settings.places import KeyPath, key_lines
from tui_reader.settings.problem import Problem
from tui_reader.settings.table import SETTINGS

_LARGEST = 256 * 1024  # bytes: a hundred times what all settings and keys take
_PLACE = re.compile(r"(?<!\s)\s*+\(at (?:line (\d+), column \d+|end of document)\)$")
_KEYS = "keys"
_BY_NAME = {setting.name: setting for setting in SETTINGS}


@dataclass(frozen=True, slots=True)
class ConfigFile:
    """What a configuration file says.

    Attributes:
        values: sound values by the names of their settings.
        keys: keys by the ids of bindings; whether those exist is not known here.
        lines: the lines of both, under the setting's name or under "keys." and the id.
        problems: what was not understood.
    """

    values: Mapping[str, object] = field(default_factory=dict)
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def read_config(path: Path, *, must_exist: bool) -> ConfigFile:
    """Read a file; whatever is wrong with it is among the problems, never raised.

    Args:
        path: the file; `/dev/null` stands for none.
        must_exist: whether it is a problem that there is none.
    """
    try:
        text = _text(path)
    except FileNotFoundError:
        missing = Problem(str(path), None, "", "there is no such file")
        return ConfigFile(problems=(missing,) if must_exist else ())
    except OSError as error:
        return ConfigFile(problems=(Problem(str(path), None, "", f"cannot be read ({error.strerror})"),))
    except ValueError as error:
        return ConfigFile(problems=(Problem(str(path), None, "", str(error)),))
    return _understood(text, str(path))


def _text(path: Path) -> str:
    if path == Path(os.devnull):
        return ""
    if path.is_dir():
        raise ValueError("is no ordinary file")
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)  # a pipe must not make us wait
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise ValueError("is no ordinary file")
        data = file.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise ValueError(f"is longer than {_LARGEST // 1024} KB")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError("is not UTF-8") from None


def _understood(text: str, source: str) -> ConfigFile:
    try:
        document = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        place = _PLACE.search(str(error))
        line = int(place[1]) if place and place[1] else text.count("\n") + 1 if place else None
        return ConfigFile(problems=(Problem(source, line, "", _reason(str(error))),))
    at = key_lines(text)
    values: dict[str, object] = {}
    keys: dict[str, tuple[str, ...]] = {}
    problems: list[Problem] = []
    for name, value in document.items():
        if name == _KEYS:
            _read_keys(value, source, at, keys, problems)
            continue
        try:
            values[name] = _value(name, value)
        except ValueError as error:
            problems.append(Problem(source, at.get((name,)), name, str(error)))
    lines = {".".join(path): line for path, line in at.items()}
    return ConfigFile(values, keys, lines, tuple(problems))


def _reason(message: str) -> str:
    text = _PLACE.sub("", message)
    return f"no sound TOML: {text[:1].lower()}{text[1:]}"


def _value(name: str, value: object) -> object:
    setting = _BY_NAME.get(name)
    if setting is None:
        import difflib  # noqa: PLC0415 - only for mistakes

        near = difflib.get_close_matches(name, [*_BY_NAME, _KEYS], 1)
        raise ValueError(f"unknown setting; did you mean {near[0]}?" if near else "unknown setting")
    return setting.kind.read(value)


def _read_keys(
    table: object,
    source: str,
    at: Mapping[KeyPath, int],
    keys: dict[str, tuple[str, ...]],
    problems: list[Problem],
) -> None:
    if not isinstance(table, dict):
        problems.append(Problem(source, at.get((_KEYS,)), _KEYS, "must be a table: [keys]"))
        return
    for path, value in _leaves(table):
        name = ".".join(path)
        words = value if isinstance(value, list) else [value]
        names = tuple(word for word in words if isinstance(word, str) and word.strip())
        if names and len(names) == len(words):
            keys[name] = names
        else:
            reason = 'must be a key like "b" or "ctrl+b", or a list of keys'
            problems.append(Problem(source, at.get((_KEYS, *path)), f"{_KEYS}.{name}", reason))


def _leaves(table: Mapping[str, object], above: KeyPath = ()) -> Iterator[tuple[KeyPath, object]]:
    """`list.down = "x"` and `"list.down" = "x"` alike."""
    for name, value in table.items():
        path = (*above, name)
        if isinstance(value, dict):
            yield from _leaves(value, path)
        else:
            yield path, value
