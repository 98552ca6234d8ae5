"""The end of a session, whatever brings it about: a signal, a dropped line, a frozen link.

A signal must leave a restored terminal and no process behind. Textual's own way to leave needs a running
event loop, and the loop stands still when the line to the terminal is frozen in mid-output; so handlers are
set with `signal.signal`, which interrupts even that, and a deadline ends the process when the orderly way
takes too long. A terminal that is gone without a signal (`nohup`, `setsid`) is noticed by a thread that
waits for the hang-up of the input.
"""

import asyncio
import os
import select
import signal
import threading
from collections.abc import Callable
from types import FrameType

_DEADLINE = 2.0  # seconds for the orderly way out
_SIGNALS = (signal.SIGHUP, signal.SIGTERM, signal.SIGQUIT, signal.SIGINT)
_GONE = select.POLLHUP | select.POLLERR | select.POLLNVAL


class LifeCycle:
    """Ends the session when the system asks for it.

    Args:
        leave: begins the orderly way out with this exit code; called in the event loop.
        save: puts the user's work on disk; called from any thread, perhaps more than once.
        terminal: file descriptor of the terminal's input.
    """

    def __init__(self, leave: Callable[[int], None], save: Callable[[], None], terminal: int = 0) -> None:
        self._leave = leave
        self._save = save
        self._terminal = terminal

    def begin(self) -> None:
        """Watch out from now on; to be called in the event loop of the main thread."""
        loop = asyncio.get_running_loop()

        def handle(number: int, _frame: FrameType | None) -> None:
            self._set_deadline(128 + number)
            loop.call_soon_threadsafe(self._end, number)

        for number in _SIGNALS:
            signal.signal(number, handle)
        threading.Thread(target=self._wait_for_hang_up, daemon=True, name="hang-up").start()

    def _end(self, number: int) -> None:
        if self._is_terminal_gone(0):
            self._end_without_terminal()
        self._leave(128 + number)

    def _wait_for_hang_up(self) -> None:
        self._is_terminal_gone(None)
        self._end_without_terminal()

    def _end_without_terminal(self) -> None:
        """Nothing is left to restore, and whatever writes to the terminal may block for ever."""
        code = 128 + signal.SIGHUP
        self._set_deadline(code)
        self._save()
        os._exit(code)

    def _is_terminal_gone(self, milliseconds: int | None) -> bool:
        poll = select.poll()
        poll.register(self._terminal, 0)
        return any(happened & _GONE for _, happened in poll.poll(milliseconds))

    def _set_deadline(self, code: int) -> None:
        timer = threading.Timer(_DEADLINE, os._exit, (code,))
        timer.daemon = True
        timer.start()
