"""Hands documents to a helper process and tells what came of them."""

import atexit
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress

from tui_reader.archive.guard.helper import Helper, HelperEnded
from tui_reader.archive.guard.limits import Limits
from tui_reader.archive.parsing import Outcome, Tag
from tui_reader.errors import SourceError
from tui_reader.news import LiveBlog
from tui_reader.news.json_form import from_object
from tui_reader.reading import Document, Reading, ReadingWarning

_LIMITS = Limits()
_FAILS = "makes its parser fail; it was not read"


class GuardedParser:
    """Parses within limits; a `Parser`.

    Args:
        limits: for each document.
        on_defect: is told the details when the parser itself failed; they may hold text of the document.
    """

    def __init__(self, limits: Limits = _LIMITS, on_defect: Callable[[str], object] = lambda _: None) -> None:
        self._limits = limits
        self._on_defect = on_defect

    def parsed(
        self, documents: Iterable[tuple[Tag, Document]], known_speakers: Iterable[str] = ()
    ) -> Iterator[tuple[Tag, Outcome]]:
        """What comes of each document; see `Parser.parsed`.

        The helper is at the next document while the caller is at what came of the last one.
        """
        speakers = tuple(known_speakers)
        with _lent(self._limits) as lent:
            waiting: tuple[Tag, Document] | None = None
            for tag, document in documents:
                finished = waiting and (waiting[0], self._outcome(lent, waiting[1], speakers))
                lent.helper().send(document, speakers)
                waiting = tag, document
                if finished:
                    yield finished
            if waiting:
                yield waiting[0], self._outcome(lent, waiting[1], speakers)

    def _outcome(self, lent: "_Lent", document: Document, speakers: tuple[str, ...]) -> Outcome:
        """What comes of the document that the helper has; one that was idle too long gets a successor."""
        for _ in range(2):
            try:
                return self._reading(lent.helper(), document.name)
            except HelperEnded as ended:
                lent.drop()
                if ended.reason:
                    return SourceError(document.name, ended.reason)
                lent.helper().send(document, speakers)
            except (ValueError, TypeError, KeyError):  # an answer that no sound helper gives
                lent.drop()
                return SourceError(document.name, _FAILS)
        return SourceError(document.name, "cannot be read: its parser ends at once")

    def _reading(self, helper: Helper, name: str) -> Outcome:
        blogs: list[LiveBlog] = []
        for message in helper.answer():
            match message:
                case {"kind": "live_blog", "live_blog": found}:
                    blogs.append(from_object(found))
                case {"kind": "done", "warnings": warnings}:
                    return Reading(tuple(blogs), tuple(_warning(*warning) for warning in warnings))
                case {"kind": "refused", "reason": str(reason)}:
                    return SourceError(name, reason)
                case {"kind": "defect", "what": str(what), "details": str(details)}:
                    with suppress(OSError):  # a log that cannot be written
                        self._on_defect(details)
                    return SourceError(name, f"makes its parser fail ({what}); it was not read")
        raise ValueError(_FAILS)


def _warning(source: object, line: object, text: object) -> ReadingWarning:
    if not (isinstance(source, str) and isinstance(line, int | None) and isinstance(text, str)):
        raise TypeError("no warning")
    return ReadingWarning(source, line, text)


class _Lent:
    """The helper that one import uses, replaced when it ends."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._helper: Helper | None = None

    def helper(self) -> Helper:
        """The helper; a new one where there is none."""
        if self._helper is None:
            self._helper = _idle.pop(self._limits, None)
            if self._helper and self._helper.has_ended():
                self.drop()
        if self._helper is None:
            self._helper = Helper(self._limits)
        return self._helper

    def drop(self) -> None:
        """End the helper."""
        if self._helper:
            self._helper.end()
        self._helper = None

    def give_back(self) -> None:
        """Keep the helper for the next import, unless one is waiting or this one was interrupted."""
        helper, self._helper = self._helper, None
        if helper and (helper.is_busy or _idle.setdefault(self._limits, helper) is not helper):
            helper.end()


_idle: dict[Limits, Helper] = {}
"""A helper for the next import in this process, by its limits; each ends by itself after a minute."""


@contextmanager
def _lent(limits: Limits) -> Iterator[_Lent]:
    lent = _Lent(limits)
    try:
        yield lent
    finally:
        lent.give_back()


@atexit.register
def _end_idle() -> None:
    while _idle:
        _idle.popitem()[1].end()
