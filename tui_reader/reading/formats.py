"""What a format is: the module that reads one kind of document.

A format is an object with a name, a quick look (`recognises`) and a reading (`read`). Formats are asked in
the order of `registry.formats`; one that recognises a document and finds no live blog in it after all raises
`NotThisFormat`, and the next is asked. Content decides, never a file's name.
"""

from typing import Protocol

from tui_reader.reading.document import Document
from tui_reader.reading.outcome import Reading


class NotThisFormat(Exception):  # noqa: N818 - a turn in the search, not an error
    """The document is not of this format after all."""


class Format(Protocol):
    """How one format is told apart and read."""

    @property
    def name(self) -> str:
        """What users call it ("text copy", "RSS feed")."""
        ...

    def recognises(self, document: Document) -> bool:
        """Whether the document looks like this format; quick, and never raises."""
        ...

    def read(self, document: Document) -> Reading:
        """The document's live blogs, with text that is not yet cleaned, without ids and quotations.

        Raises:
            NotThisFormat: it holds no live blog in this format.
            SourceError: it is of this format, and cannot be read.
        """
        ...
