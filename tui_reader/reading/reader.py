"""Reads documents and sources with the formats of the registry."""

from collections.abc import Iterator
from dataclasses import replace

from tui_reader.errors import SourceError
from tui_reader.reading.cleaning import clean_live_blog
from tui_reader.reading.decoding import binary_kind
from tui_reader.reading.document import Document
from tui_reader.reading.formats import NotThisFormat
from tui_reader.reading.outcome import Reading, ReadingWarning
from tui_reader.reading.registry import FORMATS
from tui_reader.reading.sources import Fetch, Location, load, locate


def read(document: Document) -> Reading:
    """The live blogs of a document, their text clean.

    Raises:
        SourceError: it is binary, damaged, or no live blog in any format that is known.
    """
    kind = binary_kind(document.content)
    if kind:
        raise SourceError(document.name, f"is a binary file ({kind}), not a live blog")
    for known in FORMATS:
        if not known.recognises(document):
            continue
        try:
            found = known.read(document)
        except NotThisFormat:
            continue
        cleaned = tuple(clean_live_blog(blog) for blog in found.live_blogs)
        return replace(found, live_blogs=tuple(blog for blog in cleaned if blog.updates))
    raise SourceError(document.name, "does not look like a live blog")


def read_source(word: str, fetch: Fetch | None = None) -> Iterator[Reading]:
    """What a word of the command line holds, document by document, each read when it is asked for.

    In a folder, a file that holds no live blog yields a reading that is empty but for a warning.

    Raises:
        SourceError: the source cannot be read, or is a folder without any live blog.
    """
    found_any = False
    in_folder = False
    for location in locate(word):
        in_folder = location.in_folder
        reading = _read_in_folder(location) if in_folder else read(load(location, fetch))
        found_any |= bool(reading.live_blogs)
        yield reading
    if not found_any and (in_folder or not word.startswith("-")):
        raise SourceError(word, "holds no live blog")


def _read_in_folder(location: Location) -> Reading:
    try:
        return read(load(location))
    except SourceError as error:
        return Reading((), (ReadingWarning(location.name, None, f"skipped: {error.reason}"),))
