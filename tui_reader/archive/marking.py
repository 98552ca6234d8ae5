"""What the reader does with updates: bookmarks, notes, corrections, reading marks, saved searches."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from tui_reader.archive.steps import Step, Steps
from tui_reader.errors import LibraryError
from tui_reader.library import Library, Marked, MarkPoint, Marks
from tui_reader.news import Update, UpdateView
from tui_reader.news.bookmark import Bookmark, tags_in_use
from tui_reader.news.corrections import Correction, corrected, quotation_ids
from tui_reader.news.listing import list_headline
from tui_reader.news.requoted import bookmarks_in
from tui_reader.news.saved_search import SavedSearch

_NAMED = 60  # characters of a headline or of quoted words in the name of a step


class Marking:
    """The marks of one data folder, and what they change in its library.

    Every change is on disk when its method returns, and can be undone. Every method may be called from any
    thread, and raises `LibraryError` when the files cannot be used.

    Args:
        library: the updates.
        marks: the marks.
    """

    def __init__(self, library: Library, marks: Marks) -> None:
        self._library = library
        self._marks = marks
        self._steps = Steps()

    def view(self, update_id: str) -> UpdateView | None:
        """One update with all that is around it, from a bookmark's copy where the library lost it."""
        view = self._library.update(update_id)
        if view is None:
            bookmarks = self._marks.bookmarks_on(update_id)
            view = _copy(bookmarks, self.corrections(update_id)) if bookmarks else None
        return view

    def undo(self) -> Step | None:
        """Undo the last step of this session that is not undone; None where there is none.

        Reading marks that were set while updates were on show are no steps.

        Raises:
            LibraryError: what it changed was changed again meanwhile. The step is forgotten.
        """
        step = self._steps.take_last()
        if step is None:
            return None
        update = self._found_anew(step.requoted_id) if step.requoted_id else None
        try:
            self._marks.take_back(step.change)
        except LibraryError as error:
            raise LibraryError(f"cannot undo ({step.what}): {error}") from error
        if update:
            self._library.save_quotations(corrected(update, self.corrections(update.id)))
        return step

    # --- bookmarks

    def bookmarks(self) -> list[Bookmark]:
        """Every bookmark, of updates and of quotations, the latest added first."""
        return self._marks.bookmarks()

    def tags(self) -> list[str]:
        """The tags in use, the most used first."""
        return tags_in_use(self._marks.bookmarks())

    def bookmark_on(self, view: UpdateView, quotation_id: str | None) -> Bookmark | None:
        """The bookmark on an update or its quotation, also where the rules find that quotation no more."""
        there = view.bookmarks.get(quotation_id)
        return there or (self._marks.bookmark(view.update.id, quotation_id) if quotation_id else None)

    def set_bookmark(self, update_id: str, on: bool, quotation_id: str | None = None) -> None:
        """Set a bookmark on an update or a quotation, or take it away with its note and tags.

        Raises:
            LibraryError: there is no such update or quotation.
        """
        view = self._viewed(update_id)
        there = self.bookmark_on(view, quotation_id)
        if on and not there:
            new = self._new_bookmark(view, quotation_id)
            change = self._marks.add_bookmark(new.update, new.live_blog, quotation_id)
            self._steps.add(f"bookmark on {_called(view.update, quotation_id)}", change)
        elif there and not on:
            what = f"bookmark on {_called(view.update, quotation_id)} taken away"
            self._steps.add(what, self._marks.remove_bookmark(there.name))

    def annotate(
        self,
        update_id: str,
        note: str | None = None,
        tags: Sequence[str] | None = None,
        quotation_id: str | None = None,
    ) -> None:
        """Give a bookmark another note, other tags or both; where there is no bookmark, it is set first.

        Raises:
            LibraryError: there is no such update or quotation.
        """
        view = self._viewed(update_id)
        bookmark = self.bookmark_on(view, quotation_id) or self._new_bookmark(view, quotation_id)
        bookmark = replace(
            bookmark,
            note=bookmark.note if note is None else note,
            tags=bookmark.tags if tags is None else tuple(tags),
        )
        what = f"note and tags of {_called(view.update, quotation_id)}"
        self._steps.add(what, self._marks.set_bookmark(bookmark))

    def merge_bookmarks(self, bookmarks: Iterable[Bookmark]) -> int:
        """Take bookmarks in, merged with those on the same things; how many were new or changed."""
        change = self._marks.merge_bookmarks(bookmarks)
        self._steps.add(f"import of {len(change.after):,} bookmarks", change)
        return len(change.after)

    def _viewed(self, update_id: str) -> UpdateView:
        view = self.view(update_id)
        if view is None:
            raise LibraryError(f"no update has the id {update_id}; another program may have removed it")
        return view

    def _new_bookmark(self, view: UpdateView, quotation_id: str | None) -> Bookmark:
        if quotation_id is not None and quotation_id not in quotation_ids(view.update):
            raise LibraryError(f"the update {view.update.id} has no quotation with the id {quotation_id}")
        return Bookmark(view.update, view.live_blog, datetime.now(UTC), quotation_id=quotation_id)

    # --- reading marks

    def mark_read(self, update_id: str) -> None:
        """Remember that an update was read, by itself: no step to undo."""
        self._marks.mark_read([update_id])

    def set_read(self, update_ids: Sequence[str], read: bool, name: str) -> int:
        """Take updates, which a message calls `name`, for read or for unread; how many were not so before."""
        change = (self._marks.mark_read if read else self._marks.mark_unread)(update_ids)
        self._steps.add(f"{name} marked {'read' if read else 'unread'}", change)
        return len(change.after)

    def count_unread(self, update_ids: Sequence[str]) -> int:
        """How many of these updates are unread."""
        read = self._marks.read_ids()
        return sum(update_id not in read for update_id in update_ids)

    # --- what others did

    def point(self) -> MarkPoint:
        """How the marks are now, to ask later what was changed since."""
        return self._marks.point()

    def is_at(self, point: MarkPoint) -> bool:
        """Whether nothing was changed since, by whatever program; cheap enough to ask at every key."""
        return self._marks.is_at(point)

    def marked_since(self, point: MarkPoint) -> set[str]:
        """The ids of the updates whose marks were changed since, here or by another program."""
        return self._marks.marked_since(point)

    def marked(self, update_ids: Iterable[str]) -> Marked:
        """Which of these updates are read and which are bookmarked."""
        return self._marks.marked(list(update_ids))

    # --- saved searches

    def searches(self) -> list[SavedSearch]:
        """The saved searches by name, case aside."""
        return self._marks.searches()

    def save_search(self, name: str, query: str) -> None:
        """Save a query under a name, in place of what was saved under it.

        Raises:
            LibraryError: the name or the query is blank.
        """
        self._steps.add(f"search “{name}” saved", self._marks.save_search(name, query))

    def remove_search(self, name: str) -> None:
        """Remove the search of that name, if there is one."""
        self._steps.add(f"search “{name}” removed", self._marks.remove_search(name))

    # --- corrections

    def correct(self, correction: Correction) -> None:
        """Take the reader's word on a quotation; it is kept over re-imports.

        Raises:
            LibraryError: there is no such update.
        """
        update_id = correction.update_id
        is_first_word = not self._is_corrected(update_id, correction.quotation_id)
        update = self._stored_update(update_id) if is_first_word else self._found_anew(update_id)
        called = _called(update, correction.quotation_id)
        what = f"speaker of {called}" if correction.is_quotation else f"{called} no quotation"
        self._steps.add(what, self._marks.correct(correction), update_id)
        self._library.save_quotations(corrected(update, self.corrections(update_id)))

    def uncorrect(self, update_id: str, quotation_id: str) -> None:
        """Take the reader's word on a quotation back, if there is one: what the rules find counts again.

        Raises:
            LibraryError: there is no such update.
        """
        update = self._found_anew(update_id)
        what = f"correction of {_called(update, quotation_id)} taken back"
        self._steps.add(what, self._marks.uncorrect(update_id, quotation_id), update_id)
        self._library.save_quotations(corrected(update, self.corrections(update_id)))

    def corrections(self, update_id: str) -> Sequence[Correction]:
        """The reader's words on an update's quotations."""
        return self._marks.corrections().get(update_id, [])

    def _is_corrected(self, update_id: str, quotation_id: str) -> bool:
        return any(correction.quotation_id == quotation_id for correction in self.corrections(update_id))

    def _stored_update(self, update_id: str) -> Update:
        view = self._library.update(update_id)
        if view is None:
            raise LibraryError(f"no update has the id {update_id}; import its live blog again")
        return view.update

    def _found_anew(self, update_id: str) -> Update:
        """The stored update with the quotations that the rules find in it, no correction applied."""
        from tui_reader.quoting import quote  # noqa: PLC0415 - loads the word lists

        update, blog = self._stored_update(update_id), self._library.live_blog_of(update_id)
        updates = quote(blog.updates, blog.standfirst, self._library.speakers()) if blog else []
        return next((found for found in updates if found.id == update_id), update)


def _copy(bookmarks: Sequence[Bookmark], corrections: Iterable[Correction]) -> UpdateView:
    """The view of an update that only bookmarks hold, from the one on the whole update if there is one."""
    bookmark = next((b for b in bookmarks if b.quotation_id is None), bookmarks[-1])
    update = corrected(bookmark.update, corrections)
    return UpdateView(
        update,
        bookmark.live_blog,
        position=0,
        count=0,
        bookmarks=bookmarks_in(update, bookmarks),
        is_missing=True,
    )


def _called(update: Update, quotation_id: str | None) -> str:
    """What a message calls an update, or a quotation of it."""
    words = {i: quotation.text for i, quotation in zip(quotation_ids(update), update.quotations, strict=True)}
    text = words.get(quotation_id or "", list_headline(update))
    return f"“{text if len(text) <= _NAMED else text[: _NAMED - 1] + '…'}”"
