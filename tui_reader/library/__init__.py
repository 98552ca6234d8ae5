"""The library and the user's marks: the only package that knows SQLite."""

from tui_reader.library.arrivals import Arrivals, Point
from tui_reader.library.database import DamageError, engine
from tui_reader.library.drafts import Draft, Drafts
from tui_reader.library.library import Change, Library
from tui_reader.library.mark_entry import MarkChange
from tui_reader.library.mark_store import MarkPoint
from tui_reader.library.marks import Marked, Marks
from tui_reader.library.restoring import Restored, restore
from tui_reader.library.saving import Saved
from tui_reader.library.session import JsonValue, Session
from tui_reader.library.sources import Source, Sources
from tui_reader.library.statements import StatementsOf

__all__ = [
    "Arrivals",
    "Change",
    "DamageError",
    "Draft",
    "Drafts",
    "JsonValue",
    "Library",
    "MarkChange",
    "MarkPoint",
    "Marked",
    "Marks",
    "Point",
    "Restored",
    "Saved",
    "Session",
    "Source",
    "Sources",
    "StatementsOf",
    "engine",
    "restore",
]
