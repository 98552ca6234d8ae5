"""Writes bookmarks and reading marks in a thread of its own, one after the other, so that no key waits."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

from textual.message import Message

from tui_reader.archive import Archive
from tui_reader.errors import ReaderError
from tui_reader.news.corrections import Correction


@dataclass
class MarksChanged(Message):
    """A mark is on disk.

    Attributes:
        update_id: which update it is on.
        is_read: whether it is read; None where that did not change.
        is_bookmarked: whether it is bookmarked; None where that did not change.
    """

    update_id: str
    is_read: bool | None = None
    is_bookmarked: bool | None = None


@dataclass
class QuotationsChanged(Message):
    """A correction, or that one was taken back, is on disk.

    Attributes:
        update_id: which update's quotations changed.
        outcome: what to tell the user.
    """

    update_id: str
    outcome: str


@dataclass
class MarkRefused(Message):
    """A mark could not be written.

    Attributes:
        error: why.
    """

    error: ReaderError


class MarkWriter:
    """Writes marks in the order in which they are asked for.

    Args:
        archive: where the marks live.
        post: takes the messages that tell what was written; called from the writing thread.
    """

    def __init__(self, archive: Archive, post: Callable[[Message], object]) -> None:
        self._archive = archive
        self._post = post
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="marks")

    def mark_read(self, update_id: str) -> None:
        """Remember that an update was read."""
        self._thread.submit(self._run, self._mark_read, update_id)

    def toggle_bookmark(self, update_id: str) -> None:
        """Set a bookmark, or take it away where there is one."""
        self._thread.submit(self._run, self._toggle_bookmark, update_id)

    def correct(self, correction: Correction) -> None:
        """Take the reader's word on a quotation."""
        self._thread.submit(self._run, partial(self._correct, correction), correction.update_id)

    def uncorrect(self, update_id: str, quotation_id: str) -> None:
        """Take the reader's word on a quotation back."""
        self._thread.submit(self._run, partial(self._uncorrect, quotation_id), update_id)

    def close(self) -> None:
        """Wait until everything that was asked for is on disk."""
        self._thread.shutdown(wait=True)

    def _run(self, write: Callable[[str], Message], update_id: str) -> None:
        try:
            message = write(update_id)
        except ReaderError as error:
            message = MarkRefused(error)
        self._post(message)

    def _mark_read(self, update_id: str) -> Message:
        self._archive.marks.mark_read(update_id)
        return MarksChanged(update_id, is_read=True)

    def _correct(self, correction: Correction, update_id: str) -> Message:
        self._archive.marks.correct(correction)
        speaker = correction.speaker or "unattributed"
        outcome = f"Speaker: {speaker}" if correction.is_quotation else "Not a quotation"
        return QuotationsChanged(update_id, f"{outcome}. u takes the correction back")

    def _uncorrect(self, quotation_id: str, update_id: str) -> Message:
        self._archive.marks.uncorrect(update_id, quotation_id)
        return QuotationsChanged(update_id, "Correction taken back")

    def _toggle_bookmark(self, update_id: str) -> Message:
        view = self._archive.update(update_id)
        wanted = view is None or not view.is_bookmarked
        self._archive.marks.set_bookmark(update_id, wanted)
        return MarksChanged(update_id, is_bookmarked=wanted)
