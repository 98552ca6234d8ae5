"""What the list is showing, and how that is called."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from tui_reader.app.rendering.marking import FindHits, no_hits
from tui_reader.app.rendering.moments import counted
from tui_reader.archive.scope import Part
from tui_reader.news import Listing

Kind: TypeAlias = Literal["everything", "bookmarks", "search", "related"]


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
    """

    kind: Kind
    query: str = ""
    within: Within | None = None

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
        """How much there is of it: "99 updates on 2 days"."""
        days = self.listing.days
        return f"{counted(len(self.listing), 'update')} on {counted(len(days), 'day')}" if days else ""


def everything(listing: Listing, within: Within | None = None) -> Showing:
    """All updates of the library, or of a part."""
    title = within.name if within else "All updates"
    instead = (
        "Nothing here any more" if within else "No updates yet. Import live blogs: tui-reader import FILE"
    )
    return Showing(Subject("everything", within=within), listing, title, instead)


def bookmarks(listing: Listing, within: Within | None = None) -> Showing:
    """The bookmarked updates."""
    instead = "No bookmarks yet: b sets one, Esc goes back"
    return Showing(Subject("bookmarks", within=within), listing, _limited("Bookmarks", within), instead)


def found(listing: Listing, query: str, find_hits: FindHits, within: Within | None = None) -> Showing:
    """What a search found."""
    title = _limited(f"Search: {query}", within)
    return Showing(Subject("search", query, within), listing, title, "Nothing found", find_hits)


def related(listing: Listing, update_id: str, headline: str) -> Showing:
    """The updates that are most like one."""
    return Showing(Subject("related", update_id), listing, f"Like: {headline}", "Nothing like it")


def _limited(title: str, within: Within | None) -> str:
    return f"{title} in {within.name}" if within else title
