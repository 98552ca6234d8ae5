"""Reads documents with the formats of the registry, and the pages of web archives."""

from collections.abc import Callable, Iterable

from tui_reader.errors import SourceError
from tui_reader.reading.cleaning import clean_live_blog
from tui_reader.reading.decoding import binary_kind
from tui_reader.reading.document import Document
from tui_reader.reading.formats import NotThisFormat
from tui_reader.reading.losses import noting_losses
from tui_reader.reading.outcome import Reading, ReadingWarning
from tui_reader.reading.registry import formats
from tui_reader.reading.warc import is_web_archive, pages_in


def preload() -> None:
    """Load the formats now instead of with the first document."""
    formats()


def read(document: Document, on_page: Callable[[], None] = lambda: None) -> Reading:
    """The live blogs of a document, their text clean.

    Args:
        document: what to read.
        on_page: is called before each page of a web archive, which may hold hundreds.

    Raises:
        SourceError: it is binary, damaged, or no live blog in any format that is known.
    """
    is_archive = is_web_archive(document.content)
    return _read_pages(document, on_page) if is_archive else _read_one(document)


def _read_pages(archive: Document, on_page: Callable[[], None]) -> Reading:
    """The live blogs among the pages of a web archive: those whose updates could be told apart."""
    found: list[Reading] = []
    pages = 0
    with noting_losses() as losses:
        for page in pages_in(archive):
            pages += 1
            on_page()
            try:
                reading = _read_one(page)
            except SourceError:
                continue
            if any(len(blog.updates) > 1 for blog in reading.live_blogs):
                found.append(reading)
    if not found:
        raise SourceError(archive.name, f"a web archive without a live blog (HTML pages in it: {pages})")
    return Reading(
        tuple(blog for reading in found for blog in reading.live_blogs),
        (*(each for reading in found for each in reading.warnings), *_warnings(archive.name, losses)),
    )


def _read_one(document: Document) -> Reading:
    kind = binary_kind(document.content)
    if kind:
        raise SourceError(document.name, f"is a binary file ({kind}), not a live blog")
    for known in formats():
        if not known.recognises(document):
            continue
        with noting_losses() as losses:
            try:
                found = known.read(document)
            except NotThisFormat:
                continue
            cleaned = tuple(clean_live_blog(blog) for blog in found.live_blogs)
        return Reading(
            tuple(blog for blog in cleaned if blog.updates),
            (*found.warnings, *_warnings(document.name, losses)),
        )
    raise SourceError(document.name, "does not look like a live blog")


def _warnings(source: str, losses: Iterable[str]) -> tuple[ReadingWarning, ...]:
    return tuple(ReadingWarning(source, None, loss) for loss in losses)
