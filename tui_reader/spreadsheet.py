"""Rows for spreadsheets."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from typing import TextIO

from tui_reader.clean import clean


def write_csv(file: TextIO, names: Sequence[str], rows: Iterable[Mapping[str, object]]) -> None:
    """Write rows as CSV (RFC 4180) under a line of names.

    A cell that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow([_cell(row.get(name)) for name in names])


def _cell(value: object) -> str:
    text = "" if value is None else clean(str(value))
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t")) and not _is_number(text) else text


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
