"""What the reader does with updates: bookmarks, notes, corrections, reading marks, saved searches."""

from collections.abc import Sequence

from tui_reader.errors import LibraryError
from tui_reader.library import Library, Marks
from tui_reader.news import Update
from tui_reader.news.corrections import Correction, corrected
from tui_reader.news.saved_search import SavedSearch


class Marking:
    """The marks of one data folder, and what they change in its library.

    Every change is on disk when its method returns. Every method may be called from any thread, and raises
    `LibraryError` when the files cannot be used.

    Args:
        library: the updates.
        marks: the marks.
    """

    def __init__(self, library: Library, marks: Marks) -> None:
        self._library = library
        self._marks = marks

    # --- bookmarks

    def set_bookmark(self, update_id: str, on: bool) -> None:
        """Set a bookmark or take it away.

        Raises:
            LibraryError: there is no such update.
        """
        if not on:
            self._marks.remove_bookmark(update_id)
        elif self._marks.bookmark(update_id) is None:
            view = self._library.update(update_id)
            if view is None:
                raise LibraryError(f"no update has the id {update_id}; another program may have removed it")
            self._marks.add_bookmark(view.update, view.live_blog)

    def annotate(self, update_id: str, note: str | None = None, tags: Sequence[str] | None = None) -> None:
        """Give a bookmark another note, other tags or both; without the bookmark nothing happens."""
        bookmark = self._marks.bookmark(update_id)
        if bookmark:
            self._marks.annotate(
                update_id,
                bookmark.note if note is None else note,
                bookmark.tags if tags is None else tags,
            )

    # --- reading marks

    def mark_read(self, update_id: str) -> None:
        """Remember that an update was read."""
        self._marks.mark_read([update_id])

    # --- saved searches

    def searches(self) -> list[SavedSearch]:
        """The saved searches by name, case aside."""
        return self._marks.searches()

    def save_search(self, name: str, query: str) -> None:
        """Save a query under a name, in place of what was saved under it.

        Raises:
            LibraryError: the name or the query is blank.
        """
        self._marks.save_search(name, query)

    def remove_search(self, name: str) -> None:
        """Remove the search of that name, if there is one."""
        self._marks.remove_search(name)

    # --- corrections

    def correct(self, correction: Correction) -> None:
        """Take the reader's word on a quotation; it is kept over re-imports.

        Raises:
            LibraryError: there is no such update.
        """
        update_id = correction.update_id
        is_first_word = not self._is_corrected(update_id, correction.quotation_id)
        update = self._stored_update(update_id) if is_first_word else self._found_anew(update_id)
        self._marks.correct(correction)
        self._library.save_quotations(corrected(update, self.corrections(update_id)))

    def uncorrect(self, update_id: str, quotation_id: str) -> None:
        """Take the reader's word on a quotation back, if there is one: what the rules find counts again.

        Raises:
            LibraryError: there is no such update.
        """
        update = self._found_anew(update_id)
        self._marks.uncorrect(update_id, quotation_id)
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
