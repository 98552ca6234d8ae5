"""The library and the user's marks: the only package that knows SQLite."""

from tui_reader.library.library import Change, Library
from tui_reader.library.marks import Bookmark, Marks
from tui_reader.library.saving import Saved
from tui_reader.library.statements import StatementsOf

__all__ = ["Bookmark", "Change", "Library", "Marks", "Saved", "StatementsOf"]
