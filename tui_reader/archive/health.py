"""The state of a data folder: what is sound, what is not, and how it is mended."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from tui_reader.archive.archive import Archive
from tui_reader.archive.permissions import can_be_made, close, exposed
from tui_reader.errors import LibraryError
from tui_reader.library import DamageError, Library, Marks, engine, restore

__all__ = ["Finding", "State", "engine", "examine"]

State: TypeAlias = Literal["ok", "mended", "problem"]

_REPAIR = "'tui-reader doctor --repair'"
_MOST_SHOWN = 3  # of the files that others can get at
_EVERY_UPDATE = "is:key OR -is:key"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found.

    Attributes:
        what: was checked.
        state: "mended" when it was damaged and is sound again.
        text: one line; for a problem also what to do.
    """

    what: str
    state: State
    text: str


def examine(folder: Path, *, repair: bool) -> Iterator[Finding]:
    """Check everything that a data folder holds, and with `repair` mend it; nothing is made where nothing is.

    The marks mend themselves whenever they are opened, so here also without `repair`.
    """
    if os.path.lexists(folder):
        yield from _Examination(folder, repair=repair).findings()
    elif can_be_made(folder):
        yield Finding("folder", "ok", f"{folder} does not exist yet: nothing is stored")
    else:
        yield Finding("folder", "problem", f"{folder} is out of reach; name another with --data-dir")


class _Examination:
    def __init__(self, folder: Path, *, repair: bool) -> None:
        self._folder = folder
        self._repair = repair
        self._marks: Marks | None = None
        self._library: Library | None = None

    def findings(self) -> Iterator[Finding]:
        checks: tuple[tuple[str, Callable[[], Iterator[Finding]]], ...] = (
            ("folder", self._check_permissions),
            ("bookmarks", self._check_marks),
            ("library", self._check_library),
            ("index", self._check_index),
            ("backups", self._list_backups),
        )
        for what, check in checks:
            try:
                yield from check()
            except LibraryError as error:
                yield Finding(what, "problem", str(error))
            except OSError as error:
                yield Finding(what, "problem", f"{error.filename}: {(error.strerror or str(error)).lower()}")

    def _check_permissions(self) -> Iterator[Finding]:
        found = list(exposed(self._folder))
        closed = [place for place in found if self._repair and place.can_be_closed]
        for place in closed:
            close(place.path)
        if closed:
            yield Finding("folder", "mended", f"{len(closed)} files and folders are yours alone again")
        left = [place for place in found if place not in closed]
        for place in left[:_MOST_SHOWN]:
            advice = f"{_REPAIR} closes it" if place.can_be_closed else "move it, or use --data-dir"
            yield Finding("folder", "problem", f"{place.path}: {place.reason}; {advice}")
        if len(left) > _MOST_SHOWN:
            yield Finding("folder", "problem", f"and {len(left) - _MOST_SHOWN} more of the kind")
        if not found:
            yield Finding("folder", "ok", f"{self._folder} and all in it is yours alone")

    def _check_marks(self) -> Iterator[Finding]:
        self._marks = marks = Marks(self._folder)
        marks.check()
        for notice in marks.notices:
            yield Finding("bookmarks", "mended", notice)
        counts = f"{len(marks.bookmarked_ids()):,} bookmarks, {len(marks.read_ids()):,} updates read"
        yield Finding("bookmarks", "ok", f"{counts}; table and journal agree")

    def _check_library(self) -> Iterator[Finding]:
        if self._marks is None:
            return
        damage = self._open_library()
        if damage and self._repair:
            yield Finding("library", "mended", self._restore(self._marks))
            damage = self._open_library()
        if damage:
            text = f"{self._folder / 'library.db'}: {damage}; {_REPAIR} restores what can be restored"
            yield Finding("library", "problem", text)
        elif self._library:
            yield from self._check_days(self._library)
            yield Finding("library", "ok", f"{len(self._library.everything()):,} updates, all sound")

    def _open_library(self) -> str | None:
        """What is wrong with the library, which is open afterwards if it is sound."""
        self._library = None
        try:
            library = Library(self._folder, self._marks or Marks(self._folder))
            damage = library.damage()
        except DamageError:
            return "it is damaged"
        if damage:
            return f"it is damaged ({damage})"
        if not library.last_change() and library.backups():
            return "it is empty or was missing, and there is a backup"
        self._library = library
        return None

    def _restore(self, marks: Marks) -> str:
        restored = restore(self._folder, marks)
        origin = f"restored from {restored.backup.name}" if restored.backup else "begun anew without a backup"
        kept = f"; the damaged file is {restored.aside.name}" if restored.aside else ""
        saved = f"{restored.salvaged:,} updates saved from the damaged file"
        return f"{origin}, {saved}{kept}; import again what is missing"

    def _check_days(self, library: Library) -> Iterator[Finding]:
        days = library.miscounted_days()
        if days and self._repair:
            library.count_days_anew()
            yield Finding("library", "mended", f"{days:,} days had a wrong number of updates")
        elif days:
            yield Finding("library", "problem", f"{days:,} days have a wrong number of updates; {_REPAIR}")

    def _check_index(self) -> Iterator[Finding]:
        if self._library is None:
            return
        with Archive(self._folder) as archive:
            if self._repair:
                self._remove_outdated_indexes(self._library.identity)
            problem = _index_problem(archive)
            if problem and self._repair:
                archive.discard_index()
                yield Finding("index", "mended", f"{problem}: built anew")
            if self._repair:
                archive.catch_up_index()
                problem = _index_problem(archive)
            if problem:
                yield Finding("index", "problem", f"{problem}; {_REPAIR} builds it anew")
            else:
                late = "not up to date with the library; the next search sees to it"
                yield Finding("index", "ok", late if archive.index_lag() else "agrees with the library")

    def _remove_outdated_indexes(self, identity: str) -> None:
        parent = self._folder / "index"
        for path in parent.iterdir() if parent.is_dir() else ():
            if path.name != identity and path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)

    def _list_backups(self) -> Iterator[Finding]:
        aside = sorted(path.name for path in self._folder.glob("*.damaged-*"))
        if aside:
            text = f"{len(aside)} damaged files are kept ({aside[-1]}); remove them when you miss nothing"
            yield Finding("backups", "ok", text)
        if self._library:
            backups = self._library.backups()
            latest = f"the latest is {backups[0].name}" if backups else "made after an import, once a day"
            yield Finding("backups", "ok", f"{len(backups)} of the library; {latest}")


def _index_problem(archive: Archive) -> str | None:
    if archive.index_lag():
        return None  # the next search completes it, or builds it anew
    try:
        found = archive.search(_EVERY_UPDATE).count
    except LibraryError as error:
        return str(error)
    stored = len(archive.everything())
    return None if found == stored else f"it finds {found:,} of {stored:,} updates"
