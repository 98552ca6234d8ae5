"""Live blogs and updates as the text that the library stores, and back."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from tui_reader.library.database import DAMAGED, DamageError
from tui_reader.news import LiveBlog, Quotation, Update, json_form


def live_blog_content(blog: LiveBlog) -> str:
    """A live blog without its updates, as JSON."""
    return _dumped(json_form.to_object(replace(blog, updates=())))


def live_blog_from(content: str) -> LiveBlog:
    """The live blog, without its updates.

    Raises:
        DamageError: that is no live blog.
    """
    with damage_told():
        return json_form.from_object(json.loads(content))


def update_content(update: Update) -> str:
    """An update without its quotations, as JSON: equal exactly when nothing of the publisher's changed."""
    return _dumped(json_form.update_to_object(replace(update, quotations=())))


def columns_of(update: Update) -> tuple[str | None, int]:
    """What the columns `published` and `is_key_event` repeat of an update for lists."""
    return update.published.isoformat() if update.published else None, int(update.is_key_event)


def quotations_content(quotations: Sequence[Quotation]) -> str:
    """The quotations, as a JSON list."""
    return _dumped([json_form.quotation_to_object(quotation) for quotation in quotations])


def update_from(content: str, quotations: str = "[]") -> Update:
    """The update with its quotations.

    Raises:
        DamageError: that is no update.
    """
    with damage_told():
        return json_form.update_from_object({**json.loads(content), "quotes": json.loads(quotations)})


@contextmanager
def damage_told() -> Iterator[None]:
    """Errors in making values of what is stored, as damage.

    Raises:
        DamageError: instead of them.
    """
    try:
        yield
    except (ValueError, TypeError, OverflowError, RecursionError) as error:
        raise DamageError(f"the library holds an unreadable text: it {DAMAGED}") from error


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
