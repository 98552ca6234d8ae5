"""What a command is given: its arguments, the printer, the archive."""

import argparse
import os
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from tui_reader.app.first_frame import Terminal
from tui_reader.archive import Archive
from tui_reader.cli.data_folder import data_folder
from tui_reader.cli.printer import Printer
from tui_reader.errors import LibraryError
from tui_reader.settings import SETTINGS, Loaded, load


@dataclass(frozen=True)
class Context:
    """What a command works with.

    Attributes:
        arguments: the command line, parsed.
        printer: where everything is written.
        terminal: bears the picture with which the last session ended, if the reader is opened.
        closing: closes what was opened when the command ends.
    """

    arguments: argparse.Namespace
    printer: Printer
    terminal: Terminal
    closing: ExitStack = field(default_factory=ExitStack)

    @cached_property
    def data_folder(self) -> Path:
        """The folder where everything is kept."""
        return data_folder(getattr(self.arguments, "data_dir", None))

    @cached_property
    def loaded(self) -> Loaded:
        """The settings in force, with where they come from and what is wrong with them."""
        options = {setting.name: getattr(self.arguments, setting.field, None) for setting in SETTINGS}
        return load(os.environ, getattr(self.arguments, "config", None), options)

    @cached_property
    def archive(self) -> Archive:
        """The archive of the data folder, opened when it is first asked for; tells what was damaged there."""
        archive = self.closing.enter_context(Archive(self.data_folder))
        if archive.notices:
            self.terminal.give_back()
        for notice in archive.notices:
            self.printer.note(f"tui-reader: {notice}")
        return archive

    def catch_up_index(self) -> None:
        """Make what was imported searchable; where that fails, say so and leave it to search what can be."""
        self.archive.point()  # where the library itself cannot be used, that alone is told
        try:
            self.archive.catch_up_index()
        except LibraryError as error:
            self.printer.note(f"tui-reader: {error}; the newest updates may not be found")
