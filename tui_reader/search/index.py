"""The search index: catches up from the library's change log, and answers queries.

Whoosh is imported when the index is first used, not with this module: it takes 30 ms that the first paint
must not wait for.
"""

import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Protocol

from tui_reader.errors import LibraryError, advice
from tui_reader.search import index_folder
from tui_reader.search.entries import Change, Hits, SearchText, Texts
from tui_reader.search.folding import words
from tui_reader.search.nodes import NameField, Order
from tui_reader.search.postings import DAMAGE
from tui_reader.search.query import Query
from tui_reader.search.ranking import Ranking
from tui_reader.search.scan import Scan
from tui_reader.search.slice import Slice
from tui_reader.search.suggestion import corrected, telling_words

_MANY_NAMES = 200  # of one slice: enough to complete a name once a letter or two are typed
_RELATED = 0.25  # of the score that the update itself has: less is a word or two in common
_DAMAGED = "the search index is damaged; it will be rebuilt"


def _never() -> bool:
    return False


def _unheard(_: int) -> None:
    pass


class Reader(Protocol):
    """Opens the slices of the latest commit, for one search at a time."""

    def slices(self) -> list[Slice]:
        """The slices of the latest commit."""
        ...

    def close(self) -> None:
        """Close all files."""
        ...


class SearchIndex:
    """An index in a folder of its own, which may be deleted at any time: it is rebuilt from the library.

    Any number of threads and processes may search while one writes; each search sees one commit.
    """

    def __init__(self, folder: Path) -> None:
        """An index in `folder`, which need not exist; nothing is read yet."""
        self._folder = folder
        self._free: list[Reader] = []
        self._is_closed = False
        self._lock = threading.Lock()

    def position(self) -> int:
        """The change-log position that the index has caught up with.

        0 when there is no index of this version; one of an earlier version answers until there is.
        """
        return index_folder.position(self._folder, index_folder.latest(self._folder))

    def discard(self) -> None:
        """Have the next catching up build the index anew from the library."""
        index_folder.mark_damaged(self._folder)

    def catch_up(
        self,
        changes: Iterable[tuple[int, Change]],
        *,
        wait: bool = False,
        batch: int = 50_000,
        committed: Callable[[int], None] = _unheard,
    ) -> bool:
        """Take in changes, given with their ascending positions in the change log.

        Every batch is one commit: on disk and seen by the next search, or after a crash as if it had never
        begun. Changes up to `position()` are passed over, so catching up can be repeated from anywhere.

        Args:
            changes: read one by one.
            wait: for another writer to finish; otherwise leave the work to it.
            batch: changes in a commit.
            committed: told the position after each commit.

        Returns:
            Whether the changes were taken in; False when another writer is at work.

        Raises:
            LibraryError: the index cannot be kept in its folder.
        """
        from tui_reader.search.index_writer import IndexWriter  # noqa: PLC0415 - see the module's docstring

        with self._trouble_told(), self._writer_lock(wait=wait) as is_ours:
            if is_ours:
                index_folder.make_usable(self._folder)
                IndexWriter(self._folder).catch_up(changes, batch, committed)
            return is_ours

    def merge(self, *, cancelled: Callable[[], bool] = _never) -> bool:
        """Merge the slices that small commits left behind, so that searches stay quick.

        To be called after catching up, in the background: it takes seconds where much is to be merged,
        commits after each step, and gives up between two steps when cancelled.

        Returns:
            False when another writer is at work.
        """
        from tui_reader.search.index_writer import IndexWriter  # noqa: PLC0415 - see the module's docstring

        if index_folder.latest(self._folder) is None:
            return True
        with self._trouble_told(), index_folder.writer_lock(self._folder, wait=False) as is_ours:
            if is_ours:
                IndexWriter(self._folder).merge(cancelled)
            return is_ours

    def search(
        self,
        query: Query,
        texts: Texts,
        *,
        order: Order | None = None,
        limit: int | None = None,
        seconds: float | None = None,
        cancelled: Callable[[], bool] = _never,
    ) -> Hits:
        """The updates that match the query.

        Args:
            query: what to search for.
            texts: the library, asked only where the index cannot decide.
            order: of the hits, in place of the query's own.
            limit: at most so many; the search stops when it has them. None gives all, and their count.
            seconds: time for ranking by relevance; when it is up, the best hits among the newer updates are
                given, and a search without it completes them.
            cancelled: asked again and again while searching; once true, the hits so far are given.

        Raises:
            LibraryError: the index is damaged; the next catching up rebuilds it.
        """
        order = order or query.order
        with self._reading() as slices:
            scan = Scan(slices, query.root, texts, cancelled)
            if order == "relevance":
                return Ranking(slices, query.root).best(scan, limit, seconds)
            newest = order == "newest"
            return scan.all(newest=newest) if limit is None else scan.first(limit, newest=newest)

    def did_you_mean(self, query: Query) -> str | None:
        """The query with each word that no update holds replaced by the most frequent one a letter off.

        None when every word is held by some update, or nothing resembles one that is not.
        """
        with self._reading() as slices:
            return corrected(query.text, slices)

    def related(
        self, update: SearchText, texts: Texts, *, limit: int = 50, seconds: float | None = None
    ) -> Hits:
        """Updates about the same, the most related first; the update itself is among them if it is indexed.

        Those that share too little with it are left out.

        Args:
            update: the update to compare with.
            texts: the library.
            limit: at most so many.
            seconds: as for `search`.
        """
        with self._reading() as slices:
            root = telling_words(update, slices)
            scan = Scan(slices, root, texts, _never)
            return Ranking(slices, root).best(scan, limit, seconds, _RELATED)

    def names(self, field: NameField, typed: str, limit: int = 10) -> list[str]:
        """The names of a field with a word that begins as typed, frequent ones first."""
        beginning = " ".join(words(typed))
        counts: Counter[str] = Counter()
        with self._reading() as slices:
            for part in slices:
                for name, count in islice(part.names(field, beginning), _MANY_NAMES):
                    counts[name] += count
        return [name for name, _ in counts.most_common(limit)]

    def close(self) -> None:
        """Close all files; searches that are under way close theirs when they end."""
        with self._lock:
            self._is_closed = True
            readers, self._free = self._free, []
        for reader in readers:
            reader.close()

    @contextmanager
    def _reading(self) -> Iterator[list[Slice]]:
        """The slices of the latest commit, for this thread alone."""
        from tui_reader.search.index_reader import IndexReader  # noqa: PLC0415 - see the module's docstring

        with self._lock:
            reader = self._free.pop() if self._free else IndexReader(self._folder)
            self._is_closed = False
        try:
            with self._trouble_told():
                if index_folder.is_damaged(self._folder):  # to find nothing in it would be a wrong answer
                    raise LibraryError(_DAMAGED)
                yield reader.slices()
        except BaseException:
            reader.close()
            raise
        with self._lock:
            if not self._is_closed:
                self._free.append(reader)
                return
        reader.close()

    @contextmanager
    def _writer_lock(self, *, wait: bool) -> Iterator[bool]:
        index_folder.create(self._folder)
        with index_folder.writer_lock(self._folder, wait=wait) as is_ours:
            yield is_ours

    @contextmanager
    def _trouble_told(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise LibraryError(f"{self._folder}: the search index: {advice(error)}") from error
        except DAMAGE as error:
            index_folder.mark_damaged(self._folder)
            raise LibraryError(_DAMAGED) from error
