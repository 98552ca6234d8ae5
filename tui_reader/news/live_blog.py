"""A live blog and its updates: plain values, the same for every source."""

import datetime
from dataclasses import dataclass
from typing import Literal, TypeAlias

from tui_reader.news.blocks import Block
from tui_reader.news.quotation import Quotation

Status: TypeAlias = Literal["open", "closed", "unknown"]


@dataclass(frozen=True, slots=True)
class Furniture:
    """A line of the source that is no content: a repeated title, a notice, a greeting, navigation.

    Attributes:
        line: number of the line in the source, from 1.
        text: the line.
    """

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Update:
    """One entry of a live blog.

    Attributes:
        headline: None where the update has none of its own.
        blocks: what it says, in reading order.
        published: aware time of publication, None when unknown.
        modified: aware time of the publisher's last change, None when unknown.
        date: the day it belongs to, None when unknown.
        byline: who wrote it.
        url: its permalink.
        source_id: the publisher's own id, stable within the live blog.
        is_key_event: the publisher marks it as a key event.
        is_pinned: the publisher keeps it on top of the page.
        quotations: what is quoted in it, in reading order; filled in after reading.
        id: stable id, the same on every import; empty until assigned (see `news.identity`).
    """

    headline: str | None
    blocks: tuple[Block, ...]
    published: datetime.datetime | None = None
    modified: datetime.datetime | None = None
    date: datetime.date | None = None
    byline: str | None = None
    url: str | None = None
    source_id: str | None = None
    is_key_event: bool = False
    is_pinned: bool = False
    quotations: tuple[Quotation, ...] = ()
    id: str = ""


@dataclass(frozen=True, slots=True)
class LiveBlog:
    """A news page that grows through the day.

    Attributes:
        title: the page's title, without its section.
        updates: in page order, newest first.
        standfirst: the paragraphs of introduction.
        section: the part of the site it belongs to, as the page title has it.
        publisher: the outlet.
        url: the page's address.
        coverage_date: the day the page covers.
        date_is_inferred: the year of `coverage_date` was worked out, the source does not state it.
        status: whether the publisher says that it is closed, or still open.
        furniture: the lines that are no content.
        id: stable id; empty until assigned (see `news.identity`).
    """

    title: str | None
    updates: tuple[Update, ...]
    standfirst: tuple[str, ...] = ()
    section: str | None = None
    publisher: str | None = None
    url: str | None = None
    coverage_date: datetime.date | None = None
    date_is_inferred: bool = False
    status: Status = "unknown"
    furniture: tuple[Furniture, ...] = ()
    id: str = ""
