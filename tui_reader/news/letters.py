"""Texts compared by what they say, not by how they are set."""

import re

_NO_LETTERS = re.compile(r"[\W_]+")


def letters(text: str) -> str:
    """The letters and digits alone, case folded: a changed quotation mark, dash or space is no change."""
    return _NO_LETTERS.sub("", text.casefold())
