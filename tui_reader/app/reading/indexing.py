"""The index that searches need: kept up to date, and built anew where it is damaged."""

import time
from collections.abc import Callable
from contextlib import suppress

from textual import work
from textual.message import Message
from textual.worker import get_current_worker

from tui_reader.app.mark_writer import QuotationsChanged
from tui_reader.app.reading.room import ReadingRoom
from tui_reader.errors import ReaderError

_MOST_REBUILDS = 3  # in a session; then it is the disk that is damaged
_TRIES = 240  # to catch up while another program is at it
_BETWEEN_TRIES = 0.25  # seconds


class IndexCaughtUp(Message):
    """The index holds every update of the library."""


class Indexing(ReadingRoom):
    """Brings the index up to date in the background."""

    _is_index_behind = True
    _rebuilds = 0

    def on_mount(self) -> None:
        """What takes time waits until something is on the screen."""
        self.call_after_refresh(self._catch_up_index)

    def search_failed(self) -> None:
        """Build the index anew if that is why; a disk that damages it again and again is left alone."""
        if not self._is_index_behind and self._rebuilds < _MOST_REBUILDS:
            self._is_index_behind = True
            self._rebuilds += 1
            self._catch_up_index()

    @work(thread=True, group="index")
    def _catch_up_index(self) -> None:
        """What was imported by another program, or in an interrupted import, becomes searchable."""
        worker = get_current_worker()
        try:
            self._wait_for_index(lambda: worker.is_cancelled)
        except ReaderError as error:
            self.app.call_from_thread(self.notify, str(error), severity="warning")
        self.post_message(IndexCaughtUp())
        with suppress(ReaderError):  # an index that stays unmerged answers as well, only later
            self._archive.merge_index(cancelled=lambda: worker.is_cancelled)

    def _wait_for_index(self, cancelled: Callable[[], bool]) -> None:
        """Catch up; whoever is at the index now may have begun before the newest change came."""
        for _ in range(_TRIES):
            if self._archive.catch_up_index(cancelled=cancelled) or cancelled():
                return
            time.sleep(_BETWEEN_TRIES)

    def on_index_caught_up(self) -> None:
        """Know of it."""
        self._is_index_behind = False

    def on_quotations_changed(self, _event: QuotationsChanged) -> None:
        """Let searches know of a corrected speaker."""
        self._catch_up_index()
