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
    """Ends the session when the system asks for it, with exit code 128 + the number of the signal.

    Args:
        leave: begins the orderly way out with this exit code; called in the event loop.
        terminal: file descriptor of the terminal's input.
    """

    def __init__(self, leave: Callable[[int], None], terminal: int = 0) -> None:
        self._leave = leave
        self._terminal = terminal

    def begin(self) -> None:
        """Watch out from now on; to be called in the event loop of the main thread."""
        loop = asyncio.get_running_loop()

        def end(number: int, _frame: FrameType | None = None) -> None:
            code = 128 + number
            deadline = threading.Timer(_DEADLINE, os._exit, (code,))
            deadline.daemon = True
            deadline.start()
            loop.call_soon_threadsafe(self._leave, code)

        for number in _SIGNALS:
            signal.signal(number, end)
        threading.Thread(target=self._wait_for_hang_up, args=(end,), daemon=True, name="hang-up").start()

    def _wait_for_hang_up(self, end: Callable[[int], None]) -> None:
        poll = select.poll()
        poll.register(self._terminal, 0)
        while not any(happened & _GONE for _, happened in poll.poll()):
            pass
        end(signal.SIGHUP)
