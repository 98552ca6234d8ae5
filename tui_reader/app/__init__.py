"""The app: the only package that knows Textual. Importing it loads none of that; `run` does."""

import sys

from tui_reader.app.preflight import preflight
from tui_reader.archive import Archive

__all__ = ["preflight", "run"]


def run(archive: Archive, *, label: str | None = None, notice: str | None = None) -> int:
    """Read an archive on the terminal until the user leaves.

    Args:
        archive: the library, its index and its marks.
        label: what marks the library as a sample ("SAMPLE - fictional"), None for the reader's own.
        notice: a line to show at the start.

    Returns:
        The exit code: 0 after an ordinary end, 128 and the signal's number after a signal, 3 when the library
        became unusable, 70 after a defect.
    """
    from tui_reader.app.reader_app import ReaderApp  # noqa: PLC0415  (loads Textual)
    from tui_reader.app.terminal_driver import TerminalDriver  # noqa: PLC0415

    app = ReaderApp(archive, label=label, notice=notice, driver_class=TerminalDriver)
    app.run()
    if app.last_words:
        sys.stderr.write(f"{app.last_words}\n")
    return app.return_code or 0
