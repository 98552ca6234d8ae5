from collections.abc import Sequence
from datetime import date

from tui_reader.app.row_pages import RowPages
from tui_reader.news import Day, UpdateRow


class Counting:
    """A listing that counts how often it is asked."""

    def __init__(self, count: int) -> None:
        self.asked: list[tuple[int, int]] = []
        self._count = count

    @property
    def groups(self) -> Sequence[Day]:
        return [Day(date(2031, 5, 3), self._count)]

    def __len__(self) -> int:
        return self._count

    def rows(self, start: int, stop: int) -> list[UpdateRow]:
        self.asked.append((start, stop))
        return [UpdateRow(str(n), None, None, f"Row {n}", "") for n in range(start, min(stop, self._count))]

    def update_ids(self) -> list[str]:
        return [str(n) for n in range(self._count)]

    def index_of(self, update_id: str) -> int | None:
        return int(update_id)


def headline(pages: RowPages, index: int) -> str | None:
    row = pages.row(index)
    return row.headline if row else None


def test_rows_are_fetched_in_pages_when_they_are_looked_at() -> None:
    listing = Counting(1_000_000)
    pages = RowPages(listing)
    assert listing.asked == []
    assert [headline(pages, n) for n in (0, 127, 999_999)] == ["Row 0", "Row 127", "Row 999999"]
    assert len(listing.asked) == 2
    assert all(stop - start == 128 for start, stop in listing.asked)


def test_only_the_pages_last_used_are_kept() -> None:
    listing = Counting(1_000_000)
    pages = RowPages(listing)
    for page in range(100):
        assert headline(pages, page * 128) == f"Row {page * 128}"
        assert headline(pages, 0) == "Row 0"
    assert len(listing.asked) == 100, "the first page was always in use"
    pages.row(128)
    assert len(listing.asked) == 101


def test_a_row_that_is_gone_is_none() -> None:
    assert RowPages(Counting(5)).row(5) is None


def test_rows_that_changed_are_fetched_again() -> None:
    listing = Counting(1_000)
    pages = RowPages(listing)
    pages.row(0)
    pages.row(200)
    assert pages.renew({"3", "999"})
    pages.row(200)
    assert len(listing.asked) == 2
    pages.row(3)
    assert len(listing.asked) == 3
    assert not pages.renew({"999"})
