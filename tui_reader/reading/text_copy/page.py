"""From the divided page to a live blog without its days: every line put in its one place."""

from collections.abc import Iterable, Sequence

from tui_reader.reading.text_copy.dates import PartialDate
from tui_reader.reading.text_copy.draft import Page
from tui_reader.reading.text_copy.headlines import could_head, is_prose, width
from tui_reader.reading.text_copy.layout import Layout
from tui_reader.reading.text_copy.roles import FURNITURE, Item, Role
from tui_reader.reading.text_copy.unit import read_update
from tui_reader.reading.text_copy.wording import Wording


def assemble(layout: Layout, wording: Wording) -> Page:
    """The page of a layout."""
    page = Page()
    _read_preamble(layout.preamble, page)
    day = _last_day(layout.preamble)
    units = layout.units
    for n, (start, items) in enumerate(units):
        body = _without_tail(items, page) if n + 1 == len(units) else items
        draft = read_update(body, start, layout, page, wording)
        draft.day = _own_day(body) or day
        day = _last_day(body) or day
        if draft.headline or draft.blocks:
            page.updates.append(draft)
        else:
            page.dispose([*draft.stamps, *draft.bylines])
    if any(item.role is Role.CLOSED for item in layout.items):
        page.status = "closed"
    return page


def _read_preamble(items: Sequence[Item], page: Page) -> None:
    title = _title(items)
    for n, item in enumerate(items):
        if n == title:
            page.title, page.section, page.publisher = _split_title(item.text)
        elif item.role is Role.TEXT and (title is None or n > title):
            page.standfirst.append(item.text)
        else:
            page.dispose([item])


def _title(items: Sequence[Item]) -> int | None:
    """The first text that can be a title and says something; a word or two above it are a breadcrumb."""
    plain = [n for n, item in enumerate(items) if item.role is Role.TEXT]
    heads = [n for n in plain[:6] if could_head(items[n])]
    if not plain or not heads or heads[0] != plain[0]:
        return None
    marked = [n for n in heads if items[n].line.heading == 1]
    telling = [n for n in heads if width(items[n].text) >= 20]
    return (marked or telling or heads)[0]


def _split_title(text: str) -> tuple[str, str | None, str | None]:
    """Title, section and outlet of "Title | Section | Outlet"; one part behind a title is a section."""
    title, *rest = [part for part in map(str.strip, text.split(" | ")) if part] or [text]
    return title, rest[0] if rest else None, rest[-1] if len(rest) > 1 else None


def _last_day(items: Iterable[Item]) -> PartialDate | None:
    days = [item.stamp.date for item in items if item.stamp and item.stamp.is_day]
    return days[-1] if days else None


def _own_day(items: Iterable[Item]) -> PartialDate | None:
    """The day between an update's clock and its first words."""
    for item in items:
        if item.stamp is None:
            return None
        if item.stamp.is_day:
            return item.stamp.date
    return None


def _without_tail(items: Sequence[Item], page: Page) -> Sequence[Item]:
    """The last update without what is below it: from the first button on, if only scraps follow."""
    end = len(items)
    at = end
    while at and not (is_prose(items[at - 1]) and items[at - 1].role is not Role.RELATED):
        at -= 1
        if items[at].role in (*FURNITURE, Role.END_LABEL, Role.LIST_LABEL):
            end = at
    page.dispose(items[end:])
    return items[:end]
