"""Writes bookmarks and reading marks in a thread of its own, one after the other, so that no key waits."""

from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

from textual.message import Message

from tui_reader.app.rendering.moments import counted
from tui_reader.archive import Archive
from tui_reader.errors import ReaderError
from tui_reader.library import Draft
from tui_reader.news.bookmark import bookmark_name
from tui_reader.news.corrections import Correction


@dataclass
class MarksChanged(Message):
    """Marks are on disk.

    Attributes:
        update_ids: which updates they are on.
        outcome: what to tell the user; empty where it can be seen.
    """

    update_ids: Collection[str]
    outcome: str = ""


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
        """Remember that an update was read, by itself."""
        self._ask(partial(self._mark_read, update_id))

    def toggle_read(self, update_id: str) -> None:
        """Take an update for unread, or for read where it is unread."""
        self._ask(partial(self._toggle_read, update_id))

    def set_read(self, update_ids: Callable[[], Sequence[str]], read: bool, name: str) -> None:
        """Take many updates, called by that name, for read or unread; which ones, the thread asks."""
        self._ask(partial(self._set_read, update_ids, read, name))

    def toggle_bookmark(self, update_id: str, quotation_id: str | None = None) -> None:
        """Set a bookmark on an update or a quotation, or take it away where there is one."""
        self._ask(partial(self._toggle_bookmark, update_id, quotation_id))

    def annotate(self, update_id: str, quotation_id: str | None, note: str, tags: Sequence[str]) -> None:
        """Give the bookmark of an update or a quotation that note and those tags; set it if need be."""
        self._ask(partial(self._annotate, update_id, quotation_id, note, tags))

    def keep_draft(self, draft: Draft) -> None:
        """Keep what is being typed."""
        self._ask(partial(self._keep_draft, draft))

    def discard_draft(self, name: str) -> None:
        """Forget what was typed for that bookmark."""
        self._ask(partial(self._discard_draft, name))

    def correct(self, correction: Correction) -> None:
        """Take the reader's word on a quotation."""
        self._ask(partial(self._correct, correction))

    def uncorrect(self, update_id: str, quotation_id: str) -> None:
        """Take the reader's word on a quotation back."""
        self._ask(partial(self._uncorrect, update_id, quotation_id))

    def undo(self) -> None:
        """Undo the last step."""
        self._ask(self._undo)

    def close(self) -> None:
        """Wait until everything that was asked for is on disk."""
        self._thread.shutdown(wait=True)

    def _ask(self, write: Callable[[], Message]) -> None:
        self._thread.submit(self._run, write)

    def _run(self, write: Callable[[], Message]) -> None:
        try:
            message = write()
        except ReaderError as error:
            message = MarkRefused(error)
        self._post(message)

    def _mark_read(self, update_id: str) -> Message:
        self._archive.marks.mark_read(update_id)
        return MarksChanged({update_id})

    def _toggle_read(self, update_id: str) -> Message:
        view = self._archive.update(update_id)
        self._archive.marks.set_read([update_id], not (view and view.is_read), "one update")
        return MarksChanged({update_id})

    def _set_read(self, update_ids: Callable[[], Sequence[str]], read: bool, name: str) -> Message:
        ids, state = update_ids(), "read" if read else "unread"
        count = self._archive.marks.set_read(ids, read, name)
        done = f"{counted(count, 'update')} marked {state}. u undoes it"
        return MarksChanged(set(ids), done if count else f"{name}: {state} already")

    def _toggle_bookmark(self, update_id: str, quotation_id: str | None) -> Message:
        view = self._archive.update(update_id)
        there = self._archive.marks.bookmark_on(view, quotation_id) if view else None
        self._archive.marks.set_bookmark(update_id, there is None, quotation_id)
        return MarksChanged({update_id}, _told(quotation_id, there is None, bool(there and there.note)))

    def _annotate(self, update_id: str, quotation_id: str | None, note: str, tags: Sequence[str]) -> Message:
        self._archive.marks.annotate(update_id, note, tags, quotation_id)
        self._archive.drafts.discard(bookmark_name(update_id, quotation_id))
        return MarksChanged({update_id}, "Saved. u undoes it")

    def _keep_draft(self, draft: Draft) -> Message:
        self._archive.drafts.keep(draft)
        return MarksChanged(())

    def _discard_draft(self, name: str) -> Message:
        self._archive.drafts.discard(name)
        return MarksChanged(())

    def _correct(self, correction: Correction) -> Message:
        self._archive.marks.correct(correction)
        speaker = correction.speaker or "unattributed"
        outcome = f"Speaker: {speaker}" if correction.is_quotation else "Not a quotation"
        return QuotationsChanged(correction.update_id, f"{outcome}. u undoes it")

    def _uncorrect(self, update_id: str, quotation_id: str) -> Message:
        self._archive.marks.uncorrect(update_id, quotation_id)
        return QuotationsChanged(update_id, "Correction taken back. u undoes that")

    def _undo(self) -> Message:
        step = self._archive.marks.undo()
        if step is None:
            return MarksChanged((), "Nothing to undo")
        outcome = f"Undone: {step.what}"
        if step.requoted_id:
            return QuotationsChanged(step.requoted_id, outcome)
        return MarksChanged(set(step.update_ids), outcome)


def _told(quotation_id: str | None, is_set: bool, had_note: bool) -> str:
    """What to tell of a bookmark; that an update bears one can be seen."""
    if is_set:
        return "Quotation bookmarked" if quotation_id else ""
    note = " with its note" if had_note else ""
    return f"Bookmark taken away{note}. u brings it back" if quotation_id or note else ""
