"""Writing what is on show into a file."""

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from textual import work
from textual.message import Message
from textual.notifications import SeverityLevel
from textual.worker import Worker, get_current_worker

from tui_reader.app.reading.room import ReadingRoom
from tui_reader.app.rendering.moments import counted
from tui_reader.app.showing import Showing
from tui_reader.archive import Archive
from tui_reader.archive.update_export import export_updates
from tui_reader.errors import ReaderError
from tui_reader.home import expanded
from tui_reader.news.listing import all_rows

_MANY = 5_000  # updates, which take about a second; so many are announced


class _Stopped(Exception):  # noqa: N818 - nothing went wrong
    """The reader left, or wants another file."""


@dataclass
class Exported(Message):
    """It is written, or it cannot be.

    Attributes:
        told: how it went, in a line.
        severity: how bad that is.
    """

    told: str
    severity: SeverityLevel = "information"


class Exporting(ReadingRoom):
    """Takes the file's name from the command line."""

    def export(self, name: str, *, replaces: bool) -> None:
        """Write the updates on show, in their order, into a file whose ending says the form."""
        count = len(self._showing.listing)
        if count > _MANY:
            self.notify(f"Writing {counted(count, 'update')}", timeout=60)
        if count:
            self._export(self._showing, Path(name), replaces)
        else:
            self.notify("Nothing is on show that could be written", severity="warning")

    @work(thread=True, exclusive=True, group="export")
    def _export(self, what: Showing, path: Path, replaces: bool) -> None:
        worker = get_current_worker()
        with suppress(_Stopped):
            self.post_message(_exported(self._archive, what, path, replaces, worker))

    def on_exported(self, event: Exported) -> None:
        """Tell it."""
        self.notify(event.told, severity=event.severity)


def _exported(archive: Archive, what: Showing, path: Path, replaces: bool, worker: Worker[None]) -> Exported:
    def go_on() -> None:
        if worker.is_cancelled:
            raise _Stopped

    try:
        path = expanded(path).absolute()
        if not replaces and os.path.lexists(path):
            return Exported(f"{path} is there already. :export! FILE replaces it", "warning")
        ids = (row.update_id for row in all_rows(what.listing))
        count = export_updates(archive, ids, what.title, path, go_on)
    except ReaderError as error:
        return Exported(str(error), "error")
    return Exported(f"{counted(count, 'update')} written: {path}")
