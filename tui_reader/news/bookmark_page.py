"""Bookmarks as a web page of its own."""

from collections.abc import Iterable, Iterator
from html import escape

from tui_reader.news.bookmark import Bookmark
from tui_reader.news.statement import Statement
from tui_reader.news.web_page import DIR, html_of_source, html_of_update, html_page


def html_of_all(title: str, bookmarks: Iterable[Bookmark]) -> Iterator[str]:
    """Bookmarks as an HTML document under a title, piece by piece; every text of theirs is escaped."""
    return html_page(title, ("".join(_parts(bookmark)) for bookmark in bookmarks))


def _parts(bookmark: Bookmark) -> Iterator[str]:
    cited = bookmark.cited
    if isinstance(cited, Statement):
        yield f"<blockquote {DIR}>{escape(cited.quotation.text)}</blockquote>\n"
        yield f"<h2 {DIR}>{escape(cited.quotation.speaker or 'unattributed')}</h2>\n"
        yield html_of_source(cited.source, with_headline=True)
    else:
        yield html_of_update(bookmark.update, bookmark.live_blog)
    if bookmark.note:
        yield f'<p class="note" {DIR}>{escape(bookmark.note)}</p>\n'
    if bookmark.tags:
        yield f'<p class="tags" {DIR}>{escape(" ".join(f"#{tag}" for tag in bookmark.tags))}</p>\n'
