"""What is asked of the colours of every theme."""

import itertools
from collections.abc import Mapping

import pytest
from textual.color import Color
from textual.theme import Theme

from tui_reader.app.rendering.speaker_colours import ROLES
from tui_reader.app.themes import THEMES, chosen
from tui_reader.settings.table import THEME_NAMES

FULL = [theme for theme in THEMES if not theme.ansi]
CONTRASTS = {"contrast-dark": 7.0, "contrast-light": 7.0}

# Deuteranopia in linear sRGB: Machado, Oliveira and Fernandes, "A Physiologically-based Model for
# Simulation of Color Vision Deficiency" (2009), table for severity 1.0.
DEUTERANOPIA = (
    (0.367322, 0.860646, -0.227968),
    (0.280085, 0.672501, 0.047413),
    (-0.011820, 0.042940, 0.968881),
)


def linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def luminance(colour: Color) -> float:
    red, green, blue = (linear(part) for part in colour.normalized)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """As WCAG 2 defines it."""
    low, high = sorted((luminance(Color.parse(one)), luminance(Color.parse(other))))
    return (high + 0.05) / (low + 0.05)


def lab(red: float, green: float, blue: float) -> tuple[float, float, float]:
    """CIE L*a*b* of a colour in linear sRGB."""

    def part(value: float) -> float:
        return value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116

    x = part((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047)
    y = part(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    z = part((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def seen(colour: str) -> tuple[float, float, float]:
    """How a colour looks to those who see red and green alike."""
    parts = [linear(part) for part in Color.parse(colour).normalized]
    red, green, blue = (
        min(max(sum(weight * part for weight, part in zip(row, parts, strict=True)), 0), 1)
        for row in DEUTERANOPIA
    )
    return lab(red, green, blue)


def difference(one: str, other: str) -> float:
    pairs = zip(seen(one), seen(other), strict=True)
    return float(sum((a - b) ** 2 for a, b in pairs) ** 0.5)


@pytest.mark.parametrize("theme", FULL, ids=lambda theme: theme.name)
def test_all_that_is_read_can_be_read(theme: Theme) -> None:
    named: dict[str, str] = theme.variables
    grounds = [str(theme.background), str(theme.surface), str(theme.panel)]
    texts = [str(theme.foreground), *(named[name] for name in ("text-quiet", "headline-text", "source-text"))]
    marks = [named[name] for name in ("quotation", "unread", "bookmark", "key-event", "link-text", "speaker")]
    least = CONTRASTS.get(theme.name, 4.5)
    for ground, text in itertools.product(grounds[:2], texts + marks):
        assert contrast(ground, text) >= least, (ground, text)
    for front, back in (("cursor-foreground", "cursor-background"), ("hit-foreground", "hit-background"),
                        ("label-foreground", "label-background"), ("bar-foreground", "bar-background"),
                        ("cursor-blurred-foreground", "cursor-blurred-background"),
                        ("heading-foreground", "heading-background")):  # fmt: skip
        assert contrast(named[front], named[back]) >= least, (front, back)


def test_one_theme_keeps_speakers_apart_for_those_who_see_red_and_green_alike() -> None:
    distinct = next(theme for theme in THEMES if theme.name == "distinct")
    colours = [distinct.variables[role] for role in ROLES]
    assert min(difference(one, other) for one, other in itertools.combinations(colours, 2)) > 30


def test_the_table_of_settings_names_every_theme() -> None:
    assert [theme.name for theme in THEMES] == list(THEME_NAMES[1:])


@pytest.mark.parametrize(
    ("name", "environment", "colours", "theme"),
    [
        ("auto", {}, "truecolor", "dark"),
        ("auto", {}, "256", "dark"),
        ("auto", {}, "standard", "terminal"),
        ("auto", {}, None, "terminal"),
        ("auto", {"SSH_CONNECTION": "192.0.2.1 1 192.0.2.2 22"}, "truecolor", "terminal"),
        ("auto", {"SSH_TTY": "/dev/pts/1"}, "truecolor", "terminal"),
        ("sepia", {"SSH_TTY": "/dev/pts/1"}, "standard", "sepia"),
        ("sepia", {"NO_COLOR": "1"}, "truecolor", "terminal"),
        ("auto", {"NO_COLOR": ""}, "truecolor", "dark"),
    ],
)
def test_the_theme_to_begin_with(
    name: str, environment: Mapping[str, str], colours: str | None, theme: str
) -> None:
    assert chosen(name, environment, colours) == theme
