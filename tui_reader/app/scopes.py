"""The scopes between which one switches among the speakers, and how they are called."""

from dataclasses import dataclass

from tui_reader.app.rendering.moments import long_date
from tui_reader.app.showing import Subject
from tui_reader.archive.scope import Bookmarked, Everything, Found, Like, OfDay, OfLiveBlog, Scope
from tui_reader.news import UpdateView


@dataclass(frozen=True, slots=True)
class NamedScope:
    """A scope and what the title bar calls it."""

    scope: Scope
    name: str


def scope_of(subject: Subject) -> Scope:
    """The updates that a list shows of a subject."""
    match subject.kind:
        case "search":
            return Found(subject.query, as_you_type=True, within=subject.part)
        case "bookmarks":
            return Bookmarked(subject.part)
        case "related":
            return Like(subject.query)
        case "everything":
            return subject.part or Everything()


def scopes_around(shown: NamedScope, view: UpdateView | None) -> list[NamedScope]:
    """What is on show, then the day and the live blog of the update at the cursor, then everything."""
    scopes = [shown]
    if view and not view.is_missing:
        date, blog = view.update.date, view.live_blog
        scopes.append(NamedScope(OfDay(date), long_date(date) if date else "date unknown"))
        scopes.append(NamedScope(OfLiveBlog(blog.id), blog.title or blog.publisher or "this live blog"))
    if shown.scope != Everything():
        scopes.append(NamedScope(Everything(), "All updates"))
    return scopes
