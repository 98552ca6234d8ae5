"""A live blog's own front page as lines."""

import datetime
from collections.abc import Sequence
from itertools import islice

from tui_reader.app import glyphs
from tui_reader.app.rendering.moments import counted, long_date, moment
from tui_reader.app.rendering.page import Page
from tui_reader.app.rendering.styled import Line
from tui_reader.news.front_page import FrontPage

ROLES = ("headline", "source", "muted", "rule", "furniture", "title")
_STATUS = {"open": "still open", "closed": "closed", "unknown": "status unknown"}
_MOST_SPEAKERS = 50


def front_page_lines(front: FrontPage, pane_width: int, *, in_words: bool = False) -> Sequence[Line]:
    """The front page for a pane of so many cells; `in_words`: say in words what signs say otherwise."""
    page = Page(pane_width, in_words=in_words)
    _heading(page, front)
    for paragraph in front.live_blog.standfirst:
        page.blank()
        page.text(paragraph)
    page.blank()
    _counts(page, front)
    _days(page, front)
    _speakers(page, front)
    page.blank()
    return page.lines


def _heading(page: Page, front: FrontPage) -> None:
    blog = front.live_blog
    page.lines.append(())
    page.text(blog.title or "A live blog without a title", (), "headline")
    page.blank()
    source = glyphs.SEPARATOR.join(part for part in (blog.publisher, blog.section) if part)
    page.text(source or "Source unknown", (), "source")
    page.text(glyphs.SEPARATOR.join((_STATUS[blog.status], _span(front))), (), "muted")
    if blog.url:
        page.text(blog.url, (), "muted", first=page.sign(glyphs.POINTER, "Link:"), link=blog.url)
    page.rule()


def _span(front: FrontPage) -> str:
    """From its first update to its last."""
    if front.first and front.last:
        return f"{_dated(front.first)} to {_dated(front.last)}"
    covered = front.live_blog.coverage_date
    day = long_date(covered) if covered else "date unknown"
    inferred = " (year inferred)" if covered and front.live_blog.date_is_inferred else ""
    return f"{day}{inferred}, times unknown"


def _dated(published: datetime.datetime) -> str:
    date = published.date()
    return f"{long_date(date)} {moment(published, date)}"


def _counts(page: Page, front: FrontPage) -> None:
    counts = (
        counted(front.updates, "update"),
        f"{front.unread:,} unread",
        counted(front.bookmarked, "bookmark"),
        counted(front.key_events, "key event"),
        counted(front.quotations, "quotation"),
    )
    page.text(glyphs.SEPARATOR.join(counts))


def _days(page: Page, front: FrontPage) -> None:
    page.blank()
    page.text("Days", (), "title")
    for day in front.days:
        name = long_date(day.date) if day.date else "Date unknown"
        page.text(f"{name}: {counted(day.count, 'update')}", (), first="  ")


def _speakers(page: Page, front: FrontPage) -> None:
    page.blank()
    page.text("Speakers", (), "title")
    if not front.speakers:
        page.text("Nobody is quoted by name.", (), "muted", first="  ")
    for speaker in islice(front.speakers, _MOST_SPEAKERS):
        page.text(f"{speaker.name}: {counted(speaker.count, 'statement')}", (), first="  ")
    more = len(front.speakers) - _MOST_SPEAKERS
    if more > 0:
        page.text(f"{glyphs.CUT} {more:,} more; S shows all", (), "muted", first="  ")
