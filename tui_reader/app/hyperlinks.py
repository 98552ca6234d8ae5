"""Which terminals are told of links (OSC 8), so that a click there opens them where the reader sits.

Terminals that do not know the sequence pass over it, except a few old ones, which print it, and GNU screen,
which may cut it at any place. Form: https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda
"""

import re
from collections.abc import Mapping

_WITHOUT_LINKS = (
    "linux",
    "vt",
    "cons",
    "dumb",
    "screen",
)  # how TERM begins there; tmux calls itself screen too
SAFE_ADDRESS = re.compile(r"https?://[!-~]{1,2000}")
"""What may be told to a terminal as the address of a link."""


def are_known(environment: Mapping[str, str]) -> bool:
    """Whether the terminal does something sensible with links.

    Args:
        environment: the process's variables.
    """
    if environment.get("TMUX"):
        return True
    return not (environment.get("STY") or environment.get("TERM", "dumb").startswith(_WITHOUT_LINKS))
