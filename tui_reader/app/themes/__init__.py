"""The themes: one set of named colours each, on which every stylesheet draws.

The names say what is coloured, not how: `quotation`, `speaker`, `hit-background`. Stylesheets use them as
`$quotation` and so on; every theme defines all of them.
"""

from collections.abc import Mapping

from tui_reader.app.themes.dark import CONTRAST_DARK, DARK, DISTINCT
from tui_reader.app.themes.light import CONTRAST_LIGHT, LIGHT, SEPIA
from tui_reader.app.themes.terminal import TERMINAL

THEMES = (DARK, LIGHT, SEPIA, DISTINCT, CONTRAST_DARK, CONTRAST_LIGHT, TERMINAL)

_FEW_COLOURS = ("standard", None)


def chosen(name: str, environment: Mapping[str, str], colour_system: str | None) -> str:
    """The name of the theme to begin with.

    Args:
        name: what is set: a theme, or "auto".
        environment: the process's variables.
        colour_system: what the terminal can show, in Rich's words; None for nothing.
    """
    if environment.get("NO_COLOR"):
        return TERMINAL.name  # the one that tells things apart by more than colours
    if name != "auto":
        return name
    is_remote = environment.get("SSH_CONNECTION") or environment.get("SSH_TTY")
    return TERMINAL.name if is_remote or colour_system in _FEW_COLOURS else DARK.name
