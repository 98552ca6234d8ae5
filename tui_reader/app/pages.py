"""Rows fetched in pages as they are looked at; the pages last used are kept."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

_T = TypeVar("_T")

_PAGE = 64  # rows: a screen or two
_KEPT = 32  # pages


class Pages(Generic[_T]):
    """Random access to rows at a cost that does not grow with their number.

    Args:
        fetch: gives the rows from a first one up to, not including, another.
    """

    def __init__(self, fetch: Callable[[int, int], Sequence[_T]]) -> None:
        self._fetch = fetch
        self._pages: OrderedDict[int, Sequence[_T]] = OrderedDict()

    def row(self, index: int) -> _T | None:
        """The row, None where there turned out to be fewer than was said."""
        number, place = divmod(index, _PAGE)
        page = self._pages.pop(number, None)
        if page is None:
            page = self._fetch(number * _PAGE, (number + 1) * _PAGE)
        self._pages[number] = page
        if len(self._pages) > _KEPT:
            self._pages.popitem(last=False)
        return page[place] if place < len(page) else None
