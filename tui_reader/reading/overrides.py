"""What the user says about a live blog, over what its source says."""

import datetime
from dataclasses import replace

from tui_reader.clean import clean_line
from tui_reader.news import LiveBlog, Update


def apply_overrides(
    blog: LiveBlog,
    *,
    date: datetime.date | None = None,
    publisher: str | None = None,
    url: str | None = None,
) -> LiveBlog:
    """The live blog with a day, publisher or address of the user's choice.

    A given day moves every update that had its day from the page (or had none); updates of other days, and
    those with a time of publication, keep theirs.
    """
    if date is not None:
        updates = tuple(_on(update, date, blog.coverage_date) for update in blog.updates)
        blog = replace(blog, coverage_date=date, date_is_inferred=False, updates=updates)
    return replace(
        blog,
        publisher=clean_line(publisher) if publisher else blog.publisher,
        url=clean_line(url) if url else blog.url,
    )


def _on(update: Update, day: datetime.date, covered: datetime.date | None) -> Update:
    return (
        replace(update, date=day) if update.date in (None, covered) and update.published is None else update
    )
