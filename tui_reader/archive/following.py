"""Live blogs followed on the web: sources are asked at a polite pace, what is new in them is imported."""

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from tui_reader.archive import schedule
from tui_reader.archive.fetching import Fetching
from tui_reader.archive.import_report import ImportReport
from tui_reader.archive.parsing import Parser
from tui_reader.archive.schedule import Answer, Pace
from tui_reader.errors import SourceError
from tui_reader.library import Library, Saved, Source
from tui_reader.news import LiveBlog
from tui_reader.reading.web import FetchError, Limits

_PACE = Pace()


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What came of a source.

    Attributes:
        source: as it is now.
        was_asked: it was; otherwise it may not be asked so soon again, or another process just did.
        new_ids: the updates that the library did not have, newest first.
        changed_ids: the updates that their publisher changed.
    """

    source: Source
    was_asked: bool = True
    new_ids: Sequence[str] = ()
    changed_ids: Sequence[str] = ()

    @property
    def error(self) -> str | None:
        """What went wrong when the source was asked just now, None where nothing did."""
        return self.source.error if self.was_asked else None


class Following:
    """Asks the sources of one library.

    Args:
        library: where everything is stored.
        parser: makes live blogs of what is fetched; without it one that is within limits.
        pace: how often a source is asked.
        limits: how much one fetch may take.
        now: the clock; aware times.
        chance: a number between 0 and 1, another one at every call.
    """

    def __init__(
        self,
        library: Library,
        parser: Parser | None = None,
        *,
        pace: Pace = _PACE,
        limits: Limits | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._library = library
        self._parser = parser
        self._pace = pace
        self._limits = limits
        self._now = now
        self._chance = chance

    # --- subscriptions

    def subscribed(self) -> list[Source]:
        """Every subscribed source, by address."""
        return self._library.sources.subscribed()

    def subscribe(self, url: str, *, allow_private: bool = False) -> bool:
        """Subscribe to an address; whether that is new.

        Raises:
            SourceError: it is no address that could be fetched.
        """
        return self._library.sources.subscribe(checked_address(url), allows_private=allow_private)

    def unsubscribe(self, url: str) -> bool:
        """Ask a source no more; what was imported from it stays. Whether it was subscribed to."""
        return self._library.sources.unsubscribe(url)

    # --- asking

    def seconds_to_next(self) -> float | None:
        """The seconds until a subscribed source is due, None without subscriptions."""
        return schedule.seconds_to_next(self.subscribed(), self._now())

    def refresh_due(self) -> Iterator[Refreshed]:
        """Ask the subscribed sources that are due, one after the other."""
        for source in self.subscribed():
            if schedule.due(source, self._now()) <= self._now():
                yield self.refresh(source)

    def refresh_all(self) -> Iterator[Refreshed]:
        """Ask the subscribed sources, due or not; those that were asked a moment ago are left alone."""
        for source in self.subscribed():
            yield self.refresh(source)

    def refresh(self, source: Source) -> Refreshed:
        """Ask a source and import what is new in it, unless that would be too soon.

        Whatever its server does is kept in the source's state; nothing is raised for it.

        Raises:
            LibraryError: the library cannot be used.
        """
        now = self._now()
        claimed_until = now + timedelta(seconds=self._pace.interval)
        if schedule.earliest(source, now) > now or not self._library.sources.claim(
            source, now, claimed_until
        ):
            return Refreshed(self._library.sources.get(source.url) or source, was_asked=False)
        try:
            answer, saved = self._import(source)
        except SourceError as error:
            retry_after = error.retry_after if isinstance(error, FetchError) else None
            after = schedule.failed(
                source, self._now(), self._pace, self._chance(), error.reason, retry_after
            )
            saved = ()
        else:
            after = schedule.succeeded(source, self._now(), self._pace, self._chance(), answer)
        after = replace(after, tried_at=now)
        self._library.sources.settle(after)
        return Refreshed(
            after,
            new_ids=[update for each in saved for update in each.new_ids],
            changed_ids=[update for each in saved for update in each.changed_ids],
        )

    def _import(self, source: Source) -> tuple[Answer, Sequence[Saved]]:
        from tui_reader.archive.importing import Importer  # noqa: PLC0415 - loads the parsers
        from tui_reader.quoting import RULES  # noqa: PLC0415

        fetching = Fetching(self._library.sources, allow_private=source.allows_private, limits=self._limits)
        report = ImportReport()
        importer = Importer(fetch=fetching, known_speakers=self._library.speakers(), parser=self._parser)
        blogs = list(importer.live_blogs([source.url], report))
        if report.refused:
            raise report.refused[0]
        if any(_is_one_text(blog) for blog in blogs):
            raise SourceError(source.url, "shows no updates that could be told apart")
        saved = self._library.save(blogs, RULES) if blogs else ()
        has_news = any(each.new or each.changed for each in saved)
        fetched = fetching.fetched.get(source.url)
        if fetched is None:
            return Answer(has_news, source.etag, source.last_modified), saved
        return Answer(has_news, fetched.etag, fetched.last_modified), saved

    def follow(
        self, urls: Iterable[str], wait: Callable[[float], object], *, allow_private: bool = False
    ) -> Iterator[Refreshed]:
        """Ask addresses, subscribed to or not, again and again, for as long as the caller goes on.

        Args:
            urls: the addresses.
            wait: waits for so many seconds, or for fewer.
            allow_private: they may lead to private addresses.

        Raises:
            SourceError: one of them is no address that could be fetched.
            LibraryError: the library cannot be used.
        """
        sources = {
            source.url: replace(source, due_at=None)  # at once, whenever others wanted to
            for source in self.sources_at(urls, allow_private=allow_private)
        }
        while sources:
            now = self._now()
            url = min(sources, key=lambda each: schedule.due(sources[each], now))
            seconds = (schedule.due(sources[url], now) - now).total_seconds()
            if seconds > 0:
                wait(seconds)
                continue
            refreshed = self.refresh(self._source(url, allow_private=allow_private))
            sources[url] = refreshed.source
            yield refreshed

    def sources_at(self, urls: Iterable[str], *, allow_private: bool = False) -> list[Source]:
        """What is known of addresses, subscribed to or not.

        Raises:
            SourceError: one of them is no address that could be fetched.
        """
        addresses = dict.fromkeys(checked_address(url) for url in urls)
        return [self._source(url, allow_private=allow_private) for url in addresses]

    def _source(self, url: str, *, allow_private: bool) -> Source:
        known = self._library.sources.get(url) or Source(url)
        return replace(known, allows_private=allow_private or known.allows_private)


class Outages:
    """Says once that a source fails, and once that it answers again."""

    def __init__(self) -> None:
        self._failing: set[str] = set()

    def line(self, refreshed: Refreshed) -> str | None:
        """What to tell the user about a source, None where that was told before or all is well."""
        source = refreshed.source
        if source.error is None:
            was_failing = source.url in self._failing
            self._failing.discard(source.url)
            return f"{source.url}: answers again" if was_failing else None
        if source.url in self._failing:
            return None
        self._failing.add(source.url)
        return f"{source.url}: {source.error}; it is tried again with growing pauses"


def _is_one_text(blog: LiveBlog) -> bool:
    """Whether a page's whole text was taken for an update: an error page perhaps, or one cut short."""
    return len(blog.updates) == 1 and not any(
        (update.headline, update.url, update.source_id) != (None, None, None) for update in blog.updates
    )


def checked_address(url: str) -> str:
    """The address without blanks around it.

    Raises:
        SourceError: it is no address that could be fetched.
    """
    url = url.strip()
    try:
        parts = urlsplit(url)
        is_address = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        is_address = False
    if not is_address or not url.isprintable() or len(url) > 2_000:
        raise SourceError(url[:200], "is no address of the web (https://...)")
    if parts.username is not None:
        raise SourceError(url, "holds a password; such addresses are not fetched")
    return url
