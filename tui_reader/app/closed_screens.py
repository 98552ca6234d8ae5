"""Lets go of the pictures of screens that were closed.

Textual remembers the background of each of the last 1,024 widgets together with the object that holds the
widget's rendered lines: after a day of opening and closing screens these are tens of megabytes. That cache is
not public and may be gone in another version, in which there is nothing to empty.
"""

from textual import _styles_cache


def let_go() -> None:
    """Forget what is remembered of widgets; for those on show it is found again in no time."""
    cached = getattr(_styles_cache.StylesCache, "get_inner_outer", None)
    if clear := getattr(cached, "cache_clear", None):
        clear()
