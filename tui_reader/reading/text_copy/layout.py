"""Where the updates of a page begin: at clocks, or at headlines.

A page with a clock on most of its updates is divided there; on which side of the clock the headline stands
is the same all down the page, so it is put to the vote. A page without clocks is divided at its headlines.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise

from tui_reader.reading.text_copy.headlines import (
    THRESHOLD,
    PageHabits,
    could_head,
    final_stop,
    habits,
    is_prose,
    score,
    width,
)
from tui_reader.reading.text_copy.language import fold
from tui_reader.reading.text_copy.lines import SourceLine
from tui_reader.reading.text_copy.roles import FURNITURE, Item, Role, classify
from tui_reader.reading.text_copy.stamps import Stamp, leading_stamp, trailing_stamp
from tui_reader.reading.text_copy.wording import Wording

_TITLE_AGAIN = 4  # lines at the top of a page among which its title returns, above the standfirst
_FEW = 3  # clocks that make a pattern
_MINUTE = re.compile(r"\d{1,3}(?:\+\d{1,2})?(?:['’′]| ?(?:min|mins|minutes?|мин|хв)\b)", re.I)


@dataclass(frozen=True, slots=True)
class Layout:
    """A page divided.

    Attributes:
        items: the lines.
        starts: where each update begins, ascending indexes into `items`; what is above the first is preamble.
        headlines: indexes of the lines that are set like headlines.
        is_timed: updates begin at clocks.
        habits: how the page sets its text.
    """

    items: tuple[Item, ...]
    starts: tuple[int, ...]
    headlines: frozenset[int]
    is_timed: bool
    habits: PageHabits

    @property
    def preamble(self) -> tuple[Item, ...]:
        """What is above the first update."""
        return self.items[: self.starts[0]] if self.starts else self.items

    @property
    def units(self) -> list[tuple[int, tuple[Item, ...]]]:
        """Every update's index and lines."""
        return [(a, self.items[a:b]) for a, b in pairwise((*self.starts, len(self.items)))]


def divide(lines: Sequence[SourceLine], wording: Wording) -> Layout:
    """The lines of a page, divided into updates."""
    items = _without_lists(_inline_stamps(classify(lines, wording), wording))
    page = habits(items)
    headlines = _headlines(items, page)
    openers = _openers(items)
    free = sum(not _stands_at_stamp(items, at) for at in headlines)
    if len(openers) >= _FEW and free <= 2 * len(openers):
        starts, is_timed = _timed_starts(items, openers), True
    else:
        items = _with_labelled_updates(items, headlines)
        headlines = _headlines(items, page)
        starts, is_timed = _headed_starts(items, headlines), False
    return Layout(tuple(items), tuple(starts), frozenset(headlines), is_timed, page)


def _inline_stamps(items: list[Item], wording: Wording) -> list[Item]:
    """The items with clocks at either end of their text cut off, where there are several."""
    plain = [(n, item.text) for n, item in enumerate(items) if item.role is Role.TEXT]
    for find, is_leading in ((leading_stamp, True), (partial(trailing_stamp, wording=wording), False)):
        found = {n: stamp for n, text in plain if (stamp := find(text))}
        if len(found) >= _FEW and len(found) > sum(item.role is Role.STAMP for item in items):
            parts = (_cut(item, found.get(n), is_leading, wording) for n, item in enumerate(items))
            return [part for cut in parts for part in cut]
    return items


def _cut(item: Item, found: tuple[Stamp, int] | None, is_leading: bool, wording: Wording) -> list[Item]:
    if found is None:
        return [item]
    stamp, at = found
    first, second = item.text[:at].strip(), item.text[at:].strip()
    clock, words = (first, second) if is_leading else (second, first)
    marker = Item(replace(item.line, text=clock), Role.STAMP, stamp=stamp)
    start = item.text.find(words, at if is_leading else 0)
    links = [replace(x, start=x.start - start, end=x.end - start) for x in item.line.links]
    inside = tuple(link for link in links if 0 <= link.start <= link.end <= len(words))
    rest = classify([replace(item.line, text=words, links=inside)], wording)
    return [marker, *rest] if is_leading else [*rest, marker]


def _without_lists(items: list[Item]) -> list[Item]:
    """The items with tables of contents made furniture: lines that return later, above their text."""
    last = {_key(item): n for n, item in enumerate(items) if item.role is Role.TEXT}
    first = next((n for n, item in enumerate(items) if item.role is Role.TEXT), 0)
    title = _key(items[first]) if items else ""
    return [
        replace(item, role=Role.FURNITURE)
        if n != first and could_head(item) and _is_repeated(items, n, last, title)
        else item
        for n, item in enumerate(items)
    ]


def _is_repeated(items: Sequence[Item], n: int, last: dict[str, int], title: str) -> bool:
    key = _key(items[n])
    follower = items[n + 1] if n + 1 < len(items) else None
    has_text = follower is not None and is_prose(follower)
    if key == title:
        return n <= _TITLE_AGAIN or not has_text
    return last[key] > n and not has_text


def _key(item: Item) -> str:
    return fold(item.text.split(" | ")[0]).strip(" .")


def _headlines(items: Sequence[Item], page: PageHabits) -> list[int]:
    visible = [
        n for n, item in enumerate(items) if item.role not in FURNITURE and item.role is not Role.STAMP
    ]
    listed = _listed([items[n] for n in visible])
    found: list[int] = []
    for at, n in enumerate(visible):
        previous = items[visible[at - 1]] if at else None
        following = items[visible[at + 1]] if at + 1 < len(visible) else None
        if at not in listed and score(items[n], previous, following, page) >= THRESHOLD:
            found.append(n)
    return found


