"""Rows of a listing, fetched in pages as they are looked at; the pages last used are kept."""

from collections import OrderedDict
from collections.abc import Collection, Sequence

from tui_reader.news import Listing, UpdateRow

_PAGE = 128  # rows: a screen or two, well under a frame's time to fetch
_KEPT = 32  # pages


class RowPages:
    """Random access to the rows of a listing at a cost that does not grow with its length.

    Attributes:
        sources: those of the rows that were fetched until now.
    """

    def __init__(self, listing: Listing) -> None:
        self.sources: set[str] = set()
        self._listing = listing
        self._pages: OrderedDict[int, list[UpdateRow]] = OrderedDict()

    def row(self, index: int) -> UpdateRow | None:
        """The row, None where the listing turned out shorter than it said."""
        number, place = divmod(index, _PAGE)
        page = self._page(number)
        return page[place] if place < len(page) else None

    def renew(self, update_ids: Collection[str]) -> bool:
        """Fetch the pages again that show one of these updates; whether any is kept that does."""
        stale = [n for n, page in self._pages.items() if any(row.update_id in update_ids for row in page)]
        for number in stale:
            del self._pages[number]
        return bool(stale)

    def kept(self) -> Sequence[UpdateRow]:
        """The rows at hand."""
        return [row for page in self._pages.values() for row in page]

    def _page(self, number: int) -> list[UpdateRow]:
        page = self._pages.get(number)
        if page is None:
            start = number * _PAGE
            page = self._pages[number] = list(self._listing.rows(start, start + _PAGE))
            self.sources |= {row.source for row in page}
            if len(self._pages) > _KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page
