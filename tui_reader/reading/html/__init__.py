"""Live blogs in HTML pages: by schema.org's data, by what is known of a publisher's page, by their text."""

import re

from tui_reader.reading.document import Document
from tui_reader.reading.outcome import Reading

_PAGE = re.compile(
    r"<(?:!doctype html|html|head|body|meta|title|article|main|section|div|p|ul|ol|h1)[\s>]", re.I
)


class HtmlPage:
    """A saved or fetched page, or a part of one."""

    name = "HTML page"

    def recognises(self, document: Document) -> bool:
        """Whether it starts as HTML does."""
        return document.start.startswith("<") and _PAGE.search(document.start) is not None

    def read(self, document: Document) -> Reading:
        """The live blogs of the page; a page in which no updates can be told apart is one update."""
        from tui_reader.reading.html.reader import read_page  # noqa: PLC0415 - the parser loads when it is needed

        return read_page(document)
