"""Runs the app; importing this loads nothing of Textual yet."""

import gc
import sys
from contextlib import suppress

from tui_reader.app.first_frame import Terminal
from tui_reader.archive import Archive, crash_log
from tui_reader.settings import Settings

_DEFAULTS = Settings()


def run(
    archive: Archive,
    *,
    label: str | None = None,
    notice: str | None = None,
    settings: Settings = _DEFAULTS,
    terminal: Terminal | None = None,
) -> int:
    """Read an archive on the terminal until the user leaves.

    Args:
        archive: the library, its index and its marks.
        label: what marks the library as a sample ("SAMPLE - fictional"), None for the reader's own.
        notice: a line to show at the start.
        settings: what the user has set.
        terminal: bears the picture of the last session, where there is one.

    Returns:
        The exit code: 0 after an ordinary end, 128 and the signal's number after a signal, 3 when the library
        became unusable, 70 after a defect.
    """
    gc.disable()  # until the first screen is there, what is loaded and made stays
    from tui_reader.app.reader_app import ReaderApp  # noqa: PLC0415  (loads Textual)
    from tui_reader.app.terminal_driver import TerminalDriver  # noqa: PLC0415

    frame = terminal.take_over() if terminal else None
    archive.search_apart()
    app = ReaderApp(
        archive, label=label, notice=notice, settings=settings, driver_class=TerminalDriver, frame=frame
    )
    app.run(mouse=settings.mouse)
    if app.mended:
        with suppress(OSError):  # a log that cannot be written
            crash_log.append(archive.folder, f"the last defence mended {app.mended} runs of text")
    if app.last_words:
        sys.stderr.write(f"{app.last_words}\n")
    return app.return_code or 0
