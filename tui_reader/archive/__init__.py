"""The one door: importing, browsing, searching and marking, for the app and the command line alike."""

from tui_reader.archive.archive import Archive, SearchResult

__all__ = ["Archive", "SearchResult"]
