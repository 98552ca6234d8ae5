"""Reads documents with the formats of the registry."""

from dataclasses import replace

from tui_reader.errors import SourceError
from tui_reader.reading.cleaning import clean_live_blog
from tui_reader.reading.decoding import binary_kind
from tui_reader.reading.document import Document
from tui_reader.reading.formats import NotThisFormat
from tui_reader.reading.outcome import Reading
from tui_reader.reading.registry import formats


def read(document: Document) -> Reading:
    """The live blogs of a document, their text clean.

    Raises:
        SourceError: it is binary, damaged, or no live blog in any format that is known.
    """
    kind = binary_kind(document.content)
    if kind:
        raise SourceError(document.name, f"is a binary file ({kind}), not a live blog")
    for known in formats():
        if not known.recognises(document):
            continue
        try:
            found = known.read(document)
        except NotThisFormat:
            continue
        cleaned = tuple(clean_live_blog(blog) for blog in found.live_blogs)
        return replace(found, live_blogs=tuple(blog for blog in cleaned if blog.updates))
    raise SourceError(document.name, "does not look like a live blog")
