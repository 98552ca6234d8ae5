"""The bookmarked updates as a list, those included that the library no longer holds."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from tui_reader.archive.scope import OfLiveBlog, OfSource, Part
from tui_reader.library import Library, Marks
from tui_reader.news import Day, LiveBlog, UpdateRow
from tui_reader.news.bookmark import Bookmark
from tui_reader.news.grouping import BlogName, Placed, by_live_blog
from tui_reader.news.listing import Group, Grouping, list_headline, list_source
from tui_reader.news.ordering import date_of_day, day_of_key, order_keys


@dataclass(frozen=True, slots=True)
class _Entry:
    order_key: int
    row: UpdateRow
    blog: BlogName


class BookmarkListing:
    """Every update that is bookmarked or holds a bookmarked quotation (a `news.Listing`).

    An update that is gone from the library is shown from the bookmark's own copy.
    """

    def __init__(
        self, library: Library, marks: Marks, within: Part | None = None, grouping: Grouping = "date"
    ) -> None:
        self._marks = marks
        wanted = [mark for mark in reversed(marks.bookmarks()) if _is_within(mark.live_blog, within)]
        by_update = {bookmark.update.id: bookmark for bookmark in wanted}
        bookmarks = [*by_update.values()]
        places = library.places(bookmark.update.id for bookmark in bookmarks)
        entries = [_entry(bookmark, places.get(bookmark.update.id)) for bookmark in bookmarks]
        entries.sort(key=lambda entry: entry.order_key, reverse=True)
        days = groupby(day_of_key(entry.order_key) for entry in entries)
        self.groups: Sequence[Group] = [Day(date_of_day(day), sum(1 for _ in same)) for day, same in days]
        self._rows = [entry.row for entry in entries]
        if grouping == "live blog":
            placed = (Placed(entry.row, entry.blog, entry.order_key) for entry in entries)
            self._rows, self.groups = by_live_blog(placed)

    def __len__(self) -> int:
        return len(self._rows)

    def rows(self, start: int, stop: int) -> list[UpdateRow]:
        """Rows `start` to `stop`, with the marks that they bear by now."""
        rows = self._rows[max(0, start) : max(0, stop)]
        marked = self._marks.marked([row.update_id for row in rows])
        return [
            replace(
                row,
                is_read=row.update_id in marked.read,
                is_bookmarked=row.update_id in marked.bookmarked,
            )
            for row in rows
        ]

    def update_ids(self) -> list[str]:
        """Every update that it holds, by id."""
        return [row.update_id for row in self._rows]

    def index_of(self, update_id: str) -> int | None:
        """The row that shows the update, None when it is not bookmarked."""
        return next((i for i, row in enumerate(self._rows) if row.update_id == update_id), None)


def _is_within(blog: LiveBlog, part: Part | None) -> bool:
    match part:
        case OfLiveBlog(live_blog_id):
            return blog.id == live_blog_id
        case OfSource(source):
            return list_source(blog) == source
    return True


def _entry(bookmark: Bookmark, place: tuple[int, int] | None) -> _Entry:
    update, blog = bookmark.update, bookmark.live_blog
    order_key = place[0] if place else order_keys([update], 0)[0]
    row = UpdateRow(
        update_id=update.id,
        date=date_of_day(day_of_key(order_key)),
        published=update.published,
        headline=list_headline(update),
        source=list_source(blog),
        is_key_event=update.is_key_event,
        is_missing=place is None,
    )
    return _Entry(order_key, row, BlogName(blog.id, blog.title or "", list_source(blog)))
