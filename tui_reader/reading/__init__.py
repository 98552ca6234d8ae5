"""From a source to live blogs: find, load, detect, parse, clean.

`locate` turns a word of the command line into locations, `load` one location into a document, and `read` a
document into live blogs: clean text, without ids and quotations. `apply_overrides` supplies what the source
lacked. Nothing is loaded before it is asked for, or before `preload` is.
"""

from tui_reader.reading.document import Document
from tui_reader.reading.outcome import Reading, ReadingWarning
from tui_reader.reading.overrides import apply_overrides
from tui_reader.reading.reader import preload, read
from tui_reader.reading.sources import Fetch, Location, load, locate

__all__ = [
    "Document",
    "Fetch",
    "Location",
    "Reading",
    "ReadingWarning",
    "apply_overrides",
    "load",
    "locate",
    "preload",
    "read",
]
