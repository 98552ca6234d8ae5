"""Keeping to one live blog, or to one source."""

from dataclasses import replace
from typing import ClassVar

from textual.binding import Binding, BindingType

from tui_reader.app.reading.room import ReadingRoom
from tui_reader.app.showing import Within
from tui_reader.app.trail import Place
from tui_reader.archive.scope import OfLiveBlog, OfSource
from tui_reader.news import LiveBlog
from tui_reader.news.listing import list_source


class Filtering(ReadingRoom):
    """Limits what is on show to the live blog, or to the source, of the update at the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("F", "only", "Only this live blog", show=False, id="screen.only",
                tooltip="Keep to the live blog of the update; again: to its source; again: show all"),
    ]  # fmt: skip

    def action_only(self) -> None:
        """Keep to the live blog of the update at the cursor, then to its source, then to nothing."""
        view = self.view_at_cursor()
        if view:
            self.keep_to(_next_part(self._showing.subject.within, view.live_blog), view.update.id)

    def keep_to(self, within: Within | None, update_id: str) -> None:
        """Limit what is on show to a part, or to nothing, with the cursor on an update."""
        subject = self._showing.subject
        self.remember_place(is_way_out=subject.within is None)
        self._wanted = None
        subject = self.all_updates if subject.kind == "related" else subject
        self.present(Place(replace(subject, within=within), update_id))


def only_live_blog(blog: LiveBlog) -> Within:
    """The part of the library that is one live blog."""
    return Within(OfLiveBlog(blog.id), blog.title or list_source(blog) or "One live blog")


def _next_part(within: Within | None, blog: LiveBlog) -> Within | None:
    source = list_source(blog)
    match within:
        case None:
            return only_live_blog(blog)
        case Within(part=OfLiveBlog()) if blog.publisher:
            return Within(OfSource(source), f"All of {source}")
    return None
