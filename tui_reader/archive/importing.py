"""From sources to stored live blogs: read, find the quotations, save in portions."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from tui_reader.archive.fetching import NotChanged
from tui_reader.archive.guard import GuardedParser
from tui_reader.archive.import_report import ImportReport, Overrides, Progress
from tui_reader.archive.parsing import Outcome, Parser
from tui_reader.errors import SourceError
from tui_reader.library import Library
from tui_reader.news import LiveBlog
from tui_reader.quoting import RULES
from tui_reader.reading import Document, ReadingWarning, apply_overrides
from tui_reader.reading.sources import Fetch, Location, load, locate

_NO_OVERRIDES = Overrides()
_PORTION = 1_000  # updates saved in one transaction: few fsyncs, and little to do again after an interruption


class Importer:
    """Reads sources one by one.

    Args:
        overrides: what the user says about the live blogs, against or beyond the sources.
        known_speakers: names that may complete a short name.
        fetch: fetches addresses; without it there are only files and streams.
        parser: makes live blogs of documents; without it one that is within limits.
    """

    def __init__(
        self,
        overrides: Overrides = _NO_OVERRIDES,
        known_speakers: Iterable[str] = (),
        fetch: Fetch | None = None,
        parser: Parser | None = None,
    ) -> None:
        self._overrides = overrides
        self._known_speakers = tuple(known_speakers)
        self._fetch = fetch
        self._parser = parser or GuardedParser()

    def live_blogs(
        self,
        words: Sequence[str],
        report: ImportReport,
        on_progress: Callable[[Progress], None] = lambda _: None,
    ) -> Iterator[LiveBlog]:
        """The live blogs of all sources, quotations included; warnings and refusals go into the report."""
        locations = [location for word in words for location in locate(word)]
        updates = 0

        def documents() -> Iterator[tuple[Location, Document]]:
            for done, location in enumerate(locations):
                on_progress(Progress(location.name, done, len(locations), updates))
                document = self._loaded(location, report)
                if document:
                    yield location, document

        for location, outcome in self._parser.parsed(documents(), self._known_speakers):
            for blog in self._taken(location, outcome, report):
                updates += len(blog.updates)
                report.count(blog)
                yield blog
        on_progress(Progress("", len(locations), len(locations), updates))
        if not locations:
            report.refused.append(SourceError(", ".join(words), "holds no file"))
        elif not (report.live_blogs or report.refused or report.not_changed):
            report.refused.append(SourceError(", ".join(words), "holds no live blog"))

    def _loaded(self, location: Location, report: ImportReport) -> Document | None:
        try:
            return load(location, self._fetch)
        except NotChanged:
            report.not_changed.append(location.name)
        except SourceError as error:
            _refuse(location, error, report)
        return None

    def _taken(self, location: Location, outcome: Outcome, report: ImportReport) -> Iterator[LiveBlog]:
        if isinstance(outcome, SourceError):
            _refuse(location, outcome, report)
            return
        report.warnings.extend(outcome.warnings)
        if location.kind == "address" and outcome.live_blogs:
            report.read_addresses.append(location.name)
        said = self._overrides
        for blog in outcome.live_blogs:
            yield apply_overrides(blog, date=said.date, publisher=said.publisher, url=said.url)


def _refuse(location: Location, error: SourceError, report: ImportReport) -> None:
    """A source that somebody named is refused; a file that was only found in a folder is told of."""
    if location.in_folder:
        report.warnings.append(ReadingWarning(error.source, None, error.reason))
    else:
        report.refused.append(error)


def save_in_portions(library: Library, blogs: Iterable[LiveBlog], report: ImportReport) -> None:
    """Save live blogs, each as a whole, about a thousand updates at a time."""
    waiting: list[LiveBlog] = []
    for blog in blogs:
        waiting.append(blog)
        if sum(len(b.updates) for b in waiting) >= _PORTION:
            _save(library, waiting, report)
            waiting = []
    _save(library, waiting, report)


def _save(library: Library, blogs: Sequence[LiveBlog], report: ImportReport) -> None:
    if not blogs:
        return
    for saved in library.save(blogs, RULES):
        report.new += saved.new
        report.changed += saved.changed
        report.unchanged += saved.unchanged
