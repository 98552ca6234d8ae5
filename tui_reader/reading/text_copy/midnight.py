"""Pages that run over midnight without saying so: the clocks tell where the day changes."""

import datetime
from collections.abc import Sequence
from itertools import pairwise

_LEAP = 6 * 3600  # seconds that a clock leaps against the page's order where a day begins
_FEW = 2  # updates on either side of midnight


def days_from_first(clocks: Sequence[datetime.time | None]) -> list[int]:
    """How many days each update lies from the first, judged by the clocks in page order.

    Only a page whose clocks run one way but for a single leap tells; any other stays on one day.
    """
    known = [(n, clock.hour * 3600 + clock.minute * 60) for n, clock in enumerate(clocks) if clock]
    steps = [(b[0], b[1] - a[1]) for a, b in pairwise(known)]
    for sign in (-1, 1):  # newest first, oldest first
        leaps = [n for n, step in steps if step * sign < 0]
        if len(leaps) == 1 and _is_midnight(leaps[0], len(clocks), steps, sign):
            return [0 if n < leaps[0] else sign for n in range(len(clocks))]
    return [0] * len(clocks)


def _is_midnight(at: int, count: int, steps: Sequence[tuple[int, int]], sign: int) -> bool:
    return _FEW <= at <= count - _FEW and -sign * dict(steps)[at] > _LEAP
