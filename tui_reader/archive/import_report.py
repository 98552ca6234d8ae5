"""What goes into an import and what comes out of it, beside the live blogs."""

import datetime
from dataclasses import dataclass, field

from tui_reader.errors import SourceError
from tui_reader.news import LiveBlog
from tui_reader.reading.outcome import ReadingWarning


@dataclass(frozen=True, slots=True)
class Overrides:
    """What the user says about a live blog, against or beyond its source.

    Attributes:
        date: the day it covers.
        publisher: the outlet.
        url: its address.
    """

    date: datetime.date | None = None
    publisher: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import is.

    Attributes:
        name: the source that was just read.
        done: how many sources are done.
        total: how many there are in all.
        updates: how many updates were read so far.
    """

    name: str
    done: int
    total: int
    updates: int


@dataclass(slots=True)
class ImportReport:
    """What an import did.

    Attributes:
        live_blogs: how many live blogs were read.
        new: how many updates the library did not have.
        changed: how many it had in another wording.
        unchanged: how many it had already.
        quotations: how many quotations the read updates hold.
        first_date: the oldest date among the updates, None when no date is known.
        last_date: the newest one.
        warnings: what the user should know about what was read.
        refused: the sources that could not be read.
        not_changed: the addresses that serve what was imported from them before.
        read_addresses: the addresses from which live blogs were read.
    """

    live_blogs: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    quotations: int = 0
    first_date: datetime.date | None = None
    last_date: datetime.date | None = None
    warnings: list[ReadingWarning] = field(default_factory=list)
    refused: list[SourceError] = field(default_factory=list)
    not_changed: list[str] = field(default_factory=list)
    read_addresses: list[str] = field(default_factory=list)

    def count(self, blog: LiveBlog) -> None:
        """Take a read live blog into the figures."""
        self.live_blogs += 1
        for update in blog.updates:
            self.quotations += len(update.quotations)
            if update.date:
                self.first_date = min(self.first_date or update.date, update.date)
                self.last_date = max(self.last_date or update.date, update.date)
