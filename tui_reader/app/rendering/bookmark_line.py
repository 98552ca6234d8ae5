"""A bookmark as one line of a list."""

from tui_reader.app.rendering.styled import Line, Run, fitted
from tui_reader.news.bookmark import Bookmark
from tui_reader.news.listing import list_headline

_DAY = 12  # cells: "3 May 2031" and two spaces
_ROOM_FOR_DAY = 60  # cells; narrower lists leave the day out
_NOTED = 0.45  # of the room, at most, for tags and note


def bookmark_line(bookmark: Bookmark, width: int) -> Line:
    """The day, the quoted words with their speaker or the headline, then tags and note."""
    date = bookmark.update.date
    day = f"{date.day} {date:%b} {date.year}" if date else "no date"
    before: Line = (Run(f" {day:<{_DAY}}", ("muted",)),) if width >= _ROOM_FOR_DAY else (Run(" "),)
    room = width - (_DAY + 1 if width >= _ROOM_FOR_DAY else 1)
    noted = _noted(bookmark)
    own = min(round(room * _NOTED), sum(len(run.text) for run in noted) + 3) if noted else 0
    return (*before, *fitted(_said(bookmark), room - own), *(fitted(noted, own) if own else ()))


def _said(bookmark: Bookmark) -> Line:
    quotation = bookmark.quotation
    if quotation is None:
        return (Run(list_headline(bookmark.update), ("words",)),)
    speaker = quotation.speaker or "unattributed"
    return (Run(f"“{quotation.text}”", ("words",)), Run(f" {speaker}", ("speaker",)))


def _noted(bookmark: Bookmark) -> Line:
    tags = " ".join(f"#{tag}" for tag in bookmark.tags)
    note = " ".join(bookmark.note.split())
    parts = [Run(f"  {text}", (role,)) for text, role in ((tags, "tag"), (note, "note")) if text]
    return tuple(parts)
