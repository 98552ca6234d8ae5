"""Whether this terminal can show the app at all; knows nothing of Textual, so that asking is cheap."""

import os
import sys

_PLAIN = frozenset(("", "dumb", "unknown"))


def preflight() -> str | None:
    """Why the app cannot be shown here, as one line; None when it can."""
    streams = (sys.__stdin__, sys.__stdout__, sys.__stderr__)
    if not all(stream is not None and stream.isatty() for stream in streams):
        return "this is no terminal: the reader needs one for its screen, the other commands do not"
    terminal = os.environ.get("TERM", "")
    if terminal in _PLAIN:
        return f"TERM is {terminal or 'not set'}: such a terminal cannot show full screens"
    return None


def is_utf8() -> bool:
    """Whether the locale lets the terminal show more than ASCII."""
    encoding = (sys.__stderr__.encoding or "") if sys.__stderr__ else ""
    return encoding.lower().replace("-", "") == "utf8"
