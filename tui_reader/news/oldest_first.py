"""A list of updates the other way round."""

from collections.abc import Sequence

from tui_reader.news.listing import Day, Listing, UpdateRow


class OldestFirst:
    """The mirror of a listing that is newest first (a `Listing`), at the same cost for every row.

    Updates whose date is unknown, the last ones there, are the first ones here, as `order:oldest` has them.
    """

    def __init__(self, newest_first: Listing) -> None:
        self._mirrored = newest_first
        self.days: Sequence[Day] = [*reversed(newest_first.days)]

    def __len__(self) -> int:
        return len(self._mirrored)

    def rows(self, start: int, stop: int) -> Sequence[UpdateRow]:
        """Rows `start` to `stop`; fewer when another program has removed some meanwhile."""
        first, end = max(0, start), min(stop, len(self))
        if first >= end:
            return []
        return [*reversed(self._mirrored.rows(len(self) - end, len(self) - first))]

    def update_ids(self) -> Sequence[str]:
        """Every update that it holds, by id, in no particular order."""
        return self._mirrored.update_ids()

    def index_of(self, update_id: str) -> int | None:
        """The row that shows the update, None when the listing does not hold it."""
        row = self._mirrored.index_of(update_id)
        return None if row is None else len(self) - 1 - row
