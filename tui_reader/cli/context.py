"""What a command is given: its arguments, the printer, the archive."""

import argparse
import os
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from tui_reader.archive import Archive
from tui_reader.cli.printer import Printer


@dataclass(frozen=True)
class Context:
    """What a command works with.

    Attributes:
        arguments: the command line, parsed.
        printer: where everything is written.
        closing: closes what was opened when the command ends.
    """

    arguments: argparse.Namespace
    printer: Printer
    closing: ExitStack = field(default_factory=ExitStack)

    @cached_property
    def data_folder(self) -> Path:
        """`--data-dir`, else `TUI_READER_DATA_DIR`, else the user's data folder of this system."""
        named = getattr(self.arguments, "data_dir", None) or os.environ.get("TUI_READER_DATA_DIR")
        if named:
            return Path(named).expanduser()
        import platformdirs  # noqa: PLC0415 - only where neither option nor variable decides

        return platformdirs.user_data_path("tui-reader", appauthor=False)

    @cached_property
    def archive(self) -> Archive:
        """The archive of the data folder, opened when it is first asked for; tells what was damaged there."""
        archive = self.closing.enter_context(Archive(self.data_folder))
        for notice in archive.notices:
            self.printer.note(f"tui-reader: {notice}")
        return archive