def _with_labelled_updates(items: list[Item], headlines: list[int]) -> list[Item]:
    """The items with "Summary" and the like below the first updates made plain text."""
    below = headlines[1] if len(headlines) > 1 else len(items)
    return [
        replace(item, role=Role.TEXT) if n > below and item.role in (Role.LIST_LABEL, Role.COVERAGE) else item
        for n, item in enumerate(items)
    ]


def _listed(items: Sequence[Item]) -> set[int]:
    """The lines of lists: two or more without a full stop, below a line that ends with a colon."""
    found: set[int] = set()
    for start, item in enumerate(items):
        if item.role is Role.TEXT and final_stop(item.text) == ":":
            end = start + 1
            while end < len(items) and items[end].role is Role.TEXT and not is_prose(items[end]):
                end += 1
            if end - start > 2:
                found.update(range(start + 1, end))
    return found


def _openers(items: Sequence[Item]) -> list[int]:
    """The clocks that begin an update or end its heading: the last of each run, in the page's usual form."""
    runs = [
        n
        for n, item in enumerate(items)
        if item.stamp and _tells_time(item.stamp) and not (n + 1 < len(items) and _goes_on(items[n + 1]))
    ]
    plain = [n for n in runs if _form(items, n)[0] != "updated"]
    if len(plain) >= 2:
        runs = plain
    usual = Counter(_form(items, n) for n in runs)
    most = max(usual.values(), default=0)
    first = next((at for at, n in enumerate(runs) if _is_usual(_form(items, n), usual, most)), len(runs))
    return runs[first:]


def _is_usual(form: tuple[object, ...], usual: Counter[tuple[object, ...]], most: int) -> bool:
    """Whether a stamp has the form of the updates'; the page's own stamp has a label or a day more."""
    is_marked = form[0] is not None or form[2]
    return not is_marked or usual[form] * 3 >= most


def _form(items: Sequence[Item], n: int) -> tuple[object, ...]:
    stamp = items[n].stamp
    return stamp.form if stamp else ()


def _tells_time(stamp: Stamp) -> bool:
    return stamp.clock is not None or stamp.is_relative


def _goes_on(item: Item) -> bool:
    return item.stamp is not None and not item.stamp.is_day and item.stamp.label != "updated"


def _stands_at_stamp(items: Sequence[Item], at: int) -> bool:
    """Whether the lines next to a headline, bylines and furniture aside, are stamps."""
    passed = (Role.BYLINE, *FURNITURE)
    above = next((items[n] for n in range(at - 1, max(at - 4, -1), -1) if items[n].role not in passed), None)
    below = next(
        (items[n] for n in range(at + 1, min(at + 4, len(items))) if items[n].role not in passed), None
    )
    return any(item is not None and item.role is Role.STAMP for item in (above, below))


def _timed_starts(items: Sequence[Item], openers: list[int]) -> list[int]:
    runs = [_run_start(items, n) for n in openers]
    above = [_line_above(items, run) for run in runs]
    below = [_line_below(items, n) for n in openers]
    heads_above = sum(_heads(items, a, b) for a, b in zip(above, below, strict=True))
    heads_below = sum(_heads(items, b, b and _line_below(items, b)) for b in below)
    if heads_above > heads_below and heads_above * 2 > len(openers):
        heads = [at if at is not None and could_head(items[at]) else None for at in above]
        return sorted({run if at is None else at for run, at in zip(runs, heads, strict=True)})
    return runs


def _run_start(items: Sequence[Item], n: int) -> int:
    """The first of the stamps that stand together; a note of change is the end of the update before."""
    while n and (stamp := items[n - 1].stamp) and _tells_time(stamp) and stamp.label != "updated":
        n -= 1
    return n


_PASSED = (Role.BYLINE, Role.FURNITURE)
_FAR = 5  # lines between a clock and its headline at most


def _line_above(items: Sequence[Item], n: int) -> int | None:
    return next((at for at in range(n - 1, max(n - _FAR, -1), -1) if items[at].role not in _PASSED), None)


def _line_below(items: Sequence[Item], n: int) -> int | None:
    return next((at for at in range(n + 1, min(n + _FAR, len(items))) if items[at].role not in _PASSED), None)


def _heads(items: Sequence[Item], head: int | None, text: int | None) -> bool:
    """Whether one line can be the headline over another: a paragraph, or at least a longer line."""
    if head is None or text is None or not could_head(items[head]):
        return False
    below = items[text]
    return is_prose(below) or (below.role is Role.TEXT and width(below.text) > width(items[head].text))


def _headed_starts(items: Sequence[Item], headlines: list[int]) -> list[int]:
    """The headlines that begin updates, with the stamps directly above them, and the minutes of a match."""
    title = title_at(items, headlines)
    minutes = [n for n, item in enumerate(items) if item.role is Role.TEXT and _MINUTE.match(item.text)]
    starts = {n for n in headlines if n != title}
    if sum(items[n - 1].role is Role.STAMP for n in starts if n) >= _FEW:
        starts = {_run_start(items, n) for n in starts}
    if len(minutes) >= _FEW:
        starts |= {n for n in minutes if n - 1 not in headlines}
    return sorted(starts)


def title_at(items: Sequence[Item], headlines: Sequence[int]) -> int | None:
    """Where the page's title is, None when the copy begins below it.

    The first text of the page is its title when it is set like a headline; a copy that begins with a
    paragraph has none.
    """
    for n, item in enumerate(items):
        if item.role in (Role.COVERAGE, Role.GREETING):
            return None
        if item.role is Role.TEXT:
            return n if n in headlines or could_head(item) else None
    return None
