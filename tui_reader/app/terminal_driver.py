"""The driver of a real terminal: bytes that are no text do no harm, nobody typing costs nothing."""

import os
import select
from codecs import getincrementaldecoder

from textual import constants
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver

from tui_reader.app.reader_app import ReaderApp

_SHOW_CURSOR = "\x1b[?25h"
_ENTER = "\x1b[?1049h"
_AT_ONCE = 4096  # bytes
_LONE_ESCAPE = constants.ESCAPE_DELAY * 1.1  # seconds after which an Escape is certainly a key by itself


class TerminalDriver(LinuxDriver):
    """Textual's driver with a reading thread of its own.

    A key of a terminal in another encoding, or noise on the line, becomes a replacement character instead of
    the end of the app. The thread waits for input without waking up in between, except right after a key,
    when a lone Escape must be told from the beginning of a sequence; a pipe wakes it to leave.
    """

    def __init__(
        self,
        app: App[object],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._was_started = self._is_entered = False
        self._wake_reader, self._wake_writer = os.pipe()

    def _get_terminal_size(self) -> tuple[int, int]:
        """The terminal's own word, rather than what COLUMNS and LINES once were."""
        try:
            width, height = os.get_terminal_size(self.fileno)
        except OSError:
            return super()._get_terminal_size()
        return (width, height) if width and height else super()._get_terminal_size()

    def start_application_mode(self) -> None:
        """Take the terminal, with the picture that stands on it; after a suspension there is none."""
        if isinstance(self._app, ReaderApp):
            if self._was_started:
                self._app.painter.forget()
            self._is_entered = self._app.painter.has_picture
        self._was_started = True
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if isinstance(self._app, ReaderApp) and self._app.is_linear:
            self.write(_SHOW_CURSOR)

    def write(self, data: str) -> None:
        """Send something, but do not enter the alternate screen twice: that would clear it."""
        if not (self._is_entered and data == _ENTER):
            super().write(data)

    def disable_input(self) -> None:
        """Stop reading at once."""
        os.write(self._wake_writer, b"\0")
        super().disable_input()

    def run_input_thread(self) -> None:
        """Turn bytes into events until input is disabled or the terminal is gone."""
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        timeout: float | None = None
        while True:
            ready, _, _ = select.select([self.fileno, self._wake_reader], [], [], timeout)
            if self._wake_reader in ready:
                os.read(self._wake_reader, 1)
                return
            if self.fileno in ready:
                data = self._read()
                if not data:
                    return
                for event in parser.feed(decode(data)):
                    self.process_message(event)
            for event in parser.tick():
                self.process_message(event)
            timeout = _LONE_ESCAPE if ready else None

    def _read(self) -> bytes:
        try:
            return os.read(self.fileno, _AT_ONCE)
        except OSError:  # the terminal is gone
            return b""
