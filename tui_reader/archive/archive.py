"""The archive of one data folder: its library, its marks and its index together."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Lock
from time import perf_counter
from types import TracebackType
from typing import Self

from tui_reader.archive import crash_log
from tui_reader.archive.bookmark_listing import BookmarkListing
from tui_reader.archive.fetching import Fetching
from tui_reader.archive.following import Following
from tui_reader.archive.guard import GuardedParser
from tui_reader.archive.import_report import ImportReport, Overrides, Progress
from tui_reader.archive.last_visit import LastVisit
from tui_reader.archive.marking import Marking
from tui_reader.archive.schedule import Pace
from tui_reader.archive.scope import (
    Bookmarked,
    Everything,
    Found,
    Like,
    OfDay,
    OfLiveBlog,
    OfSource,
    Part,
    Scope,
)
from tui_reader.archive.search_result import Highlighter, SearchEngine, SearchResult
from tui_reader.library import Arrivals, Drafts, Library, Marks, Point, Session
from tui_reader.news import Listing, LiveBlog, Update, UpdateRow, UpdateView
from tui_reader.news.bookmark import Bookmark
from tui_reader.news.front_page import FrontPage, front_page
from tui_reader.news.listing import Grouping
from tui_reader.news.statement import UNATTRIBUTED, SpeakerCount, Statement, Statements
from tui_reader.search.completion import Completion

_NO_OVERRIDES = Overrides()
_EVERYTHING = Everything()
_PACE = Pace()
_ALIKE = 50  # updates


class Archive:
    """The library, the marks and the index of one data folder.

    Opening is cheap: the index and the parsers are loaded when they are first needed. Every method may be
    called from any thread, and raises `LibraryError` when the files cannot be used.

    Attributes:
        folder: the data folder.
        marks: what the reader does with updates and quotations.
        drafts: notes that are being written.
        session: where the reader left off, and how the screen was laid out.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.session = Session(folder)
        self.drafts = Drafts(folder)
        self._marks = Marks(folder)
        self._library = Library(folder, self._marks)
        self.marks = Marking(self._library, self._marks)
        self._search: SearchEngine | None = None
        self._searches_apart = False
        self._search_lock = Lock()

    @property
    def notices(self) -> Sequence[str]:
        """What the user should know about the marks' files, a line each: what was damaged and mended."""
        return self._marks.notices

    def close(self) -> None:
        """Close the files that searches keep open; the archive can still be used."""
        if self._search:
            self._search.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # --- importing

    def import_(
        self,
        words: Sequence[str],
        overrides: Overrides = _NO_OVERRIDES,
        on_progress: Callable[[Progress], None] = lambda _: None,
        *,
        allow_private: bool = False,
        is_trusted: bool = False,
    ) -> ImportReport:
        """Read what the words name (files, folders, "-", addresses) and store it; see `archive.importing`.

        Documents are parsed within limits (`archive.guard`), unless they are trusted: what ships with the
        program is, and is read a little sooner without.

        What was saved before an interruption stays; importing again goes on from there. An address that
        serves what was imported from it before is not read again, unless there are overrides.
        """
        from tui_reader.archive.here_parser import HereParser  # noqa: PLC0415
        from tui_reader.archive.importing import Importer, save_in_portions  # noqa: PLC0415 - loads the parsers

        report = ImportReport()
        fetching = Fetching(
            self._library.sources, allow_private=allow_private, is_conditional=overrides == _NO_OVERRIDES
        )
        parser = HereParser() if is_trusted else self._parser()
        importer = Importer(overrides, self._library.speakers(), fetching, parser)
        save_in_portions(self._library, importer.live_blogs(words, report, on_progress), report)
        fetching.remember(report.read_addresses)
        self._library.back_up_if_due()
        return report

    def following(self, pace: Pace = _PACE) -> Following:
        """Subscriptions, and live blogs that are asked again and again."""
        return Following(self._library, self._parser(), pace=pace)

    def _parser(self) -> GuardedParser:
        return GuardedParser(on_defect=partial(crash_log.append, self.folder))

    def point(self) -> Point:
        """The state of the library, to ask later what came since."""
        return self._library.point()

    def arrivals(self, since: Point) -> Arrivals:
        """What came into the library after a point, from whichever process."""
        return self._library.arrivals(since)

    # --- browsing

    def is_empty(self) -> bool:
        """Whether the library holds no update."""
        return self._library.is_empty()

    def everything(self, within: Part | None = None, grouping: Grouping = "date") -> Listing:
        """Every update of the library, or of a part of it, newest first in each group."""
        match within:
            case OfLiveBlog(live_blog_id):
                return self._library.of_live_blog(live_blog_id, grouping)
            case OfSource(source):
                return self._library.of_source(source, grouping)
        return self._library.everything(grouping)

    def update(self, update_id: str) -> UpdateView | None:
        """One update with all that is around it, from its bookmark's copy where the library lost it."""
        return self.marks.view(update_id)

    def with_live_blogs(self, update_ids: Sequence[str]) -> dict[str, tuple[Update, LiveBlog]]:
        """Those of the updates that the library holds, by id, each with its live blog without the updates."""
        return self._library.with_live_blogs(update_ids)

    def live_blog_of(self, update_id: str) -> LiveBlog | None:
        """The live blog of an update, with all its updates; None where the library does not hold it."""
        return self._library.live_blog_of(update_id)

    def front_page(self, update_id: str) -> FrontPage | None:
        """The front page of the live blog of an update; None where the library does not hold it."""
        blog = self.live_blog_of(update_id)
        if blog is None:
            return None
        marked = self._marks.marked([update.id for update in blog.updates])
        speakers = self.count_speakers(OfLiveBlog(blog.id))
        return front_page(blog, marked.read, marked.bookmarked, speakers)

    def wordings(self, update_id: str) -> list[Update]:
        """The earlier wordings of an update, the oldest first; without quotations."""
        return self._library.revisions(update_id)

    def rows(self, update_ids: Iterable[str]) -> list[UpdateRow]:
        """Those of the updates that the library holds, as rows of a list, the oldest first."""
        return self._library.rows(update_ids)

    def live_blogs(self) -> Iterator[LiveBlog]:
        """Every live blog with its updates, the oldest first."""
        return self._library.live_blogs()

    # --- searching

    def search_apart(self) -> None:
        """From now on search in a process of its own, so that other threads run as if nothing was searched.

        The process is started with the first search, and ends with this one or with `close`.
        """
        with self._search_lock:
            self._searches_apart = True

    def prepare_search(self) -> None:
        """Have everything ready for a first search that is about to come."""
        self._engine().prepare()

    def _engine(self) -> SearchEngine:
        with self._search_lock:
            if self._search is None:
                from tui_reader.archive.searching import LibrarySearch  # noqa: PLC0415 - loads the search package

                engine: SearchEngine = LibrarySearch(self._library, self._marks, self.folder / "index")
                if self._searches_apart:
                    from tui_reader.archive.search_process.engine import SearchApart  # noqa: PLC0415

                    engine = SearchApart(self.folder, engine)
                self._search = engine
            return self._search

    def index_lag(self) -> int:
        """How many changes the index is behind the library; negative where the library is an older copy."""
        return self._engine().lag()

    def discard_index(self) -> None:
        """Have the next catching up build the index anew."""
        self._engine().discard()

    def catch_up_index(
        self,
        on_progress: Callable[[int, int], None] = lambda _, __: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> bool:
        """Bring the index up to the library's newest change; False while another program is doing so.

        `on_progress` is told how many changes are done, and of how many. Once `cancelled` says so, what was
        taken in until then is kept, and the rest is left for the next time.
        """
        return self._engine().catch_up(on_progress, cancelled)

    def merge_index(self, cancelled: Callable[[], bool] = lambda: False) -> None:
        """Merge what many small catchings up left behind, so that searches stay quick; may take seconds."""
        self._engine().merge(cancelled)

    def search(
        self,
        query: str,
        *,
        as_you_type: bool = False,
        limit: int | None = None,
        within: Part | None = None,
        grouping: Grouping = "date",
        cancelled: Callable[[], bool] = lambda: False,
    ) -> SearchResult:
        """The updates that a query finds, newest first; with a limit the newest ones, at once.

        Grouped by live blog, those of each are in that order.

        Within a part of the library all are found, whatever the limit.

        With `as_you_type` the query may be unfinished: its last word may go on, and what is only begun is no
        error yet. Once `cancelled` says so, what was found until then is given.

        Raises:
            QueryError: the query cannot be understood.
        """
        from tui_reader.archive.searching import highlighter  # noqa: PLC0415 - loads the search package

        started = perf_counter()
        hits = highlighter(query, as_you_type=as_you_type)
        limit = None if within else limit
        found = self._engine().search(query, as_you_type=as_you_type, limit=limit, cancelled=cancelled)
        if within:
            found = found.among(frozenset(self._numbers(within) or ()))
        listing = self._library.picked(found.numbers, found.days, grouping)
        return SearchResult(listing, len(found.numbers), found.is_complete, perf_counter() - started, hits)

    def check_query(self, query: str) -> None:
        """Make sure that a query can be understood, without searching.

        Raises:
            QueryError: it cannot.
        """
        from tui_reader.archive.searching import highlighter  # noqa: PLC0415 - loads the search package

        highlighter(query, as_you_type=False)

    def hours(
        self, scope: Scope = _EVERYTHING, cancelled: Callable[[], bool] = lambda: False
    ) -> "array[int]":
        """When the updates of a scope were published, by their publishers' own clocks.

        Hours since 1970-01-01, ascending, each followed by how many updates fall on it; hours below 24 are
        those of unknown dates.

        Raises:
            QueryError: the scope is a search whose query cannot be understood.
        """
        if isinstance(scope, Found) and scope.query.strip() and not scope.within:
            return self._engine().hours(scope.query, as_you_type=scope.as_you_type, cancelled=cancelled)
        return self._library.hours(self._numbers(scope))

    def related(self, update_id: str) -> Listing:
        """At most 50 updates that are most like one, without it; the most alike first."""
        found = self._engine().related(update_id, _ALIKE)
        return self._library.picked(found.numbers, found.days)

    def complete(self, query: str, cursor: int) -> list[Completion]:
        """How a query that is being typed may go on at the cursor, best first: fields, values, names."""
        return self._engine().complete(query, cursor)

    def did_you_mean(self, query: str) -> str | None:
        """What may be meant by a query that finds nothing; None where no word resembles those in use.

        Raises:
            QueryError: the query cannot be understood.
        """
        return self._engine().did_you_mean(query)

    def found_bookmarks(self, query: str) -> list[Bookmark]:
        """The bookmarks that a query finds, the latest added first.

        Those on the updates that a search finds, and those that have the query's words themselves.

        Raises:
            QueryError: the query cannot be understood.
        """
        from tui_reader.archive.bookmark_search import BookmarkFilter  # noqa: PLC0415 - loads the search

        ids = set(self.update_ids(Found(query)))
        return BookmarkFilter(self.marks.bookmarks()).matching(query, ids)

    def snippets(
        self, update_ids: Iterable[str], hits: Highlighter, width: int
    ) -> dict[str, tuple[str, list[tuple[int, int]]]]:
        """What rows on show may have below their headlines, where a hit stands in the body only.

        By update id: about `width` characters around the first hit, and the offsets of the hits in them.
        """
        from tui_reader.archive.searching import search_text  # noqa: PLC0415 - loads the search package

        numbers = [number for _, number in self._library.places(update_ids).values()]
        found: dict[str, tuple[str, list[tuple[int, int]]]] = {}
        for update in self._library.updates(numbers).values():
            text = search_text(update)
            if snippet := hits.snippet(text.headline, text.body, width):
                found[update.id] = snippet
        return found

    def bookmarks(self, within: Part | None = None, grouping: Grouping = "date") -> Listing:
        """The bookmarked updates, all or those of a part of the library, newest first in each group."""
        return BookmarkListing(self._library, self._marks, within, grouping)

    def update_ids(self, scope: Scope) -> Sequence[str]:
        """The ids of a scope's updates.

        Raises:
            QueryError: the scope is a search whose query cannot be understood.
        """
        numbers = self._numbers(scope)
        return self.everything().update_ids() if numbers is None else self._library.ids(numbers)

    def last_visit(self) -> LastVisit:
        """When the reader was last here, and what came since."""
        return LastVisit(self._library, self.session)

    # --- statements

    def count_speakers(
        self, scope: Scope = _EVERYTHING, *, with_unattributed: bool = False
    ) -> list[SpeakerCount]:
        """Who says how much in a scope; the most first.

        With `with_unattributed` what nobody is known to have said comes last, under `UNATTRIBUTED`.

        Raises:
            QueryError: the scope is a search whose query cannot be understood.
        """
        counts = self._library.count_speakers(self._numbers(scope))
        named = [speaker for speaker in counts if speaker.name != UNATTRIBUTED]
        return named + [speaker for speaker in counts if with_unattributed and speaker.name == UNATTRIBUTED]

    def statements_of(self, speaker: str, scope: Scope = _EVERYTHING) -> Statements:
        """What one speaker, by the full name, or `UNATTRIBUTED`, said in a scope, in order of time.

        Raises:
            QueryError: as for `count_speakers`.
        """
        return self._library.statements_of(speaker, self._numbers(scope))

    def statements(self, query: str = "", speaker: str | None = None) -> Iterator[Statement]:
        """What was said, in order of time: in what a query finds, by a speaker, or both.

        `speaker` is any part of a name, whole words, any case: "scholz" finds "Olaf Scholz"; `UNATTRIBUTED`
        finds what nobody is known to have said.

        Raises:
            QueryError: the query cannot be understood.
        """
        numbers = self._numbers(Found(query))
        if speaker is None:
            yield from self._library.statements(numbers)
            return
        names = self._engine().names(speaker) if speaker else {UNATTRIBUTED}
        for statement in self._library.statements(numbers, sorted(names)):
            if (statement.quotation.speaker or UNATTRIBUTED) in names:
                yield statement

    def _numbers(self, scope: Scope) -> Sequence[int] | None:
        """The numbers of a scope's updates; None for all."""
        match scope:
            case Found(within=part) | Bookmarked(within=part) if part:
                return self._numbers_within(part, replace(scope, within=None))
            case Found() | Like():
                return self._found_numbers(scope)
            case Bookmarked():
                places = self._library.places(self._marks.bookmarked_ids())
                return [number for _, number in places.values()]
        return self._numbers_of_part(scope)

    def _numbers_within(self, part: Part, scope: Scope) -> Sequence[int]:
        chosen, numbers = self._numbers_of_part(part) or (), self._numbers(scope)
        if numbers is None:
            return chosen
        known = frozenset(chosen)
        return [number for number in numbers if number in known]

    def _numbers_of_part(self, scope: Scope) -> Sequence[int] | None:
        match scope:
            case OfDay(date):
                return self._library.numbers_of_day(date)
            case OfLiveBlog(live_blog_id):
                return self._library.numbers_of_live_blog(live_blog_id)
            case OfSource(source):
                return self._library.numbers_of_source(source)
        return None

    def _found_numbers(self, scope: Found | Like) -> Sequence[int] | None:
        if isinstance(scope, Like):
            return self._engine().related(scope.update_id, _ALIKE).numbers
        if not scope.query.strip():
            return None
        return self._engine().numbers(scope.query, as_you_type=scope.as_you_type)
