"""Searches to come back to."""

from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from tui_reader.app.reading.room import ReadingRoom
from tui_reader.errors import ReaderError


class Searches(ReadingRoom):
    """Saving the search on show, and going to those that were saved or looked at before."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "searches", "Searches", priority=True, show=False, id="screen.searches",
                tooltip="Saved searches with what they find now, and earlier ones; typing filters"),
        Binding("w", "save_search", "Save search", show=False, id="screen.save-search",
                tooltip="Save the search on show under a name"),
    ]  # fmt: skip

    async def action_searches(self) -> None:
        """Show the searches; what is typed in one go with the key belongs to the filter there."""
        from tui_reader.app.searches_screen import SearchesScreen  # noqa: PLC0415 - when it is opened

        await self.app.push_screen(
            SearchesScreen(self._archive, self._history, self._label), self._run_search
        )

    def _run_search(self, query: str | None) -> None:
        if query:
            self.remember_place()
            self._search_bar.search_for(query)
            self.action_show_list()

    def action_save_search(self) -> None:
        """Ask for a name."""
        query = self._search_bar.query_text.strip()
        if query:
            from tui_reader.app.save_search_screen import SaveSearchScreen  # noqa: PLC0415 - when it is opened

            self.app.push_screen(SaveSearchScreen(query), lambda name: self._save(name, query))
        else:
            self.notify("There is no search to save: / begins one")

    def _save(self, name: str | None, query: str) -> None:
        if name:
            self._write_search(name, query)

    @work(thread=True, group="searches")
    def _write_search(self, name: str, query: str) -> None:
        try:
            self._archive.marks.save_search(name, query)
        except ReaderError as error:
            self.app.call_from_thread(self.notify, str(error), severity="error")
        else:
            self.app.call_from_thread(self.notify, f"Saved as {name}: s leads back to it")
