"""Which program opens a web address, if one can: started by its words, never through a shell."""

import shlex
import shutil
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence


def is_remote(env: Mapping[str, str]) -> bool:
    """Whether the reader sits at another machine than this one."""
    return bool(env.get("SSH_CONNECTION") or env.get("SSH_TTY"))


def words_to_open(url: str, env: Mapping[str, str]) -> Sequence[str] | None:
    """The program and its words, None where there is none: the one that `BROWSER` names, else the desktop's.

    Args:
        url: a web address in printable ASCII, as `news.links.web_address` gives it.
        env: the environment.
    """
    for wanted in env.get("BROWSER", "").split(":"):
        words = _split(wanted)
        if words and shutil.which(words[0], path=env.get("PATH")):
            # only a word of its own: inside another one the address could end up in a shell's hands
            return [url if word == "%s" else word for word in words] if "%s" in words else [*words, url]
    has_desktop = sys.platform == "darwin" or env.get("DISPLAY") or env.get("WAYLAND_DISPLAY")
    program = "open" if sys.platform == "darwin" else "xdg-open"
    found = shutil.which(program, path=env.get("PATH")) if has_desktop else None
    return [found, url] if found else None


def start(words: Sequence[str]) -> None:
    """Start a program that has nothing to do with the terminal, and do not wait for it.

    Raises:
        OSError: it cannot be started.
    """
    program = subprocess.Popen(  # noqa: S603 - the user's own program, and no shell
        words,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    threading.Thread(target=program.wait, name="browser", daemon=True).start()


def _split(command: str) -> list[str]:
    try:
        return shlex.split(command)
    except ValueError:
        return []
