"""Copying through the terminal, so that it reaches the machine at which the reader sits.

The text travels as OSC 52 in base64, once as it is and once more wrapped for what may lie in between: tmux
takes the plain one where its `set-clipboard` is on, and passes the wrapped one through where
`allow-passthrough` is on; GNU screen passes on device control strings of limited length. Terminals drop what
they find too long, and some know no clipboard at all: then the text goes into a file instead.

OSC 52: https://invisible-island.net/xterm/ctlseqs/ctlseqs.html, "Manipulate Selection Data".
"""

import os
from base64 import b64encode
from collections.abc import Mapping
from pathlib import Path

from tui_reader.clean import clean

LONGEST = 74_994
"""Bytes of text that fit into 100,000 characters of OSC 52, which is what common terminals take."""

_FILE = "copied.txt"
_WITHOUT_CLIPBOARD = ("linux", "vt", "cons")  # how TERM begins where there is none
_PORTION = 500  # characters of one string through GNU screen, which takes up to 768


def sequence(text: str, environment: Mapping[str, str]) -> str | None:
    """What to write to the terminal so that the text is in its clipboard; None where that cannot work.

    Args:
        text: clean text.
        environment: the process's variables.
    """
    data = text.encode("utf-8", "replace")
    if len(data) > LONGEST or environment.get("TERM", "").startswith(_WITHOUT_CLIPBOARD):
        return None
    plain = f"\x1b]52;c;{b64encode(data).decode('ascii')}\x07"
    if environment.get("TMUX"):
        return f"{plain}\x1bPtmux;{plain.replace(chr(0x1B), chr(0x1B) * 2)}\x1b\\"
    if environment.get("STY"):
        portions = (plain[at : at + _PORTION] for at in range(0, len(plain), _PORTION))
        return "".join(f"\x1bP{portion}\x1b\\" for portion in portions)
    return plain


def keep(text: str, folder: Path) -> Path:
    """Write the text into a file of that folder which its owner alone can read, in place of the last one.

    Raises:
        OSError: it cannot be written.
    """
    path = folder / _FILE
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC
    descriptor = os.open(path, flags, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8", errors="replace") as file:
        os.fchmod(descriptor, 0o600)
        file.write(clean(text))
    return path
