"""The table of settings: everything that is said of them elsewhere is made from it.

Validation, `tui-reader config`, the environment variables, the README's table and the manual page all read
the fields of `Settings`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Annotated, Literal, NamedTuple, TypeAlias, get_args, get_type_hints

from tui_reader.settings.kinds import Choice, Kind, Switch, Whole

Citation: TypeAlias = Literal["plain", "markdown", "json", "bibtex"]
"""The forms of a citation."""

Layout: TypeAlias = Literal["split", "stacked", "list", "detail"]
"""How the list and the update are laid out."""

Order: TypeAlias = Literal["newest", "oldest"]
"""What lists have first."""

Grouping: TypeAlias = Literal["date", "live blog"]
"""What the headings of lists are."""

THEME_NAMES = ("auto", "dark", "light", "sepia", "distinct", "contrast-dark", "contrast-light", "terminal")
"""The themes; "auto" is the terminal's own colours over SSH or where they are few, else dark."""


class _Is(NamedTuple):
    kind: Kind
    described: str


@dataclass(frozen=True, slots=True)
class Settings:
    """What is set.

    Attributes:
        keys: for the ids of bindings, the keys that take the place of their own, as the user names them.
    """

    theme: Annotated[
        str,
        _Is(
            Choice(THEME_NAMES),
            "the colours; auto is the terminal's own 16 over SSH or where it has few, else dark",
        ),
    ] = "auto"
    ascii: Annotated[
        str,
        _Is(
            Choice(("auto", "always", "never")),
            "show ASCII characters only; auto is where the locale is not UTF-8",
        ),
    ] = "auto"
    linear: Annotated[
        bool,
        _Is(Switch(), "one pane, no boxes, words instead of signs: for screen readers and braille displays"),
    ] = False
    links: Annotated[
        str,
        _Is(
            Choice(("auto", "always", "never")),
            "tell the terminal of links, to open them by its own means; auto is where it can take that",
        ),
    ] = "auto"
    mouse: Annotated[
        bool, _Is(Switch(), "react to the mouse; off leaves it to the terminal, for selecting")
    ] = True
    citation: Annotated[Citation, _Is(Choice(get_args(Citation)), "the form in which y copies")] = "plain"
    layout: Annotated[
        Layout,
        _Is(
            Choice(get_args(Layout)),
            "how a first session lays out the list and the update; later ones begin as the last one ended",
        ),
    ] = "split"
    order: Annotated[
        Order,
        _Is(
            Choice(get_args(Order)),
            "which updates a first session lists first; later ones begin as the last one ended",
        ),
    ] = "newest"
    group: Annotated[
        Grouping,
        _Is(
            Choice(get_args(Grouping)),
            "what a first session groups lists by; later ones begin as the last one ended",
        ),
    ] = "date"
    interval: Annotated[
        int, _Is(Whole(15, 86_400), "seconds after which a live blog on the web is asked again")
    ] = 60
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Setting:
    """One line of the table.

    Attributes:
        name: as in the configuration file: "theme".
        field: as in `Settings`.
        variable: the environment variable that sets it.
        kind: what its value may be.
        default: its value where nothing is set.
        described: what it does, in one line.
    """

    name: str
    field: str
    variable: str
    kind: Kind
    default: object
    described: str


def _table() -> tuple[Setting, ...]:
    hints = get_type_hints(Settings, include_extras=True)
    return tuple(
        Setting(
            name=line.name.replace("_", "-"),
            field=line.name,
            variable=f"TUI_READER_{line.name.upper()}",
            kind=meaning.kind,
            default=line.default,
            described=meaning.described,
        )
        for line in fields(Settings)
        for meaning in getattr(hints[line.name], "__metadata__", ())
    )


SETTINGS = _table()
"""Every setting but `keys`, which only the configuration file holds."""
