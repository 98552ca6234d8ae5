"""The headings of a list of updates."""

from tui_reader.app.rendering.moments import counted, long_date, span
from tui_reader.app.rendering.styled import Run, shortened, width_of
from tui_reader.news import Day
from tui_reader.news.listing import Group, LiveBlogGroup

_LEAST_TITLE = 24  # cells of a title that source and span must leave
_DASH = " - "


def group_heading(group: Group, width: int) -> str:
    """The heading of a group, in so many cells: its count is always in sight.

    "Wednesday 16 February 2022 - 21 updates"; "Harbour strike - Lorne Post - 1 to 3 May 2031 - 63 updates",
    of which the source, the span and the end of the title give way where there is no room.
    """
    count = f"{_DASH}{counted(group.count, 'update')}"
    if isinstance(group, Day):
        name = long_date(group.date) if group.date else "Date unknown"
        return f"{name}{count}"
    return _live_blog(group, count, width)


def _live_blog(group: LiveBlogGroup, count: str, width: int) -> str:
    title = group.title or group.source or "A live blog without a title"
    source = "" if group.source.casefold() in title.casefold() else f"{_DASH}{group.source}"
    dates = f"{_DASH}{span(group.first, group.last)}"
    for tail in (f"{source}{dates}{count}", f"{dates}{count}"):
        room = width - _cells(tail)
        if room >= min(_LEAST_TITLE, _cells(title)):
            return f"{shortened(title, room)}{tail}"
    return f"{shortened(title, max(width - _cells(count), 1))}{count}"


def _cells(text: str) -> int:
    return width_of((Run(text),))
