"""What the list is showing, and how that is called."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from tui_reader.app.rendering.marking import FindHits, no_hits
from tui_reader.app.rendering.moments import counted
from tui_reader.news import Listing

Kind: TypeAlias = Literal["everything", "bookmarks", "search", "related"]


@dataclass(frozen=True, slots=True)
class Subject:
    """What is to be shown; enough to show it again.

    Attributes:
        kind: where it comes from.
        query: what is searched for, as typed; the id of the update that others are like; else empty.
    """

    kind: Kind
    query: str = ""


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
        """How much there is of it: "99 updates on 2 days"."""
        days = self.listing.days
        return f"{counted(len(self.listing), 'update')} on {counted(len(days), 'day')}" if days else ""


def everything(listing: Listing) -> Showing:
    """All updates of the library."""
    return Showing(
        EVERYTHING, listing, "All updates", "No updates yet. Import live blogs: tui-reader import FILE"
    )


def bookmarks(listing: Listing) -> Showing:
    """The bookmarked updates."""
    return Showing(BOOKMARKS, listing, "Bookmarks", "No bookmarks yet: b sets one, Esc goes back")


def found(listing: Listing, query: str, find_hits: FindHits) -> Showing:
    """What a search found."""
    return Showing(Subject("search", query), listing, f"Search: {query}", "Nothing found", find_hits)


def related(listing: Listing, update_id: str, headline: str) -> Showing:
    """The updates that are most like one."""
    return Showing(Subject("related", update_id), listing, f"Like: {headline}", "Nothing like it")
