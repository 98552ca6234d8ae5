"""An update and a page as they come together, before their days and times are settled."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from tui_reader.news import Block, Furniture, Status
from tui_reader.reading.text_copy.dates import PartialDate
from tui_reader.reading.text_copy.roles import Item, Role
from tui_reader.reading.text_copy.stamps import Stamp


@dataclass(slots=True)
class Draft:
    """An update before its day is known.

    Attributes:
        headline: as in `Update`.
        bylines: the lines that say who wrote it.
        blocks: as in `Update`.
        stamps: the lines that say when it was published or changed.
        day: the day that a heading above gives it.
        is_pinned: as in `Update`.
    """

    headline: str | None = None
    bylines: list[Item] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    stamps: list[Item] = field(default_factory=list)
    day: PartialDate | None = None
    is_pinned: bool = False

    @property
    def byline(self) -> str | None:
        """As in `Update`."""
        return ", ".join(item.detail or item.text for item in self.bylines) or None

    @property
    def said(self) -> list[Stamp]:
        """What its stamps say."""
        return [item.stamp for item in self.stamps if item.stamp]


@dataclass(slots=True)
class Page:
    """A live blog before its days are known; attributes as in `LiveBlog`.

    Attributes:
        notices: lines above and below the updates that may say which day it is, the most telling first.
        links_to_the_day_before: lines that lead to the live blog of the day before.
    """

    title: str | None = None
    section: str | None = None
    publisher: str | None = None
    standfirst: list[str] = field(default_factory=list)
    updates: list[Draft] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)
    status: Status = "unknown"
    notices: list[Item] = field(default_factory=list)
    links_to_the_day_before: list[str] = field(default_factory=list)

    def dispose(self, items: Iterable[Item]) -> None:
        """Puts lines among the furniture, remembering those that may tell the day."""
        for item in items:
            self.furniture.append(Furniture(item.line.number, item.text))
            if item.role is Role.NAVIGATION:
                self.links_to_the_day_before.append(item.text)
            elif item.role in _MAY_TELL_THE_DAY:
                self.notices.append(item)


_MAY_TELL_THE_DAY = (Role.STAMP, Role.COVERAGE, Role.CLOSED, Role.FURNITURE, Role.GREETING)
