"""What the list is showing, and how that is called."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from tui_reader.app.rendering.marking import FindHits, no_hits
from tui_reader.app.rendering.moments import counted
from tui_reader.archive.scope import Part
from tui_reader.news import Day, Listing
from tui_reader.news.listing import LiveBlogGroup
from tui_reader.news.oldest_first import oldest_first

Kind: TypeAlias = Literal["everything", "bookmarks", "search", "related"]
Order: TypeAlias = Literal["newest", "oldest"]
ORDERS: tuple[Order, ...] = ("newest", "oldest")
"""What comes first."""


@dataclass(frozen=True, slots=True)
class Within:
    """A part of the library to which the reader keeps, and how it is called."""

    part: Part
    name: str


@dataclass(frozen=True, slots=True)
class Subject:
    """What is to be shown; enough to show it again.

    Attributes:
        kind: where it comes from.
        query: what is searched for, as typed; the id of the update that others are like; else empty.
        within: the part of the library to which it is limited, None for all.
        order: what comes first; that of a search is said in its query.
    """

    kind: Kind
    query: str = ""
    within: Within | None = None
    order: Order = "newest"

    @property
    def part(self) -> Part | None:
        """The part of the library that is shown of it, None for all."""
        return self.within.part if self.within else None


EVERYTHING = Subject("everything")
BOOKMARKS = Subject("bookmarks")


@dataclass(frozen=True, slots=True)
class Showing:
    """A listing that is shown.

    Attributes:
        subject: what it shows.
        listing: the updates.
        title: what the title bar calls it.
        instead: what to say when it is empty.
        find_hits: finds the words that were searched for.
    """

    subject: Subject
    listing: Listing
    title: str
    instead: str
    find_hits: FindHits = no_hits

    @property
    def kind(self) -> Kind:
        """Where it comes from."""
        return self.subject.kind

    @property
    def count(self) -> str:
        """How much there is of it: "99 updates on 2 days", "99 updates in 3 live blogs"."""
        groups = self.listing.groups
        if not groups:
            return ""
        # in order of relevance a day may come again
        dates = {group.date for group in groups if isinstance(group, Day)}
        within = f"on {counted(len(dates), 'day')}"
        if isinstance(groups[0], LiveBlogGroup):
            within = f"in {counted(len(groups), 'live blog')}"
        return f"{counted(len(self.listing), 'update')} {within}"


def everything(listing: Listing, within: Within | None = None, order: Order = "newest") -> Showing:
    """All updates of the library, or of a part; the listing is newest first."""
    title = within.name if within else "All updates"
    instead = (
        "Nothing here any more" if within else "No updates yet. Import live blogs: tui-reader import FILE"
    )
    subject = Subject("everything", within=within, order=order)
    return Showing(subject, _in_order(listing, order), _with_order(title, order), instead)


def bookmarks(listing: Listing, within: Within | None = None, order: Order = "newest") -> Showing:
    """The bookmarked updates; the listing is newest first."""
    instead = "No bookmarks yet: b sets one, Esc goes back"
    subject = Subject("bookmarks", within=within, order=order)
    title = _with_order(_limited("Bookmarks", within), order)
    return Showing(subject, _in_order(listing, order), title, instead)


def found(listing: Listing, query: str, find_hits: FindHits, within: Within | None = None) -> Showing:
    """What a search found."""
    title = _limited(f"Search: {query}", within)
    return Showing(Subject("search", query, within), listing, title, "Nothing found", find_hits)


def related(listing: Listing, update_id: str, headline: str) -> Showing:
    """The updates that are most like one."""
    return Showing(Subject("related", update_id), listing, f"Like: {headline}", "Nothing like it")


def _limited(title: str, within: Within | None) -> str:
    return f"{title} in {within.name}" if within else title


def _in_order(newest_first: Listing, order: Order) -> Listing:
    return oldest_first(newest_first) if order == "oldest" else newest_first


def _with_order(title: str, order: Order) -> str:
    return f"{title}, oldest first" if order == "oldest" else title
