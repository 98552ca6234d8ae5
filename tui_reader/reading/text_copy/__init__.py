"""Plain-text copies of live blog pages, pasted or downloaded.

A copy has words and line ends, nothing else. Its lines are told apart (`roles`), the page is divided into
updates (`layout`), every line is put in its one place (`page`), and the day is worked out from what is said
about days (`days`).
"""

from tui_reader.errors import SourceError
from tui_reader.news import LiveBlog
from tui_reader.reading.document import Document
from tui_reader.reading.formats import NotThisFormat
from tui_reader.reading.outcome import Reading, ReadingWarning
from tui_reader.reading.text_copy.assemble import live_blog

_LARGEST = 16_000_000  # characters; the longest live blogs hold about one million
_BEGINNING = 400_000  # characters in which a live blog has shown itself


class TextCopy:
    """The format of plain-text copies: what is left when no other format fits."""

    name = "text copy"

    def recognises(self, document: Document) -> bool:
        """Whether the document can be a text copy: anything that is no markup and no JSON."""
        return not document.start.startswith(("<!", "<html", "<?xml", "{", "<rss", "<feed"))

    def read(self, document: Document) -> Reading:
        """The one live blog of the copy.

        Raises:
            NotThisFormat: the text has neither the clocks nor the headlines of a live blog.
            SourceError: it is far longer than any page.
        """
        text = document.text
        if len(text) > 5 * _BEGINNING and live_blog(text[:_BEGINNING]) is None:
            raise NotThisFormat
        if len(text) > _LARGEST:
            raise SourceError(
                document.name, f"is too long for a copied page; the limit is {_LARGEST:,} characters"
            )
        found = live_blog(text)
        if found is None:
            raise NotThisFormat
        return Reading((found,), _warnings(document.name, found))


def _warnings(source: str, blog: LiveBlog) -> tuple[ReadingWarning, ...]:
    if blog.coverage_date is None:
        text = "the text does not say which day it covers; state it with --date"
        return (ReadingWarning(source, None, text),)
    if blog.date_is_inferred:
        day = blog.coverage_date.isoformat()
        text = f"the day was worked out to be {day}; correct it with --date if it is wrong"
        return (ReadingWarning(source, None, text),)
    return ()
