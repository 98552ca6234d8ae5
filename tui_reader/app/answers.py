"""What the screens that one goes into come back with; the screens themselves load when they are opened."""

from collections.abc import Sequence
from typing import Literal, NamedTuple, Protocol, TypeAlias, runtime_checkable

from tui_reader.news.bookmark import Bookmark
from tui_reader.news.links import LinkOut

Way: TypeAlias = Literal["updates", "speakers", "link"]
"""Where one goes on from a live blog's front page."""

Deed: TypeAlias = Literal["open", "copy"]
"""What can be done with a link."""


class ChosenLink(NamedTuple):
    """A link and what to do with it."""

    link: LinkOut
    deed: Deed


class ChosenSet(NamedTuple):
    """Updates to be marked.

    Attributes:
        number: of the choice, from 0.
        read: whether they are to be read, else unread.
    """

    number: int
    read: bool


class Noted(NamedTuple):
    """What the reader wrote.

    Attributes:
        update_id: about which update.
        quotation_id: about which quotation of it, None for the whole update.
        note: the note.
        tags: the tags.
    """

    update_id: str
    quotation_id: str | None
    note: str
    tags: Sequence[str]


class WayOut(NamedTuple):
    """Where the reader goes from the bookmarks.

    Attributes:
        bookmark: what it marks; None shows all bookmarked updates in the list.
        quotation_id: the quotation that it marks, by the id that this has now.
    """

    bookmark: Bookmark | None = None
    quotation_id: str | None = None


@runtime_checkable
class ShowsQuotations(Protocol):
    """A screen on which quotations or their speakers are to be seen."""

    def quotations_changed(self, update_id: str) -> None:
        """Show that an update's quotations were corrected."""
