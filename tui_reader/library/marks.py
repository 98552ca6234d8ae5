"""Bookmarks, notes, reading marks, corrections, saved searches: the user's own work, apart from the library.

A bookmark carries a copy of its update and of the live blog's heading, so that it outlives both. Every
change is on disk, in two copies, when its method returns (see `library.mark_store`).
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from tui_reader.clean import clean, clean_line
from tui_reader.errors import LibraryError
from tui_reader.library.mark_entry import MarkChange
from tui_reader.library.mark_journal import dumped
from tui_reader.library.mark_store import Decide, MarkPoint, MarkStore, Values
from tui_reader.news import LiveBlog, Update
from tui_reader.news.bookmark import Bookmark, bookmark_name, cleaned_tags, merged_bookmark
from tui_reader.news.bookmark_form import bookmark_from_object, bookmark_to_object
from tui_reader.news.corrections import Correction
from tui_reader.news.saved_search import SavedSearch

_BOOKMARKS, _READ, _CORRECTIONS, _SEARCHES = "bookmarks", "read", "corrections", "searches"


@dataclass(frozen=True, slots=True)
class Marked:
    """Which of some updates bear which mark, by update id.

    Attributes:
        read: those that were read.
        bookmarked: those that are bookmarked, or hold a bookmarked quotation.
    """

    read: frozenset[str]
    bookmarked: frozenset[str]


class Marks:
    """The marks of one data folder.

    Every method raises `LibraryError` when the files cannot be used. Any number of threads and processes may
    use them at once. What changes something returns what it changed, so that it can be taken back.
    """

    def __init__(self, folder: Path) -> None:
        self._store = MarkStore(folder)

    @property
    def path(self) -> Path:
        """The table's file."""
        return self._store.path

    @property
    def journal_path(self) -> Path:
        """The readable copy."""
        return self._store.journal_path

    @property
    def notices(self) -> Sequence[str]:
        """What was found damaged and mended, a line each."""
        return self._store.notices

    def check(self) -> None:
        """Compare both copies in full, and mend what is damaged: `notices` tells what that was."""
        self._store.check()

    def point(self) -> MarkPoint:
        """How the marks are now, to ask later what was changed since."""
        return self._store.point()

    def is_at(self, point: MarkPoint) -> bool:
        """Whether nothing was changed since, by whatever program; cheap enough to ask at every key."""
        return self._store.is_at(point)

    def marked_since(self, point: MarkPoint) -> set[str]:
        """The ids of the updates whose bookmarks, notes, reading marks or corrections were changed since."""
        names = self._store.names_since((_BOOKMARKS, _READ, _CORRECTIONS), point)
        return {name.partition(" ")[0] for name in names}

    def take_back(self, change: MarkChange) -> None:
        """Give marks the values that they had before a change.

        Raises:
            LibraryError: one of them has been changed since; none is touched.
        """

        def values_before(now: Values) -> Mapping[str, str | None]:
            wanted: dict[str, str | None] = {}
            for name, before in change.before.items():
                if now.get(name) == change.after[name]:
                    wanted[name] = before
                elif change.kind != _READ or (name in now) != (before is not None):
                    raise LibraryError("it was changed again meanwhile, by another program or window")
            return wanted

        self._store.change(change.kind, change.before, values_before)

    # --- bookmarks

    def add_bookmark(
        self, update: Update, live_blog: LiveBlog, quotation_id: str | None = None
    ) -> MarkChange:
        """Bookmark an update or a quotation; what is bookmarked already keeps its note, tags and time."""
        bookmark = Bookmark(update, live_blog, datetime.now(UTC), quotation_id=quotation_id)
        value = _value(bookmark)
        return self._store.change(
            _BOOKMARKS, [bookmark.name], lambda now: {} if now else {bookmark.name: value}
        )

    def remove_bookmark(self, name: str) -> MarkChange:
        """Take the bookmark of that name away, if there is one."""
        return self._store.change(_BOOKMARKS, [name], dict.fromkeys)

    def annotate(self, name: str, note: str, tags: Sequence[str] = ()) -> MarkChange:
        """Give a bookmark another note and other tags; without the bookmark nothing happens."""

        def annotated(now: Values) -> dict[str, str | None]:
            return {name: _value(_annotated(_bookmark(value), note, tags)) for name, value in now.items()}

        return self._store.change(_BOOKMARKS, [name], annotated)

    def set_bookmark(self, bookmark: Bookmark) -> MarkChange:
        """Set a bookmark as it is given, in place of the one on the same thing."""
        value = _value(_annotated(bookmark, bookmark.note, bookmark.tags))
        return self._store.change(_BOOKMARKS, [bookmark.name], lambda _: {bookmark.name: value})

    def merge_bookmarks(self, bookmarks: Iterable[Bookmark]) -> MarkChange:
        """Set bookmarks, merged with those on the same things (see `news.bookmark`): all of them or none."""
        others = {b.name: _annotated(b, b.note, b.tags) for b in bookmarks}

        def merged(now: Values) -> dict[str, str | None]:
            mine = {name: _bookmark(value) for name, value in now.items()}
            return {
                name: _value(merged_bookmark(mine[name], other) if name in mine else other)
                for name, other in others.items()
            }

        return self._store.change(_BOOKMARKS, others, merged)

    def bookmarks(self) -> list[Bookmark]:
        """Every bookmark, the latest added first."""
        found = [_bookmark(value) for value in self._store.values(_BOOKMARKS).values()]
        return sorted(found, key=lambda bookmark: bookmark.added_at, reverse=True)

    def bookmark(self, update_id: str, quotation_id: str | None = None) -> Bookmark | None:
        """The bookmark on an update, or on a quotation of it, if there is one."""
        name = bookmark_name(update_id, quotation_id)
        value = self._store.values(_BOOKMARKS, [name]).get(name)
        return _bookmark(value) if value else None

    def bookmarks_on(self, update_id: str) -> list[Bookmark]:
        """The bookmarks on an update and on its quotations, in the order in which they were last changed."""
        names = self._store.names_on(_BOOKMARKS, [update_id])
        values = self._store.values(_BOOKMARKS, names) if names else {}
        return [_bookmark(values[name]) for name in names if name in values]

    # --- corrections

    def correct(self, correction: Correction) -> MarkChange:
        """Remember the reader's word on a quotation; it replaces an earlier one."""
        name = f"{correction.update_id} {correction.quotation_id}"
        word = {"speaker": correction.speaker, "is_quotation": correction.is_quotation}
        return self._store.change(_CORRECTIONS, [name], _replacing(name, word, "corrected_at"))

    def uncorrect(self, update_id: str, quotation_id: str) -> MarkChange:
        """Take the reader's word on a quotation back, if there is one."""
        return self._store.change(_CORRECTIONS, [f"{update_id} {quotation_id}"], dict.fromkeys)

    def corrections(self) -> dict[str, list[Correction]]:
        """Every correction, by update id."""
        found: dict[str, list[Correction]] = {}
        for name, value in self._store.values(_CORRECTIONS).items():
            update_id, _, quotation_id = name.rpartition(" ")
            word = json.loads(value)
            correction = Correction(update_id, quotation_id, word["speaker"], word["is_quotation"])
            found.setdefault(update_id, []).append(correction)
        return found

    # --- saved searches

    def save_search(self, name: str, query: str) -> MarkChange:
        """Save a query under a name, in place of what was saved under it.

        Raises:
            LibraryError: the name or the query is blank.
        """
        name, query = clean_line(name), clean_line(query)
        if not name or not query:
            raise LibraryError("a saved search needs a name and a query")
        return self._store.change(_SEARCHES, [name], _replacing(name, {"query": query}, "saved_at"))

    def remove_search(self, name: str) -> MarkChange:
        """Remove the search of that name, if there is one."""
        return self._store.change(_SEARCHES, [name], dict.fromkeys)

    def searches(self) -> list[SavedSearch]:
        """The saved searches by name, case aside."""
        found = [
            SavedSearch(name, search["query"], datetime.fromisoformat(search["saved_at"]))
            for name, search in (
                (name, json.loads(value)) for name, value in self._store.values(_SEARCHES).items()
            )
        ]
        return sorted(found, key=lambda search: (search.name.casefold(), search.name))

    # --- reading marks

    def mark_read(self, update_ids: Iterable[str]) -> MarkChange:
        """Remember that these updates were read; many at once cost little more than one."""
        ids, value = list(dict.fromkeys(update_ids)), dumped(_now())
        return self._store.change(
            _READ, ids, lambda now: dict.fromkeys([i for i in ids if i not in now], value)
        )

    def mark_unread(self, update_ids: Iterable[str]) -> MarkChange:
        """Take these updates for unread."""
        return self._store.change(_READ, update_ids, dict.fromkeys)

    def marked(self, update_ids: Sequence[str]) -> Marked:
        """Which of these updates are read and which are bookmarked."""
        ids = list(update_ids)
        bookmarked = {name.partition(" ")[0] for name in self._store.names_on(_BOOKMARKS, ids)}
        return Marked(frozenset(self._store.names(_READ, ids)), frozenset(bookmarked))

    def is_read(self, update_id: str) -> bool:
        """Whether the update was read."""
        return bool(self._store.names(_READ, [update_id]))

    def read_ids(self) -> set[str]:
        """The ids of every update that was read."""
        return self._store.names(_READ)

    def bookmarked_ids(self) -> set[str]:
        """The ids of every update that is bookmarked or holds a bookmarked quotation."""
        return {name.partition(" ")[0] for name in self._store.names(_BOOKMARKS)}


def _annotated(bookmark: Bookmark, note: str, tags: Sequence[str]) -> Bookmark:
    """The bookmark with that note and those tags, cleaned."""
    return replace(bookmark, note=clean(note).strip(), tags=tuple(cleaned_tags(tags)))


def _replacing(name: str, fields: Mapping[str, object], moment: str) -> Decide:
    """Gives a mark these fields and the present moment under that key; nothing where it has the fields."""
    value = dumped({**fields, moment: _now()})

    def decided(now: Values) -> dict[str, str | None]:
        before = json.loads(now.get(name, "{}"))
        return {} if before.items() >= fields.items() else {name: value}

    return decided


def _value(bookmark: Bookmark) -> str:
    return dumped(bookmark_to_object(bookmark))


def _bookmark(value: str) -> Bookmark:
    return bookmark_from_object(json.loads(value))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
