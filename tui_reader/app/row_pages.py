"""Rows of a listing, fetched in pages as they are looked at; the pages last used are kept."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace

from tui_reader.news import Listing, UpdateRow

_PAGE = 128  # rows: a screen or two, well under a frame's time to fetch
_KEPT = 32  # pages


class RowPages:
    """Random access to the rows of a listing at a cost that does not grow with its length."""

    def __init__(self, listing: Listing) -> None:
        self._listing = listing
        self._pages: OrderedDict[int, list[UpdateRow]] = OrderedDict()

    def row(self, index: int) -> UpdateRow | None:
        """The row, None where the listing turned out shorter than it said."""
        number, place = divmod(index, _PAGE)
        page = self._page(number)
        return page[place] if place < len(page) else None

    def change(self, update_id: str, *, is_read: bool | None, is_bookmarked: bool | None) -> None:
        """Note on the kept pages that an update's marks changed; None leaves a mark as it is."""
        for page in self._pages.values():
            for place, row in enumerate(page):
                if row.update_id == update_id:
                    page[place] = replace(
                        row,
                        is_read=row.is_read if is_read is None else is_read,
                        is_bookmarked=row.is_bookmarked if is_bookmarked is None else is_bookmarked,
                    )

    def kept(self) -> Sequence[UpdateRow]:
        """The rows at hand."""
        return [row for page in self._pages.values() for row in page]

    def _page(self, number: int) -> list[UpdateRow]:
        page = self._pages.get(number)
        if page is None:
            start = number * _PAGE
            page = self._pages[number] = list(self._listing.rows(start, start + _PAGE))
            if len(self._pages) > _KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page
