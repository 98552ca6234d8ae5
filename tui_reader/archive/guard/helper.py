"""The handle on one helper process."""

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tui_reader.archive.guard.limits import Limits
from tui_reader.reading import Document

_START = """import json, sys
sys.path[:] = json.loads(sys.argv[1])
from tui_reader.archive.guard.child import main
main()"""
_PATIENCE = 60.0  # seconds beyond its limits after which a helper that does not move is given up
_OUT_OF_MEMORY = 12  # exit code of `child`, which is not imported here: it brings the parsers
_AT_ONCE = 1 << 20


class HelperEnded(Exception):  # noqa: N818 - an event: the caller turns it into a refusal
    """The helper ended before it had answered.

    Attributes:
        reason: why, as the end of a refusal; None where it ended because it was idle.
    """

    def __init__(self, reason: str | None) -> None:
        super().__init__(reason)
        self.reason = reason


class Helper:
    """A running helper process, in a session of its own: the keyboard's signals do not reach it.

    Args:
        limits: for each document.

    Attributes:
        is_busy: it was sent a document whose answer was not read to its end.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.is_busy = False
        self._known_speakers: tuple[str, ...] | None = None
        self._received = bytearray()
        paths = json.dumps([path or str(Path.cwd()) for path in sys.path])
        # Isolated (-I): no variable of the environment and no folder but these decide what it runs.
        settings = (paths, str(limits.memory), str(limits.idle_seconds))
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter, no shell
            [sys.executable, "-I", "-c", _START, *settings],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            start_new_session=True,
            cwd="/",
        )
        assert self._process.stdin and self._process.stdout  # noqa: S101, PT018 - both are pipes
        self._to, self._from = self._process.stdin.fileno(), self._process.stdout.fileno()
        os.set_blocking(self._to, False)

    def has_ended(self) -> bool:
        """Whether it ended by itself, or was ended by somebody else."""
        return self._process.poll() is not None

    def send(self, document: Document, known_speakers: tuple[str, ...]) -> None:
        """Send a document; `answer` tells what comes of it, also if it could not be sent."""
        is_known = known_speakers == self._known_speakers
        header = {
            "name": document.name,
            "url": document.url,
            "declared_encoding": document.declared_encoding,
            "size": len(document.content),
            "known_speakers": None if is_known else known_speakers,
            "seconds": self._limits.seconds,
            "seconds_in_all": self._limits.seconds_in_all,
        }
        self._known_speakers = known_speakers
        self.is_busy = True
        try:
            self._write(json.dumps(header).encode() + b"\n")
            self._write(document.content)
        except BrokenPipeError:
            return

    def answer(self) -> Iterator[dict[str, Any]]:
        """The messages of the answer, the last of which is no live blog.

        Raises:
            HelperEnded: it ended instead, or was ended because it took too long or said too much.
        """
        left = self._limits.answer
        while True:
            line = self._line(left)
            left -= len(line)
            message = json.loads(line)
            self.is_busy = message["kind"] == "live_blog"
            yield message
            if not self.is_busy:
                return

    def end(self) -> None:
        """End it at once, and wait until it is gone."""
        self._process.kill()
        with self._process:  # closes the pipes
            pass

    # --- pipes

    def _write(self, data: bytes) -> None:
        end = time.monotonic() + _PATIENCE
        rest = memoryview(data)
        while rest:
            _, ready, _ = select.select([], [self._to], [], max(end - time.monotonic(), 0))
            if not ready:
                self._process.kill()
                raise BrokenPipeError
            rest = rest[os.write(self._to, rest[:_AT_ONCE]) :]

    def _line(self, most: int) -> bytes:
        searched = 0
        while (at := self._received.find(b"\n", searched)) < 0:
            searched = len(self._received)
            if searched > most:
                break
            self._received += self._piece()
        if max(at, searched) > most:
            raise self._ended("holds more text than is read from one source; split it")
        line = bytes(self._received[:at])
        del self._received[: at + 1]
        return line

    def _piece(self) -> bytes:
        ready, _, _ = select.select([self._from], [], [], self._limits.seconds_in_all + _PATIENCE)
        if not ready:
            raise self._ended(self._too_slow())
        piece = os.read(self._from, _AT_ONCE)
        if not piece:
            raise self._ended(None)
        return piece

    def _ended(self, reason: str | None) -> HelperEnded:
        """The helper is gone, or to be ended for this reason."""
        if reason:
            self._process.kill()
        code = self._process.wait()
        return HelperEnded(reason or self._reason(code))

    def _reason(self, code: int) -> str | None:
        if code == 0:
            return None
        if code == -signal.SIGPROF:
            return self._too_slow()
        if code in (_OUT_OF_MEMORY, -signal.SIGKILL):
            return f"needs more than {self._limits.memory / 2**30:.2g} GB of memory to be read; it was not"
        return "makes its parser fail; it was not read"

    def _too_slow(self) -> str:
        return f"takes more than {self._limits.seconds:g} seconds to be read; it was not"
