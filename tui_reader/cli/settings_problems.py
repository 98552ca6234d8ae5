"""What is wrong with the settings, keys included."""

from tui_reader.settings import Loaded, Problem


def problems_of(loaded: Loaded) -> list[Problem]:
    """Everything that is not followed."""
    problems = [*loaded.problems]
    if loaded.settings.keys:
        from tui_reader.app.key_map import key_map  # noqa: PLC0415 - Textual takes a while to load

        for problem in key_map(loaded.settings.keys).problems:
            name = f"keys.{problem.binding_id}"
            problems.append(Problem(str(loaded.path), loaded.origins[name].line, name, problem.reason))
    return problems


def notice_of(loaded: Loaded) -> str | None:
    """One line for the reader's screen, None where nothing is wrong."""
    problems = problems_of(loaded)
    if not problems:
        return None
    others = f" - and {len(problems) - 1} more: tui-reader config validate" if len(problems) > 1 else ""
    return f"{problems[0]}{others}"
