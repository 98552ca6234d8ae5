"""One quotation with all that a citation needs."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from tui_reader.news.corrections import quotation_ids
from tui_reader.news.listing import list_headline
from tui_reader.news.live_blog import LiveBlog, Update
from tui_reader.news.quotation import Quotation


@dataclass(frozen=True, slots=True)
class Statement:
    """A quotation, where and when it stands.

    Attributes:
        quotation: the words and their speaker.
        quotation_id: its id within the update, see `news.corrections`.
        update_id: the update's id.
        headline: the update's headline, or how its text begins.
        date: the update's day, None when unknown.
        date_is_inferred: the year of that day was worked out.
        published: the update's time, None when unknown.
        publisher: the outlet, None when unknown.
        title: the live blog's title.
        url: the update's permalink, else the live blog's address, None when neither is known.
    """

    quotation: Quotation
    quotation_id: str
    update_id: str
    headline: str
    date: datetime.date | None
    date_is_inferred: bool
    published: datetime.datetime | None
    publisher: str | None
    title: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class SpeakerCount:
    """A speaker and how many statements of theirs a scope holds."""

    name: str
    count: int


def statements(update: Update, blog: LiveBlog) -> Iterator[Statement]:
    """What is stated in an update of that live blog, in reading order."""
    ids = quotation_ids(update)
    for ordinal in stated(update):
        yield Statement(
            quotation=update.quotations[ordinal],
            quotation_id=ids[ordinal],
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
    body = [_letters(q.text) for q in update.quotations if q.place.block is not None]
    return [
        ordinal
        for ordinal, quotation in enumerate(update.quotations)
        if quotation.kind != "scare"
        and not (quotation.place.block is None and any(_letters(quotation.text) in words for words in body))
    ]


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())
