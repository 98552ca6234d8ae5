"""Bookmarks as a web page of its own: everything in one file, nothing fetched, ready to print."""

from collections.abc import Iterable, Iterator
from html import escape
from urllib.parse import urlsplit

from tui_reader.news.bookmark import Bookmark
from tui_reader.news.citation import when
from tui_reader.news.statement import Source, Statement

_HEAD = """\
<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ max-width: 42rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 Georgia, serif; color: #111; }}
article {{ margin: 0 0 2rem; padding: 0 0 1rem; border-bottom: 1px solid #bbb; break-inside: avoid-page; }}
h1 {{ font-size: 1.5rem; }}
h2 {{ margin: 0 0 .5rem; font-size: 1.15rem; }}
blockquote {{ margin: 0 0 .5rem; padding-left: 1rem; border-left: .25rem solid #888; font-size: 1.1rem; }}
.source, .tags {{ margin: .25rem 0; color: #444; font-size: .9rem; }}
.note {{ margin: .5rem 0; padding: .5rem .75rem; background: #f2efe6; white-space: pre-wrap; }}
a {{ color: inherit; overflow-wrap: anywhere; }}
@media print {{ body {{ margin: 0; max-width: none; }} .note {{ border: 1px solid; background: none; }} }}
</style>
</head>
<body>
<h1>{title}</h1>
"""
_FOOT = "</body>\n</html>\n"
_DIR = 'dir="auto"'  # a text of any script runs its own way


def html_of_all(title: str, bookmarks: Iterable[Bookmark]) -> Iterator[str]:
    """Bookmarks as an HTML document under a title, piece by piece; every text of theirs is escaped."""
    yield _HEAD.format(title=escape(title))
    for bookmark in bookmarks:
        yield f"<article>\n{''.join(_parts(bookmark))}</article>\n"
    yield _FOOT


def _parts(bookmark: Bookmark) -> Iterator[str]:
    cited = bookmark.cited
    if isinstance(cited, Statement):
        yield f"<blockquote {_DIR}>{escape(cited.quotation.text)}</blockquote>\n"
        yield f"<h2 {_DIR}>{escape(cited.quotation.speaker or 'unattributed')}</h2>\n"
        yield _source(cited.source, with_headline=True)
    else:
        yield f"<h2 {_DIR}>{escape(cited.headline)}</h2>\n"
        yield _source(cited, with_headline=False)
        for block in bookmark.update.blocks:
            if block.text and block.text != cited.headline:
                yield f"<p {_DIR}>{escape(block.text)}</p>\n"
    if bookmark.note:
        yield f'<p class="note" {_DIR}>{escape(bookmark.note)}</p>\n'
    if bookmark.tags:
        yield f'<p class="tags" {_DIR}>{escape(" ".join(f"#{tag}" for tag in bookmark.tags))}</p>\n'


def _source(source: Source, *, with_headline: bool) -> str:
    """Where it stands, as a paragraph; an address of the web is linked, any other is text."""
    parts = [source.publisher, f"“{source.headline}”" if with_headline else source.title, when(source)]
    text = ", ".join(escape(part) for part in parts if part)
    url = escape(source.url) if source.url else f"id {escape(source.update_id)}"
    if source.url and _is_of_the_web(source.url):
        url = f'<a href="{url}" rel="noreferrer">{url}</a>'
    return f'<p class="source" {_DIR}>{text}<br>{url}</p>\n'


def _is_of_the_web(url: str) -> bool:
    try:
        return urlsplit(url).scheme in ("http", "https")
    except ValueError:
        return False
