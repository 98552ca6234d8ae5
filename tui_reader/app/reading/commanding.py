"""What is asked for on the command line while reading."""

import datetime

from tui_reader.app.dates_in_list import row_of_date
from tui_reader.app.reading.room import ReadingRoom
from tui_reader.app.rendering.moments import long_date


class Commanding(ReadingRoom):
    """Takes the arguments of commands."""

    def search_for(self, words: str) -> None:
        """Search, as if the words had been typed into the search bar."""
        self.remember_place()
        self._search_bar.search_for(words)
        self.action_show_list()

    def go_to_row(self, number: int) -> None:
        """Go to a row of the list, counted from 1."""
        self.remember_place(is_way_out=False)
        self._list.move_to(number - 1)

    def go_to_date(self, date: datetime.date) -> None:
        """Go to the first update of a day."""
        row = row_of_date(self._showing.listing, date)
        if row is None:
            self.notify(f"Nothing on {long_date(date)} is on show", severity="warning")
        else:
            self.remember_place(is_way_out=False)
            self._list.move_to(row)
