"""What the reader wants to find again: an update, or one quotation of it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from tui_reader.clean import clean_line
from tui_reader.news.corrections import quotation_ids
from tui_reader.news.live_blog import LiveBlog, Update
from tui_reader.news.quotation import Quotation
from tui_reader.news.statement import Source, Statement, source_of


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An update or a quotation as it was when the mark was set, with what the reader thinks of it.

    Attributes:
        update: a copy of the update, quotations included.
        live_blog: a copy of its live blog without the updates.
        added_at: when, aware.
        note: the reader's own words.
        tags: the reader's own labels.
        quotation_id: the quotation's id in the copy (see `news.corrections`); None marks the whole update.
    """

    update: Update
    live_blog: LiveBlog
    added_at: datetime
    note: str = ""
    tags: tuple[str, ...] = ()
    quotation_id: str | None = None

    @property
    def name(self) -> str:
        """What tells it from every other bookmark: the update's id, for a quotation with its id after it."""
        return bookmark_name(self.update.id, self.quotation_id)

    @property
    def quotation(self) -> Quotation | None:
        """The quotation, None when the whole update is marked."""
        if self.quotation_id is None:
            return None
        return self.update.quotations[quotation_ids(self.update).index(self.quotation_id)]

    @property
    def cited(self) -> Statement | Source:
        """The quotation with its source, or the update, as a citation takes them."""
        source, quotation = source_of(self.update, self.live_blog), self.quotation
        return Statement(quotation, self.quotation_id or "", source) if quotation else source


def bookmark_name(update_id: str, quotation_id: str | None = None) -> str:
    """What a bookmark on that update, or on that quotation of it, is called."""
    return f"{update_id} {quotation_id}" if quotation_id else update_id


def merged_bookmark(mine: Bookmark, other: Bookmark) -> Bookmark:
    """Two bookmarks on the same thing as one that loses nothing: my copy, both notes, both tags.

    A note that the other one holds already is not repeated, so that merging again changes nothing. The time
    is the earlier one.
    """
    return replace(
        mine,
        added_at=min(mine.added_at, other.added_at),
        note=_joined(mine.note, other.note),
        tags=tuple(dict.fromkeys((*mine.tags, *other.tags))),
    )


def _joined(mine: str, other: str) -> str:
    if other in mine:
        return mine
    return other if mine in other else f"{mine}\n\n{other}"


def cleaned_tags(texts: Iterable[str]) -> list[str]:
    """The tags that texts hold, several in a text with commas between, "#" before any: each of them once."""
    tags = (clean_line(tag).lstrip("#").strip() for text in texts for tag in text.split(","))
    return [tag for tag in dict.fromkeys(tags) if tag]


def tags_in_use(bookmarks: Iterable[Bookmark]) -> list[str]:
    """Every tag once, the most used first, then by the alphabet."""
    counts: dict[str, int] = {}
    for bookmark in bookmarks:
        for tag in bookmark.tags:
            counts[tag] = counts.get(tag, 0) + 1
    return sorted(counts, key=lambda tag: (-counts[tag], tag.casefold(), tag))
