"""The one printer of the command line: data to standard output, narration to standard error.

Everything is cleaned on its way out, so that no file name, query or stored text can steer the terminal.
"""

import io
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import TextIO

from tui_reader.clean import clean
from tui_reader.spreadsheet import write_csv


class Printer:
    """Writes to a pair of streams."""

    def __init__(self, out: TextIO | None = None, err: TextIO | None = None) -> None:
        self._out = out or sys.stdout
        self._err = err or sys.stderr
        for stream in (self._out, self._err):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="replace")  # a terminal that lacks a letter shows "?"

    @property
    def out(self) -> TextIO:
        """Where data goes; for text that was cleaned before, as everything in the library was."""
        return self._out

    @property
    def err_is_terminal(self) -> bool:
        """Whether the narration goes to a person's screen."""
        return self._err.isatty()

    def data(self, text: str) -> None:
        """Write a text and a line end to standard output."""
        self._out.write(f"{clean(text)}\n")

    def json(self, value: object) -> None:
        """Write a value as indented JSON."""
        self._write_json(value, indent=1)

    def json_line(self, value: object) -> None:
        """Write a value as one line of JSON."""
        self._write_json(value, indent=None)

    def csv(self, names: Sequence[str], rows: Iterable[Mapping[str, object]]) -> None:
        """Write rows as CSV; see `tui_reader.spreadsheet`."""
        write_csv(self._out, names, rows)

    def note(self, text: str) -> None:
        """Tell the user something, on standard error."""
        self._err.write(f"{clean(text)}\n")
        self._err.flush()

    def _write_json(self, value: object, indent: int | None) -> None:
        json.dump(_cleaned(value), self._out, ensure_ascii=False, indent=indent)
        self._out.write("\n")


def _cleaned(value: object) -> object:
    match value:
        case str():
            return clean(value)
        case dict():
            return {key: _cleaned(item) for key, item in value.items()}
        case list() | tuple():
            return [_cleaned(item) for item in value]
    return value
