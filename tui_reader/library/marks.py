"""Bookmarks, notes, reading marks, corrections, saved searches: the user's own work, apart from the library.

A bookmark carries a copy of its update and of the live blog's heading, so that it outlives both. Every
change is on disk, in two copies, when its method returns (see `library.mark_store`).
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from tui_reader.clean import clean, clean_line
from tui_reader.errors import LibraryError
from tui_reader.library.mark_journal import dumped
from tui_reader.library.mark_store import MarkStore, Values
from tui_reader.news import LiveBlog, Update, json_form
from tui_reader.news.corrections import Correction
from tui_reader.news.saved_search import SavedSearch

_BOOKMARKS, _READ, _CORRECTIONS, _SEARCHES = "bookmarks", "read", "corrections", "searches"


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An update the reader wants to find again, as it was when the mark was set.

    Attributes:
        update: a copy of the update, quotations included.
        live_blog: a copy of its live blog without the updates.
        added_at: when, aware.
        note: the reader's own words.
        tags: the reader's own labels.
    """

    update: Update
    live_blog: LiveBlog
    added_at: datetime
    note: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Marked:
    """Which of some updates bear which mark, by update id."""

    read: frozenset[str]
    bookmarked: frozenset[str]


class Marks:
    """The marks of one data folder.

    Every method raises `LibraryError` when the files cannot be used. Any number of threads and processes may
    use them at once.
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

    # --- bookmarks

    def add_bookmark(self, update: Update, live_blog: LiveBlog) -> None:
        """Bookmark an update; one that is bookmarked already keeps its note, tags and time."""
        value = _value(Bookmark(update, live_blog, datetime.now(UTC)))
        self._store.change(_BOOKMARKS, [update.id], lambda now: {} if now else {update.id: value})

    def remove_bookmark(self, update_id: str) -> None:
        """Take a bookmark away, if there is one."""
        self._store.change(_BOOKMARKS, [update_id], dict.fromkeys)

    def annotate(self, update_id: str, note: str, tags: Sequence[str] = ()) -> None:
        """Give a bookmark another note and other tags; without the bookmark nothing happens."""
        labels = tuple(dict.fromkeys(clean_line(tag) for tag in tags))

        def annotated(now: Values) -> dict[str, str | None]:
            bookmarks = ((name, _bookmark(value)) for name, value in now.items())
            return {name: _value(replace(b, note=clean(note), tags=labels)) for name, b in bookmarks}

        self._store.change(_BOOKMARKS, [update_id], annotated)

    def bookmarks(self) -> list[Bookmark]:
        """Every bookmark, the latest added first."""
        found = [_bookmark(value) for value in self._store.values(_BOOKMARKS).values()]
        return sorted(found, key=lambda bookmark: bookmark.added_at, reverse=True)

    def bookmark(self, update_id: str) -> Bookmark | None:
        """The bookmark on an update, if there is one."""
        value = self._store.values(_BOOKMARKS, [update_id]).get(update_id)
        return _bookmark(value) if value else None

    # --- corrections

    def correct(self, correction: Correction) -> None:
        """Remember the reader's word on a quotation; it replaces an earlier one."""
        name = f"{correction.update_id} {correction.quotation_id}"
        value = dumped(
            {"speaker": correction.speaker, "is_quotation": correction.is_quotation, "corrected_at": _now()}
        )
        self._store.change(_CORRECTIONS, [name], lambda _: {name: value})

    def uncorrect(self, update_id: str, quotation_id: str) -> None:
        """Take the reader's word on a quotation back, if there is one."""
        self._store.change(_CORRECTIONS, [f"{update_id} {quotation_id}"], dict.fromkeys)

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

    def save_search(self, name: str, query: str) -> None:
        """Save a query under a name, in place of what was saved under it.

        Raises:
            LibraryError: the name or the query is blank.
        """
        name, query = clean_line(name), clean_line(query)
        if not name or not query:
            raise LibraryError("a saved search needs a name and a query")
        value = dumped({"query": query, "saved_at": _now()})
        self._store.change(_SEARCHES, [name], lambda _: {name: value})

    def remove_search(self, name: str) -> None:
        """Remove the search of that name, if there is one."""
        self._store.change(_SEARCHES, [name], dict.fromkeys)

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

    def mark_read(self, update_ids: Iterable[str]) -> None:
        """Remember that these updates were read; many at once cost little more than one."""
        ids, value = list(dict.fromkeys(update_ids)), dumped(_now())
        self._store.change(_READ, ids, lambda now: dict.fromkeys([i for i in ids if i not in now], value))

    def marked(self, update_ids: Sequence[str]) -> Marked:
        """Which of these updates are read and which are bookmarked."""
        ids = list(update_ids)
        return Marked(frozenset(self._store.names(_READ, ids)), frozenset(self._store.names(_BOOKMARKS, ids)))

    def read_ids(self) -> set[str]:
        """The ids of every update that was read."""
        return self._store.names(_READ)

    def bookmarked_ids(self) -> set[str]:
        """The ids of every bookmarked update."""
        return self._store.names(_BOOKMARKS)


def _value(bookmark: Bookmark) -> str:
    return dumped(
        {
            "added_at": bookmark.added_at.isoformat(timespec="microseconds"),
            "note": bookmark.note,
            "tags": bookmark.tags,
            "live_blog": json_form.to_object(replace(bookmark.live_blog, updates=())),
            "update": json_form.update_to_object(bookmark.update),
        }
    )


def _bookmark(value: str) -> Bookmark:
    found = json.loads(value)
    return Bookmark(
        json_form.update_from_object(found["update"]),
        json_form.from_object(found["live_blog"]),
        datetime.fromisoformat(found["added_at"]),
        found["note"],
        tuple(found["tags"]),
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
