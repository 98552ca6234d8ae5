"""A web page of cited updates: everything in one file, nothing fetched, ready to print."""

from collections.abc import Iterable, Iterator
from html import escape
from urllib.parse import urlsplit

from tui_reader.news.citation import when
from tui_reader.news.live_blog import LiveBlog, Update
from tui_reader.news.statement import Source, source_of

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
DIR = 'dir="auto"'

"""The attribute of a text of any script, which runs its own way."""


def html_page(title: str, articles: Iterable[str]) -> Iterator[str]:
    """An HTML document under a title, piece by piece, of articles that are HTML already."""
    yield _HEAD.format(title=escape(title))
    for article in articles:
        yield f"<article>\n{article}</article>\n"
    yield _FOOT


def html_of_update(update: Update, blog: LiveBlog) -> str:
    """An update of that live blog: headline, source, text; every text of theirs is escaped."""
    source = source_of(update, blog)
    parts = [f"<h2 {DIR}>{escape(source.headline)}</h2>\n", html_of_source(source, with_headline=False)]
    texts = (block.text for block in update.blocks if block.text and block.text != source.headline)
    parts += (f"<p {DIR}>{escape(text)}</p>\n" for text in texts)
    return "".join(parts)


def html_of_source(source: Source, *, with_headline: bool) -> str:
    """Where it stands, as a paragraph; an address of the web is linked, any other is text."""
    parts = [source.publisher, f"“{source.headline}”" if with_headline else source.title, when(source)]
    text = ", ".join(escape(part) for part in parts if part)
    url = escape(source.url) if source.url else f"id {escape(source.update_id)}"
    if source.url and _is_of_the_web(source.url):
        url = f'<a href="{url}" rel="noreferrer">{url}</a>'
    return f'<p class="source" {DIR}>{text}<br>{url}</p>\n'


def _is_of_the_web(url: str) -> bool:
    try:
        return urlsplit(url).scheme in ("http", "https")
    except ValueError:
        return False
