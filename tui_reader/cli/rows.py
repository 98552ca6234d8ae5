"""Updates as lines of a list on standard output."""

from collections.abc import Iterable

from tui_reader.cli.printer import Printer
from tui_reader.news import UpdateRow

_FIELDS = ("id", "date", "published", "headline", "source", "is_read", "is_bookmarked", "is_key_event")


def print_rows(printer: Printer, rows: Iterable[UpdateRow], form: str) -> None:
    """Print rows as "text", "json", "jsonl" or "csv"."""
    match form:
        case "json":
            printer.json([_object(row) for row in rows])
        case "jsonl":
            for row in rows:
                printer.json_line(_object(row))
        case "csv":
            printer.csv(_FIELDS, map(_object, rows))
        case _:
            for row in rows:
                printer.data(_line(row))


def _object(row: UpdateRow) -> dict[str, object]:
    return {
        "id": row.update_id,
        "date": row.date.isoformat() if row.date else None,
        "published": row.published.isoformat() if row.published else None,
        "headline": row.headline,
        "source": row.source,
        "is_read": row.is_read,
        "is_bookmarked": row.is_bookmarked,
        "is_key_event": row.is_key_event,
    }


def _line(row: UpdateRow) -> str:
    day = row.date.isoformat() if row.date else "date unknown"
    clock = f"{row.published:%H:%M}" if row.published else "     "
    mark = "*" if row.is_bookmarked else " "
    source = f"  [{row.source}]" if row.source else ""
    return f"{row.update_id}  {day} {clock} {mark} {row.headline}{source}"
