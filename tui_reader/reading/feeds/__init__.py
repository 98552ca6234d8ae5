"""RSS, Atom and RDF feeds: each item an update, each day of the feed a live blog."""

import re

from tui_reader.reading.document import Document
from tui_reader.reading.outcome import Reading

_BEFORE_ROOT = re.compile(r"(?:<\?[^>]{0,500}\?>|<!--[^>]{0,2000}-->|<![^>]{0,500}>|\s)*+")
_ROOT = re.compile(r"<(?:\w{1,20}:)?(?:rss|feed|RDF)[\s>]")


class Feed:
    """An RSS, Atom or RDF feed."""

    name = "feed"

    def recognises(self, document: Document) -> bool:
        """Whether its root element is that of a feed."""
        before = _BEFORE_ROOT.match(document.start)
        return _ROOT.match(document.start, before.end() if before else 0) is not None

    def read(self, document: Document) -> Reading:
        """One live blog for each day of the feed."""
        from tui_reader.reading.feeds.reader import read_feed  # noqa: PLC0415 - the parser loads when it is needed

        return read_feed(document)
