"""The app's end of a search process: starts it with the first question, and again when it has died."""

import subprocess
import sys
import threading
from array import array
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import TypeAlias

import tui_reader
from tui_reader.archive.search_process import wire
from tui_reader.archive.search_process.wire import Fields
from tui_reader.errors import LibraryError, QueryError

Answer: TypeAlias = "tuple[Fields, array[int]]"

# `-P` and a path of our own choice: a folder that one happens to be in must not supply modules.
_START = (
    "import sys; sys.path.append(sys.argv[1]); "
    "from tui_reader.archive.search_process.server import main; main(sys.argv[2])"
)
_ROOT = str(Path(tui_reader.__file__).parents[1])
_LOOK_AGAIN = 0.01  # seconds between two looks at whether a question was cancelled


class ProcessGoneError(Exception):
    """The process could not be started, has died, or failed at the question."""


class _Line:
    """A running process and the questions that wait for its answer."""

    def __init__(self, folder: Path) -> None:
        words = [sys.executable, "-P", "-c", _START, _ROOT, str(folder)]
        self.process = subprocess.Popen(  # noqa: S603 - this very program
            words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        if self.process.stdin is None or self.process.stdout is None:
            raise OSError("no pipes")
        self._questions, self._answers = self.process.stdin, self.process.stdout
        self._waiting: dict[int, _Waiting] = {}
        self._lock = threading.Lock()
        self._is_open = True
        threading.Thread(target=self._listen, name="search-process", daemon=True).start()

    @property
    def is_open(self) -> bool:
        """Whether answers may still come."""
        return self._is_open and self.process.poll() is None

    def ask(self, name: int, fields: Fields) -> "_Waiting":
        """Send a question."""
        waiting = _Waiting()
        with self._lock:
            if not self._is_open:
                raise ProcessGoneError
            self._waiting[name] = waiting
        self.tell({"id": name, **fields})
        return waiting

    def tell(self, fields: Fields) -> None:
        """Send what is not answered."""
        try:
            with self._lock:
                wire.write(self._questions, fields)
        except (OSError, ValueError) as error:  # broken, or closed already
            raise ProcessGoneError from error

    def close(self, patience: float) -> None:
        """End the process, which may do so by itself for so many seconds."""
        with suppress(OSError), self._lock:  # it may be gone already
            self._questions.close()
        try:
            self.process.wait(patience)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _listen(self) -> None:
        with suppress(OSError, ValueError, KeyError, TypeError), self._answers as answers:
            while message := wire.read(answers):
                waiting = self._waiting.pop(wire.number(message[0], "id"))
                waiting.answer = message
                waiting.done.set()
        with self._lock:
            self._is_open = False
        for waiting in self._waiting.values():
            waiting.done.set()


class _Waiting:
    """A question that was sent."""

    def __init__(self) -> None:
        self.done = threading.Event()
        self.answer: Answer | None = None


class SearchProcess:
    """A process that answers questions about the archive of a data folder; any thread may ask.

    Args:
        folder: the data folder.
        patience: seconds for which closing lets it finish what it writes; one that only reads needs none.
    """

    def __init__(self, folder: Path, patience: float = 0.0) -> None:
        self._folder = folder
        self._patience = patience
        self._line: _Line | None = None
        self._names = count()
        self._lock = threading.Lock()

    @property
    def pid(self) -> int | None:
        """The running process, None before the first question."""
        line = self._line
        return line.process.pid if line and line.is_open else None

    def start(self) -> None:
        """Start the process if it does not run.

        Raises:
            ProcessGoneError: it cannot be started.
        """
        with self._lock:
            if self._line and self._line.is_open:
                return
            if self._line:
                self._line.close(self._patience)
            try:
                self._line = _Line(self._folder)
            except OSError as error:
                raise ProcessGoneError from error

    def ask(self, do: str, cancelled: Callable[[], bool] = lambda: False, **fields: object) -> Answer:
        """Ask a question and wait for the answer.

        Args:
            do: what to do, see `server`.
            cancelled: asked again and again; once true, the process is told, and what it has is the answer.
            fields: the question.

        Raises:
            LibraryError: the library or the index cannot be used.
            QueryError: the query cannot be understood.
            ProcessGoneError: there is no answer.
        """
        self.start()
        line, name = self._line, next(self._names)
        if line is None:
            raise ProcessGoneError
        waiting = line.ask(name, {"do": do, **fields})
        while not waiting.done.wait(_LOOK_AGAIN):
            if cancelled():
                line.tell({"id": name, "do": "cancel"})
                waiting.done.wait()
        if waiting.answer is None:
            raise ProcessGoneError
        _raise_failure(waiting.answer[0])
        return waiting.answer

    def close(self) -> None:
        """End the process; the next question starts another one."""
        with self._lock:
            line, self._line = self._line, None
        if line:
            line.close(self._patience)


def _raise_failure(answer: Fields) -> None:
    match answer.get("error"):
        case None:
            return
        case "query":
            raise QueryError(
                wire.text(answer, "query"),
                wire.number(answer, "start"),
                wire.number(answer, "end"),
                wire.text(answer, "reason"),
            )
        case "library":
            raise LibraryError(wire.text(answer, "reason"))
    raise ProcessGoneError(wire.text(answer, "reason"))
