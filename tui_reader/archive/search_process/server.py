"""The search process itself: answers the questions of one app until its input ends."""

import os
import threading
from array import array
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import BinaryIO, TypeAlias

from tui_reader.archive.search_process import wire
from tui_reader.archive.search_process.wire import Fields
from tui_reader.archive.search_result import SearchEngine
from tui_reader.errors import QueryError, ReaderError

Cancelled: TypeAlias = Callable[[], bool]
Answer: TypeAlias = "tuple[Fields, array[int] | None]"

_NICENESS = 10
_AT_ONCE = 4  # questions: a long search, the next one, and small ones that must not wait for either
_LAST_SECONDS = 2.0  # for what is under way when the app is gone


class Server:
    """Answers questions with an engine, several at once.

    Args:
        engine: what searches.
        output: takes the answers, each as it is ready.
    """

    def __init__(self, engine: SearchEngine, output: BinaryIO) -> None:
        self._engine = engine
        self._output = output
        self._writing = threading.Lock()
        self._cancelled: dict[int, threading.Event] = {}
        self._asking: Mapping[str, Callable[[Fields, Cancelled], Answer]] = {
            "search": self._search,
            "numbers": self._numbers,
            "hours": self._hours,
            "related": self._related,
            "complete": self._complete,
            "did_you_mean": self._did_you_mean,
            "catch_up": self._catch_up,
            "merge": self._merge,
        }

    def serve(self, questions: BinaryIO) -> None:
        """Answer until there is no further question; what is still being answered then is cancelled."""
        with ThreadPoolExecutor(_AT_ONCE) as threads:
            while message := wire.read(questions):
                fields, _ = message
                name = wire.number(fields, "id")
                if fields["do"] == "cancel":
                    self._cancelled.get(name, threading.Event()).set()
                else:
                    self._cancelled[name] = threading.Event()
                    threads.submit(self._answer, name, fields)
            deadline = threading.Timer(_LAST_SECONDS, os._exit, (0,))
            deadline.daemon = True
            deadline.start()
            for event in [*self._cancelled.values()]:
                event.set()

    def _answer(self, name: int, fields: Fields) -> None:
        cancelled = self._cancelled[name]
        try:
            answer, numbers = self._asking[wire.text(fields, "do")](fields, cancelled.is_set)
        except Exception as error:  # the app must not wait for ever
            answer, numbers = _failure(error), None
        del self._cancelled[name]
        with self._writing:
            wire.write(self._output, {"id": name, **answer}, numbers)

    # --- the questions

    def _search(self, asked: Fields, cancelled: Cancelled) -> Answer:
        limit = asked["limit"]
        found = self._engine.search(
            wire.text(asked, "query"),
            as_you_type=bool(asked["as_you_type"]),
            limit=limit if isinstance(limit, int) else None,
            cancelled=cancelled,
        )
        return {"days": found.days, "is_complete": found.is_complete}, found.numbers

    def _related(self, asked: Fields, _cancelled: Cancelled) -> Answer:
        found = self._engine.related(wire.text(asked, "update_id"), wire.number(asked, "limit"))
        return {"days": found.days, "is_complete": found.is_complete}, found.numbers

    def _hours(self, asked: Fields, cancelled: Cancelled) -> Answer:
        query, as_you_type = wire.text(asked, "query"), bool(asked["as_you_type"])
        return {}, self._engine.hours(query, as_you_type=as_you_type, cancelled=cancelled)

    def _complete(self, asked: Fields, _cancelled: Cancelled) -> Answer:
        found = self._engine.complete(wire.text(asked, "query"), wire.number(asked, "cursor"))
        return {"places": [(way.start, way.end) for way in found], "texts": [way.text for way in found]}, None

    def _did_you_mean(self, asked: Fields, _cancelled: Cancelled) -> Answer:
        return {"query": self._engine.did_you_mean(wire.text(asked, "query"))}, None

    def _numbers(self, asked: Fields, _cancelled: Cancelled) -> Answer:
        query, as_you_type = wire.text(asked, "query"), bool(asked["as_you_type"])
        return {}, self._engine.numbers(query, as_you_type=as_you_type)

    def _catch_up(self, _asked: Fields, cancelled: Cancelled) -> Answer:
        return {"is_done": self._engine.catch_up(lambda _, __: None, cancelled)}, None

    def _merge(self, _asked: Fields, cancelled: Cancelled) -> Answer:
        self._engine.merge(cancelled)
        return {}, None


def _failure(error: Exception) -> Fields:
    match error:
        case QueryError():
            return {
                "error": "query", "query": error.query, "start": error.start, "end": error.end,
                "reason": error.reason,
            }  # fmt: skip
        case ReaderError():
            return {"error": "library", "reason": str(error)}
    return {"error": "defect", "reason": f"{type(error).__name__}: {error}"}


def main(folder: str) -> None:
    """Serve the app that started this process, on the archive of a data folder."""
    from tui_reader.archive.searching import LibrarySearch  # noqa: PLC0415 - only the process itself searches
    from tui_reader.library import Library, Marks  # noqa: PLC0415

    os.nice(_NICENESS)
    questions, output = os.fdopen(0, "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what is printed by mistake must not come between the answers
    marks = Marks(Path(folder))
    Server(LibrarySearch(Library(Path(folder), marks), marks, Path(folder) / "index"), output).serve(
        questions
    )
