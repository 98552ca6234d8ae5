"""`tui-reader config`: the settings, where they come from, and what is wrong with them."""

from tui_reader.cli.context import Context
from tui_reader.cli.exit_codes import Exit
from tui_reader.cli.settings_problems import problems_of
from tui_reader.settings import SETTINGS


def run(context: Context) -> int:
    """Do what the action says."""
    match context.arguments.action:
        case "show":
            return _show(context)
        case "validate":
            return _validate(context)
        case "example":
            return _example(context)
        case _:
            context.printer.data(str(context.loaded.path.absolute()))
            return Exit.FOUND


def _show(context: Context) -> int:
    """One line for each setting and remapped key: name, value as TOML has it, origin."""
    loaded = context.loaded
    values = {setting.name: getattr(loaded.settings, setting.field) for setting in SETTINGS}
    values |= {f"keys.{name}": keys for name, keys in loaded.settings.keys.items()}
    if context.arguments.json:
        context.printer.json(
            {name: {"value": value, "origin": str(loaded.origins[name])} for name, value in values.items()}
        )
        return Exit.FOUND
    rows = [(name, _toml(value), str(loaded.origins[name])) for name, value in values.items()]
    wide, wider = (max(len(row[column]) for row in rows) for column in (0, 1))
    for name, value, origin in rows:
        context.printer.data(f"{name:<{wide}}  {value:<{wider}}  {origin}")
    return Exit.FOUND


def _validate(context: Context) -> int:
    problems = problems_of(context.loaded)
    if context.arguments.json:
        context.printer.json(
            [{"source": p.source, "line": p.line, "key": p.key, "reason": p.reason} for p in problems]
        )
    else:
        for problem in problems:
            context.printer.data(str(problem))
    if problems:
        return Exit.BAD_INPUT
    path = context.loaded.path
    context.printer.note(f"{path}: {'sound' if path.exists() else 'there is none; the defaults hold'}")
    return Exit.FOUND


def _example(context: Context) -> int:
    from tui_reader.app.key_places import PLACES  # noqa: PLC0415 - Textual takes a while to load

    out = context.printer
    out.data("# Settings of tui-reader. Every line shows a default; take the # away to change it.\n")
    for setting in SETTINGS:
        out.data(f"# {setting.described}\n# {setting.kind.described}; or {setting.variable}")
        out.data(f"#{setting.name} = {_toml(setting.default)}\n")
    out.data('# Keys by the ids of what they do: "b", "ctrl+b", "f5", or a list: ["b", "f5"].\n[keys]')
    for place in PLACES:
        out.data(f"\n# {place.title}")
        for binding in place.bindings:
            keys = binding.key.split(",")
            out.data(f"#{binding.id} = {_toml(keys if len(keys) > 1 else keys[0])}  # {binding.tooltip}")
    return Exit.FOUND


def _toml(value: object) -> str:
    """A value as TOML writes it."""
    match value:
        case bool():
            return str(value).lower()
        case int():
            return str(value)
        case list() | tuple():
            return f"[{', '.join(map(_toml, value))}]"
    escaped = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
