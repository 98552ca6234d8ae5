"""Finds a quotation again in an update that was quoted anew, by other rules or after an edit."""

from collections.abc import Iterable, Iterator

from tui_reader.news.bookmark import Bookmark
from tui_reader.news.corrections import quotation_ids
from tui_reader.news.letters import letters
from tui_reader.news.live_blog import Update
from tui_reader.news.quotation import Place, Quotation


def found_again(quotation_id: str, before: Update, now: Update) -> str | None:
    """The id in `now` of the quotation that has `quotation_id` in `before`; None where it is one no more.

    The same words are the same quotation. Failing that, it is the quotation that covers the most of the
    place where the words now stand and the least besides; failing that, where the words themselves were
    edited, one that holds all of them or is all in them.
    """
    ids = quotation_ids(now)
    if quotation_id in ids:
        return quotation_id
    wanted = before.quotations[quotation_ids(before).index(quotation_id)]
    candidates = list(zip(now.quotations, ids, strict=True))
    best = max(candidates, key=lambda pair: _likeness(wanted, pair[0], now), default=None)
    if best and _likeness(wanted, best[0], now)[0] > 0:
        return best[1]
    return next((i for quotation, i in candidates if _is_edited(wanted, quotation)), None)


def bookmarks_in(update: Update, bookmarks: Iterable[Bookmark]) -> dict[str | None, Bookmark]:
    """Bookmarks on an update and on its quotations, by the ids that these have now; None for the update.

    Those on what is a quotation no more are left out.
    """
    found: dict[str | None, Bookmark] = {}
    for bookmark in bookmarks:
        if bookmark.quotation_id is None:
            found[None] = bookmark
        else:
            now = found_again(bookmark.quotation_id, bookmark.update, update)
            if now:
                found.setdefault(now, bookmark)
    return found


def _likeness(wanted: Quotation, quotation: Quotation, now: Update) -> tuple[float, int]:
    """Shared letters over all letters of both, at the place where the words stand; then how near that is."""
    return max(
        (
            (_shared(place, quotation.place), -_distance(place, wanted.place))
            for place in _places(wanted, now)
        ),
        default=(0.0, 0),
    )


def _places(wanted: Quotation, now: Update) -> Iterator[Place]:
    """Wherever the words stand in the update."""
    texts: list[tuple[int | None, str]] = [(None, now.headline or "")]
    texts += [(number, block.text) for number, block in enumerate(now.blocks)]
    for block, text in texts:
        start = text.find(wanted.text) if wanted.text else -1
        while start >= 0:
            yield Place(block, start, start + len(wanted.text))
            start = text.find(wanted.text, start + len(wanted.text))


def _shared(one: Place, other: Place) -> float:
    if one.block != other.block:
        return 0.0
    shared = min(one.end, other.end) - max(one.start, other.start)
    return max(0, shared) / (max(one.end, other.end) - min(one.start, other.start) or 1)


def _distance(one: Place, other: Place) -> int:
    """How far a place has moved: blocks count more than letters."""
    return abs((one.block or 0) - (other.block or 0)) * 1_000_000 + abs(one.start - other.start)


def _is_edited(wanted: Quotation, quotation: Quotation) -> bool:
    mine, theirs = letters(wanted.text), letters(quotation.text)
    return bool(mine and theirs) and (mine in theirs or theirs in mine)
