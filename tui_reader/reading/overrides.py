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

    A given day moves every update that had its day from the page (or had none). A time of publication is the
    source's word and stays, with its update's day, unless the page's day was only inferred: then the clock
    stays and the day moves.
    """
    if date is not None:
        updates = tuple(_moved(update, date, blog) for update in blog.updates)
        blog = replace(blog, coverage_date=date, date_is_inferred=False, updates=updates)
    return replace(
        blog,
        publisher=clean_line(publisher) if publisher else blog.publisher,
        url=clean_line(url) if url else blog.url,
    )


def _moved(update: Update, day: datetime.date, blog: LiveBlog) -> Update:
    if update.date is None or blog.coverage_date is None:
        return replace(update, date=day) if update.published is None else update
    if update.date != blog.coverage_date:
        return update
    if update.published is None and update.modified is None:
        return replace(update, date=day)
    if not blog.date_is_inferred:
        return update
    shift = day - blog.coverage_date
    return replace(
        update,
        date=day,
        published=update.published and update.published + shift,
        modified=update.modified and update.modified + shift,
    )
