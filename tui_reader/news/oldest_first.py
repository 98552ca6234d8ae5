"""A list of updates the other way round."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from tui_reader.news.listing import Group, Listing, LiveBlogGroup, UpdateRow


class OldestFirst:
    """The mirror of a listing that is newest first (a `Listing`), at the same cost for every row.

    Updates whose date is unknown, the last ones there, are the first ones here, as `order:oldest` has them.
    """

    def __init__(self, newest_first: Listing) -> None:
        self._mirrored = newest_first
        self.groups: Sequence[Group] = [*reversed(newest_first.groups)]

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


class OldestFirstInGroups:
    """Each group of a listing turned round by itself, while the groups keep their order (a `Listing`)."""

    def __init__(self, newest_first: Listing) -> None:
        self._turned = newest_first
        self.groups: Sequence[Group] = newest_first.groups
        self._starts = [0, *accumulate(group.count for group in self.groups)]

    def __len__(self) -> int:
        return len(self._turned)

    def rows(self, start: int, stop: int) -> Sequence[UpdateRow]:
        """Rows `start` to `stop`; fewer when another program has removed some meanwhile."""
        found: list[UpdateRow] = []
        at, end = max(0, start), min(stop, len(self))
        while at < end:
            until = min(end, self._starts[self._group_of(at) + 1])
            found += reversed(self._turned.rows(self._mirrored(until - 1), self._mirrored(at) + 1))
            at = until
        return found

    def update_ids(self) -> Sequence[str]:
        """Every update that it holds, by id, in no particular order."""
        return self._turned.update_ids()

    def index_of(self, update_id: str) -> int | None:
        """The row that shows the update, None when the listing does not hold it."""
        row = self._turned.index_of(update_id)
        return None if row is None else self._mirrored(row)

    def _group_of(self, row: int) -> int:
        return bisect_right(self._starts, row) - 1

    def _mirrored(self, row: int) -> int:
        """Where a row is in the listing that was turned, and the other way round."""
        group = self._group_of(row)
        return self._starts[group] + self._starts[group + 1] - 1 - row


def oldest_first(newest_first: Listing) -> Listing:
    """The listing the other way round; live blogs, which its headings may be, keep their order."""
    is_by_live_blog = any(isinstance(group, LiveBlogGroup) for group in newest_first.groups[:1])
    return OldestFirstInGroups(newest_first) if is_by_live_blog else OldestFirst(newest_first)
