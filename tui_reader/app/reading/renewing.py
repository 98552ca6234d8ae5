"""What is new, and what it said before."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from tui_reader.app.news_watch import NewsArrived
from tui_reader.app.reading.noticing import Noticing
from tui_reader.app.trail import Place


class Renewing(Noticing):
    """Telling and showing what arrived, and the earlier wordings of what changed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("v", "earlier_wording", "Earlier wording", show=False, id="screen.earlier-wording",
                tooltip="What the update said before its publisher changed it; again: before that"),
        Binding("R", "refresh", "Refresh", show=False, id="screen.refresh",
                tooltip="Show what is new, at the newest update; ask the sources where nothing is"),
    ]  # fmt: skip

    def on_news_arrived(self, event: NewsArrived) -> None:
        """Say how much there is; the list stays as it is until the reader wants it otherwise."""
        self._title_bar.show_news(event.text)

    def action_refresh(self) -> None:
        """Go to the newest of what is new; where nothing is, look for it."""
        self.notice_marks()
        found = self._news_watch.take()
        is_everything = self._showing.kind == "everything"
        if found.newest_id:
            self.remember_place(is_way_out=not is_everything)
            self.present_anew(Place(self.all_updates, found.newest_id))
            self.action_show_list()
            return
        if is_everything:
            self.present_anew(self.place)
        self._news_watch.ask_all()

    def action_earlier_wording(self) -> None:
        """Show the wording before the one on show."""
        self.open_detail()
        view = self._detail.view
        wordings = self._archive.wordings(view.update.id) if view else []
        if wordings:
            self._detail.show_earlier(wordings)
        else:
            self.notify("The publisher has not changed this update")
