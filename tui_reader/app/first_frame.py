"""The picture with which the last session ended, shown again before anything else is loaded.

Loading what draws the screen takes half a second and more; until then the terminal shows what it showed last
time, and once the screen is drawn only what differs needs to be sent. Nothing is read from the library for
it, and neither Textual nor rich is needed.

The picture is kept as text and parameters of colours, never as escape sequences: those are made anew from
what can do no harm, so that the file cannot steer the terminal.
"""

import json
import os
import re
import signal
import sys
import termios
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import NamedTuple

Runs = list[tuple[str, str]]

NAME = "last_frame.json"
_LONGEST = 400_000  # bytes that are read of the file: a large screen with a colour of its own for every cell
_LARGEST = (1000, 500)  # cells
_COLOURS = re.compile(r"[0-9;:]{0,80}")
_DECIDING = ("TERM", "COLORTERM", "NO_COLOR", "LC_ALL", "LC_CTYPE", "LANG")  # what decides how a screen looks
_ENTER, _LEAVE = "\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[2J", "\x1b[m\x1b[?7h\x1b[?1049l\x1b[?25h"
_MODES_OFF = "".join(f"\x1b[?{mode}l" for mode in (1000, 1003, 1004, 1006, 1015, 2004, 2048)) + "\x1b[<u"
_ENDS = (signal.SIGHUP, signal.SIGTERM, signal.SIGQUIT)
_INPUT, _LOCAL = 0, 3  # the places of these flags in what termios gives


class Frame(NamedTuple):  # dataclasses take longer to load than the picture takes to show
    """A picture of the terminal.

    Attributes:
        width: in cells.
        height: in lines.
        lines: each as runs: text, and the parameters of its SGR sequence (ECMA-48, 8.3.117).
    """

    width: int
    height: int
    lines: Sequence[Runs]


class Terminal:
    """The terminal while the picture stands on it.

    Attributes:
        frame: what it shows; None where it was left alone, or given back.
    """

    def __init__(self, frame: Frame | None) -> None:
        self.frame = frame

    def take_over(self) -> Frame | None:
        """Draw on the picture from now on, and restore the terminal in the end; gives the picture."""
        frame, self.frame = self.frame, None
        return frame

    def give_back(self) -> None:
        """Take the picture away, so that lines can be printed."""
        if self.frame:
            _write(_LEAVE)
            self.frame = None


@contextmanager
def shown(folder: Path) -> Iterator[Terminal]:
    """Show the picture kept in a data folder, if there is one for a terminal like this one.

    What is typed meanwhile is neither echoed nor lost. However the block ends, the terminal is afterwards as
    it was before, unless somebody took it over.
    """
    terminal = Terminal(_kept(folder))
    if terminal.frame is None:
        yield terminal
        return
    attributes = termios.tcgetattr(0)

    def restore() -> None:
        terminal.give_back()
        with suppress(termios.error):
            termios.tcsetattr(0, termios.TCSANOW, attributes)

    handlers = {number: signal.signal(number, _ending(restore)) for number in _ENDS}
    try:
        quiet = [*attributes]
        quiet[_INPUT] &= ~(termios.ICRNL | termios.IXON)
        quiet[_LOCAL] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
        termios.tcsetattr(0, termios.TCSANOW, quiet)
        _write(_ENTER + "".join(_painted(terminal.frame)))
        yield terminal
    finally:
        restore()
        for number, handler in handlers.items():
            signal.signal(number, handler)


def keep(folder: Path, frame: Frame) -> None:
    """Have a picture shown when the next session begins; where that fails, the next one begins as before."""
    from tui_reader.library.private_files import replacing  # noqa: PLC0415 - SQLite

    value = {
        "terminal": _terminal(),
        "size": [frame.width, frame.height],
        "lines": frame.lines,
    }
    with suppress(OSError), replacing(folder / NAME, lasts=False) as new:
        new.write_text(json.dumps(value, ensure_ascii=False), "utf-8", "replace")


def _kept(folder: Path) -> Frame | None:
    try:
        size = os.get_terminal_size(0)
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            return None
        descriptor = os.open(folder / NAME, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(descriptor, "rb") as file:
            if os.fstat(descriptor).st_uid != os.geteuid():
                return None
            value = json.loads(file.read(_LONGEST))
        return _frame(value, size) if value["terminal"] == _terminal() else None
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def _frame(value: dict[str, object], size: os.terminal_size) -> Frame | None:
    """The picture, if its shape is sound and the terminal's size is still the same."""
    lines = value["lines"]
    if value["size"] != [*size] or not isinstance(lines, list) or size > _LARGEST:
        return None
    return Frame(*size, [[_run(*run) for run in line] for line in lines[: size.lines]])


def _run(text: object, colours: object) -> tuple[str, str]:
    if not isinstance(text, str) or not isinstance(colours, str) or not _COLOURS.fullmatch(colours):
        raise ValueError("no run of a picture")
    return "".join(sign if sign.isprintable() else " " for sign in text), colours


def _painted(frame: Frame) -> Iterator[str]:
    for number, line in enumerate(frame.lines, 1):
        yield f"\x1b[{number}H"
        for text, colours in line:
            yield f"\x1b[{colours}m{text}\x1b[m" if colours else text


def _terminal() -> list[str]:
    return [os.environ.get(name, "") for name in _DECIDING]


def _write(text: str) -> None:
    with suppress(OSError):
        os.write(2, text.encode("utf-8", "replace"))


def _ending(restore: Callable[[], None]) -> Callable[[int, FrameType | None], None]:
    """Ends the process at a signal, even while the app is just taking the terminal over."""

    def end(number: int, _frame: FrameType | None) -> None:
        restore()
        _write(_MODES_OFF + _LEAVE)
        os._exit(128 + number)

    return end
