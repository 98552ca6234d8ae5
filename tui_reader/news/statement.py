"""Statements: quotations with all that a citation needs to know of their source."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from tui_reader.news.corrections import quotation_ids
from tui_reader.news.letters import letters
from tui_reader.news.listing import Day, list_headline
from tui_reader.news.live_blog import LiveBlog, Update
from tui_reader.news.quotation import Quotation


@dataclass(frozen=True, slots=True)
class Source:
    """An update as the source of a citation.

    Attributes:
        update_id: the update's id.
        headline: the update's headline, or how its text begins.
        date: the update's day, None when unknown.
        date_is_inferred: the year of that day was worked out.
        published: the update's time, None when unknown.
        publisher: the outlet, None when unknown.
        title: the live blog's title.
        url: the update's permalink, else the live blog's address, None when neither is known.
    """

    update_id: str
    headline: str
    date: datetime.date | None = None
    date_is_inferred: bool = False
    published: datetime.datetime | None = None
    publisher: str | None = None
    title: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """A quotation and where it stands.

    Attributes:
        quotation: the words and their speaker.
        quotation_id: its id within the update, see `news.corrections`.
        source: the update.
    """

    quotation: Quotation
    quotation_id: str
    source: Source


UNATTRIBUTED = ""
"""Stands for the name of a speaker who is not known."""


@dataclass(frozen=True, slots=True)
class SpeakerCount:
    """A speaker and how many statements of theirs a scope holds."""

    name: str
    count: int


class Statements(Protocol):
    """An ordered list of statements, in order of time, fetched on demand."""

    @property
    def days(self) -> Sequence[Day]:
        """The dates of the statements with their numbers, in order of time, "unknown" last."""
        ...

    def __len__(self) -> int:
        """How many statements it holds."""
        ...

    def rows(self, start: int, stop: int) -> Sequence[Statement]:
        """Statements `start` to `stop`, clipped to the list."""
        ...


def statements(update: Update, blog: LiveBlog) -> Iterator[Statement]:
    """What is stated in an update of that live blog, in reading order."""
    ids, source = quotation_ids(update), source_of(update, blog)
    for ordinal in stated(update):
        yield Statement(update.quotations[ordinal], ids[ordinal], source)


def source_of(update: Update, blog: LiveBlog) -> Source:
    """The update of that live blog as the source of a citation."""
    return Source(
        update_id=update.id,
        headline=list_headline(update),
        date=update.date,
        date_is_inferred=blog.date_is_inferred and update.date == blog.coverage_date,
        published=update.published,
        publisher=blog.publisher,
        title=blog.title,
        url=update.url or blog.url,
    )


def stated(update: Update) -> list[int]:
    """Which of the update's quotations are statements, by their place in `update.quotations`.

    Scare quotes are nobody's statement, and a headline's words that the text quotes too are no second one.
    """
    body = [letters(q.text) for q in update.quotations if q.place.block is not None]
    return [
        ordinal
        for ordinal, quotation in enumerate(update.quotations)
        if quotation.kind != "scare"
        and not (quotation.place.block is None and any(letters(quotation.text) in words for words in body))
    ]
