"""The prompt for a file to write bookmarks into."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from tui_reader.app.left_once import Dialog
from tui_reader.app.plain import plain
from tui_reader.app.rendering.moments import counted
from tui_reader.app.typed_ahead import settled
from tui_reader.app.widgets.key_bar import KeyBar
from tui_reader.app.widgets.name_field import NameField
from tui_reader.archive.bookmark_export import FORMS, write_bookmarks, write_export
from tui_reader.archive.whole_file import whole_file
from tui_reader.errors import ReaderError
from tui_reader.home import expanded
from tui_reader.news.bookmark import Bookmark

_FIRST = "bookmarks.md"
_HOW = "The ending says the form: .md Markdown, .html a page to print, .csv, .jsonl, .json to import again"


class ExportScreen(Dialog[None]):
    """A line for the file's name, whose ending says the form.

    Args:
        bookmarks: what to write.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "write", "Write", priority=True, id="export.write",
                tooltip="Write the file; where there is one of that name, once more to replace it"),
        Binding("escape", "dismiss", "Back", priority=True, id="export.close", tooltip="Write nothing"),
    ]  # fmt: skip

    def __init__(self, bookmarks: Sequence[Bookmark]) -> None:
        super().__init__()
        self._bookmarks = bookmarks
        self._field = NameField("File:", _FIRST, selects=False)
        self._warned_of: Path | None = None

    def compose(self) -> ComposeResult:
        """What is asked, the line, the keys."""
        with Vertical():
            yield Static(plain(f"Write {counted(len(self._bookmarks), 'bookmark')}. {_HOW}"), id="words")
            yield self._field
            yield KeyBar()

    async def action_write(self) -> None:
        """Write the file."""
        await settled(self.focused)
        path = expanded(self._field.text.strip())
        if path.suffix[1:] not in FORMS:
            self.notify("End the name with .md, .html, .csv, .json or .jsonl", severity="warning")
        elif os.path.lexists(path) and path != self._warned_of:
            self._warned_of = path
            self.notify(f"{path} is there already. Enter once more replaces it", severity="warning")
        else:
            self._write(path)

    @work(thread=True, exclusive=True)
    def _write(self, path: Path) -> None:
        form = next(form for form in FORMS if path.suffix == f".{form}")
        try:
            with whole_file(path) as file:
                if form == "json":
                    write_export(file, self._bookmarks)
                else:
                    write_bookmarks(file, self._bookmarks, form)
        except ReaderError as error:
            self.app.call_from_thread(self.notify, str(error), severity="error")
            return
        count = counted(len(self._bookmarks), "bookmark")
        self.app.call_from_thread(self.notify, f"{count} written: {path.absolute()}")
        self.app.call_from_thread(self.dismiss)
