"""Mending a damaged library: its latest sound backup, and what the damaged file still holds."""

import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from tui_reader.library import content, salvage
from tui_reader.library.backups import Backups
from tui_reader.library.checking import damage, matches
from tui_reader.library.database import DamageError, told
from tui_reader.library.library import Library
from tui_reader.library.marks import Marks
from tui_reader.library.private_files import replacing, set_aside
from tui_reader.news import LiveBlog, Update

_SUBSCRIPTIONS = "SELECT url, allows_private FROM sources WHERE is_subscribed"
_UNREADABLE = (DamageError, UnicodeDecodeError, AttributeError)  # the last where a value is no text


@dataclass(frozen=True, slots=True)
class Restored:
    """What came of restoring a library.

    Attributes:
        backup: the backup it was restored from, None where there was none that is sound.
        salvaged: how many updates the damaged file held beyond it.
        aside: where the damaged file is now, None when it was missing.
    """

    backup: Path | None
    salvaged: int
    aside: Path | None


def restore(folder: Path, marks: Marks) -> Restored:
    """Put a new library in the place of the damaged or missing one; the damaged file is kept aside.

    The new library has another identity, so that no index made from the damaged one is taken for its own.

    Raises:
        LibraryError: the folder cannot be written.
    """
    path = folder / "library.db"
    with told(path, "the library"):
        backup = next((copy for copy in Backups(folder, "library").newest_first() if _is_sound(copy)), None)
        if backup:
            with replacing(path) as new:
                shutil.copyfile(backup, new)
                _make_it_another(new)
                aside = set_aside(path) if path.exists() else None
        else:
            aside = set_aside(path) if path.exists() else None
    library = Library(folder, marks)
    return Restored(backup, _take_over(library, aside) if aside else 0, aside)


def _take_over(library: Library, damaged: Path) -> int:
    """Bring what a damaged file still holds into the library; how many updates that were."""
    for url, allows_private in salvage.answer(damaged, _SUBSCRIPTIONS):
        with suppress(*_UNREADABLE):
            library.sources.subscribe(url.decode(), allows_private=bool(allows_private))
    return sum(saved.new for blog in _salvaged(damaged) for saved in library.save([blog]))


def _is_sound(path: Path) -> bool:
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            return damage(connection) is None
    except sqlite3.Error:
        return False


def _make_it_another(path: Path) -> None:
    """Give a copy another identity, and have everything sent again that came after it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE identity SET id = lower(hex(randomblob(8)))")
        connection.execute("UPDATE sources SET etag = NULL, last_modified = NULL")


def _salvaged(path: Path) -> Iterator[LiveBlog]:
    """The live blogs that can still be read, with those of their updates whose text matches its digest."""
    pages: dict[int, list[tuple[int, int]]] = {}
    columns = ("live_blog", "position", "number")
    for live_blog, position, number in salvage.rows(path, "updates", "number", columns):
        pages.setdefault(live_blog, []).append((position, number))
    for live_blog, text in salvage.rows(path, "live_blogs", "number", ("number", "content")):
        numbers = [number for _, number in sorted(pages.get(live_blog, []), reverse=True)]
        blog = _live_blog(text)
        updates = tuple(_updates(path, numbers))
        if blog and updates:
            yield replace(blog, updates=updates)


def _live_blog(text: bytes) -> LiveBlog | None:
    try:
        return content.live_blog_from(text.decode())
    except _UNREADABLE:
        return None


def _updates(path: Path, numbers: Sequence[int]) -> Iterator[Update]:
    columns = ("content", "quotations", "text_digest")
    for text, quotations, digest in salvage.rows(path, "updates", "number", columns, numbers):
        with suppress(*_UNREADABLE):
            update = content.update_from(text.decode(), quotations.decode())
            if matches(update, digest.decode()):
                yield update
