"""From a source to live blogs: find, load, detect, parse, clean.

`read_source` takes a word of the command line and yields what it holds, one document at a time; `read` takes
one document. What comes out is clean text without ids and quotations; `apply_overrides` supplies what the
source lacked.
"""

from tui_reader.reading.document import Document
from tui_reader.reading.outcome import Reading, ReadingWarning
from tui_reader.reading.overrides import apply_overrides
from tui_reader.reading.reader import read, read_source
from tui_reader.reading.sources import Fetch, Location, locate

__all__ = [
    "Document",
    "Fetch",
    "Location",
    "Reading",
    "ReadingWarning",
    "apply_overrides",
    "locate",
    "read",
    "read_source",
]
