"""RSS, Atom and RDF feeds: each item an update, each day of the feed a live blog."""

import re

from tui_reader.reading.document import Document
from tui_reader.reading.outcome import Reading

_ROOT = re.compile(r"<(?:\w{1,20}:)?(?:rss|feed|RDF)[\s>]")
_ELEMENT = re.compile("<[a-zA-Z]")


class Feed:
    """An RSS, Atom or RDF feed."""

    name = "feed"

    def recognises(self, document: Document) -> bool:
        """Whether its root element is that of a feed."""
        first = _ELEMENT.search(document.start)
        return first is not None and _ROOT.match(document.start, first.start()) is not None

    def read(self, document: Document) -> Reading:
        """One live blog for each day of the feed."""
        from tui_reader.reading.feeds.reader import read_feed  # noqa: PLC0415 - the parser loads when it is needed

        return read_feed(document)
