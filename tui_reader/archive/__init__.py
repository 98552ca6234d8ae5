"""The one door: importing, browsing, searching and marking, for the app and the command line alike."""

from tui_reader.archive.archive import Archive
from tui_reader.archive.search_result import SearchResult

__all__ = ["Archive", "SearchResult"]
