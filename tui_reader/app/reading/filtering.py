"""Keeping to one live blog, or to one source."""

from dataclasses import replace
from typing import ClassVar

from textual.binding import Binding, BindingType

from tui_reader.app.reading.room import ReadingRoom
from tui_reader.app.showing import EVERYTHING, Within
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
        view, subject = self.view_at_cursor(), self._showing.subject
        if view is None:
            return
        self.remember_place(is_way_out=subject.within is None)
        self._wanted = None
        subject = EVERYTHING if subject.kind == "related" else subject
        within = _next_part(subject.within, view.live_blog)
        self.present(Place(replace(subject, within=within), view.update.id))


def _next_part(within: Within | None, blog: LiveBlog) -> Within | None:
    source = list_source(blog)
    match within:
        case None:
            return Within(OfLiveBlog(blog.id), blog.title or source or "One live blog")
        case Within(part=OfLiveBlog()) if blog.publisher:
            return Within(OfSource(source), f"All of {source}")
    return None
