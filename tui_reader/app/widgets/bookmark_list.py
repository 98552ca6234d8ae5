"""The list of bookmarks, those left that match what is typed."""

from collections.abc import Sequence
from typing import ClassVar

from tui_reader.app.plain_layout import PlainLayout
from tui_reader.app.rendering.bookmark_line import bookmark_line
from tui_reader.app.rendering.styled import Line
from tui_reader.app.widgets.palette import component_classes
from tui_reader.app.widgets.row_list import RowList
from tui_reader.archive.bookmark_search import BookmarkFilter
from tui_reader.news.bookmark import Bookmark
from tui_reader.news.bookmark_order import SORTS, Sort, in_order

_NONE = "No bookmarks yet: b sets one, Esc goes back"


class BookmarkList(RowList):
    """Bookmarks with tags and notes, in an order of the reader's choice.

    Attributes:
        shown: the bookmarks on show, in order.
        sort: the order.
    """

    PREFIX = "bookmark-list"
    COMPONENT_CLASSES: ClassVar[set[str]] = component_classes(
        PREFIX, ("words", "speaker", "tag", "note", "muted", "cursor", "cursor-blurred")
    )

    def __init__(self) -> None:
        super().__init__()
        self.shown: Sequence[Bookmark] = ()
        self.sort: Sort = "added"
        self._filter = BookmarkFilter(())
        self._text = ""

    def show(self, bookmarks: BookmarkFilter) -> None:
        """Show other bookmarks, through what is typed, with the cursor on the same one if possible."""
        self._filter = bookmarks
        self._lay_out()

    def filter(self, text: str) -> None:
        """Show those alone that have words that begin as the words of the text do."""
        if text != self._text:
            self._text = text
            self._lay_out()

    def sort_next(self) -> None:
        """Take the next order."""
        self.sort = SORTS[(SORTS.index(self.sort) + 1) % len(SORTS)]
        self._lay_out()

    @property
    def bookmark(self) -> Bookmark | None:
        """The bookmark at the cursor."""
        return None if self.cursor is None else self.shown[self.cursor]

    def row_line(self, row: int, width: int) -> Line:
        """A bookmark."""
        return bookmark_line(self.shown[row], width)

    def _lay_out(self) -> None:
        before, row = self.bookmark, self.cursor or 0
        self.shown = in_order(self._filter.matching(self._text), self.sort)
        names = [bookmark.name for bookmark in self.shown]
        at = names.index(before.name) if before and before.name in names else row
        instead = (
            "No bookmark has these words" if self._text else "No bookmarks yet: b sets one, Esc goes back"
        )
        self.lay_out(PlainLayout(len(self.shown)), at, instead)
