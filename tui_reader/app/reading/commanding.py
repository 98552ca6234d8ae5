"""What is asked for on the command line while reading."""

import datetime
from itertools import accumulate

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
        days = self._showing.listing.days
        firsts = [0, *accumulate(day.count for day in days)]
        for day, first in zip(days, firsts, strict=False):
            if day.date == date:
                self.remember_place(is_way_out=False)
                self._list.move_to(first)
                return
        self.notify(f"Nothing on {long_date(date)} is on show", severity="warning")
