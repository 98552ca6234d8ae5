"""One update with all that a reader needs around it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tui_reader.news.bookmark import Bookmark
from tui_reader.news.live_blog import LiveBlog, Update


@dataclass(frozen=True, slots=True)
class UpdateView:
    """An update, where it stands, and what the reader did with it.

    Attributes:
        update: the update, quotations included.
        live_blog: the live blog it belongs to, without its updates.
        position: its place on the page, from 1 (the top, the newest).
        count: how many updates the live blog has.
        revisions: how many earlier wordings are kept.
        is_read: it was opened before.
        bookmarks: those on its quotations, by the ids that these have now, and the one on itself under None.
        is_missing: a bookmark's copy; the library no longer holds the update.
    """

    update: Update
    live_blog: LiveBlog
    position: int
    count: int
    revisions: int = 0
    is_read: bool = False
    bookmarks: Mapping[str | None, Bookmark] = field(default_factory=dict)
    is_missing: bool = False

    def quotation_of(self, bookmark: Bookmark) -> str | None:
        """The id that a bookmark's quotation has now; None for the whole update, and for what is gone."""
        return next((i for i, own in self.bookmarks.items() if own.name == bookmark.name), None)

    @property
    def is_bookmarked(self) -> bool:
        """Whether the whole update bears a bookmark."""
        return None in self.bookmarks
