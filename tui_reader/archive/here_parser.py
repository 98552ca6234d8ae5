"""From a document to finished live blogs in this very process: read, then find who said what.

Whatever the publisher wrote is met in here as it came. `archive.guard` lets it happen in a process of its
own, with limits; only for what ships with the program this one may do.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from tui_reader.archive.parsing import Outcome, Tag
from tui_reader.errors import SourceError
from tui_reader.news import LiveBlog
from tui_reader.quoting import quote
from tui_reader.reading import Document, read


class HereParser:
    """Parses without limits, for documents that nobody could have tampered with; a `Parser`."""

    def parsed(
        self, documents: Iterable[tuple[Tag, Document]], known_speakers: Iterable[str] = ()
    ) -> Iterator[tuple[Tag, Outcome]]:
        """What comes of each document; see `Parser.parsed`."""
        known_speakers = tuple(known_speakers)
        for tag, document in documents:
            try:
                reading = read(document)
            except SourceError as error:
                yield tag, error
            else:
                blogs = tuple(with_quotations(blog, known_speakers) for blog in reading.live_blogs)
                yield tag, replace(reading, live_blogs=blogs)


def with_quotations(blog: LiveBlog, known_speakers: Iterable[str]) -> LiveBlog:
    """The live blog with the quotations of its updates."""
    return replace(blog, updates=tuple(quote(blog.updates, blog.standfirst, known_speakers)))
