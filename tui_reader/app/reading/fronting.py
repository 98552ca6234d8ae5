"""The live blog's own front page, and the ways that lead on from it."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from tui_reader.app.answers import Way
from tui_reader.app.reading.filtering import Filtering, only_live_blog
from tui_reader.app.reading.linking import Linking
from tui_reader.app.reading.speaking import Speaking
from tui_reader.app.scopes import NamedScope
from tui_reader.news import UpdateView


class Fronting(Linking, Filtering, Speaking):
    """Shows what the live blog of the update at the cursor is."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("i", "front_page", "Live blog", show=False, id="screen.front-page",
                tooltip="The live blog of the update: its standfirst, span, counts, days and speakers"),
    ]  # fmt: skip

    def action_front_page(self) -> None:
        """Show the front page of the live blog of the update at the cursor."""
        view = self.view_at_cursor()
        if view:
            from tui_reader.app.front_page_screen import FrontPageScreen  # noqa: PLC0415 - when it is opened

            self.app.push_screen(
                FrontPageScreen(self._archive, view.update.id), lambda way: self._go_on(view, way)
            )

    def _go_on(self, view: UpdateView, way: Way | None) -> None:
        match way:
            case "updates":
                self.keep_to(only_live_blog(view.live_blog), view.update.id)
                self.action_show_list()
            case "speakers":
                within = only_live_blog(view.live_blog)
                self.show_speakers([NamedScope(within.part, within.name)])
            case "link":
                self.copy_link_of_live_blog(view.live_blog)
