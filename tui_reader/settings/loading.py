"""From command line, environment and configuration file to the settings in force."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tui_reader.settings.config_file import ConfigFile, read_config
from tui_reader.settings.places import config_path
from tui_reader.settings.problem import Problem
from tui_reader.settings.table import SETTINGS, Setting, Settings


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value came from.

    Attributes:
        source: the option, the variable or the file; "default" for none of them.
        line: the line of the file, from 1; None elsewhere.
    """

    source: str
    line: int | None = None

    def __str__(self) -> str:
        return f"{self.source}:{self.line}" if self.line else self.source


DEFAULT = Origin("default")


@dataclass(frozen=True, slots=True)
class Loaded:
    """The settings in force.

    Attributes:
        settings: their values.
        path: the configuration file, whether there is one or not.
        origins: where each came from, by name; those of keys under "keys." and the id.
        problems: what was not understood, and is not followed.
    """

    settings: Settings
    path: Path
    origins: Mapping[str, Origin]
    problems: tuple[Problem, ...]


def load(
    environment: Mapping[str, str], named: Path | None = None, options: Mapping[str, object] | None = None
) -> Loaded:
    """Gather the settings; never raises for what they hold.

    Args:
        environment: the process's variables.
        named: the configuration file that the command line names.
        options: values that the command line gives, by the names of their settings.
    """
    path = config_path(environment, named)
    file = read_config(path, must_exist=bool(named or environment.get("TUI_READER_CONFIG")))
    problems = list(file.problems)
    values: dict[str, object] = {}
    origins: dict[str, Origin] = {}
    for setting in SETTINGS:
        values[setting.field], origins[setting.name] = _decided(
            setting, options or {}, environment, file, path, problems
        )
    origins |= {f"keys.{name}": Origin(str(path), file.lines.get(f"keys.{name}")) for name in file.keys}
    settings = Settings(**values, keys=file.keys)  # type: ignore[arg-type]  # each read by its own kind
    return Loaded(settings, path, origins, tuple(problems))


def _decided(
    setting: Setting,
    options: Mapping[str, object],
    environment: Mapping[str, str],
    file: ConfigFile,
    path: Path,
    problems: list[Problem],
) -> tuple[object, Origin]:
    if options.get(setting.name) is not None:
        return options[setting.name], Origin(f"--{setting.name}")
    text = environment.get(setting.variable)
    if text:
        try:
            return setting.kind.parse(text), Origin(setting.variable)
        except ValueError as error:
            problems.append(Problem(setting.variable, None, setting.name, str(error)))
    if setting.name in file.values:
        return file.values[setting.name], Origin(str(path), file.lines.get(setting.name))
    return setting.default, DEFAULT
