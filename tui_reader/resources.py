"""Finds the files that ship beside the code: stylesheets and the sample live blogs.

A wheel holds them inside the package; a checkout and an editable install hold them beside it.
"""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def _shipped(name: str) -> Path:
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def stylesheets() -> list[Path]:
    """Every shipped stylesheet (`.tcss`), sorted by name."""
    return sorted(_shipped("styles").glob("*.tcss"))


def sample_folder() -> Path:
    """The folder of the fictional sample live blogs."""
    return _shipped("fixtures") / "sample"
