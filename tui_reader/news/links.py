"""The links of an update: to itself, to its live blog, and to what it points at."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from tui_reader.news.blocks import Block, Blockquote, Embed, Paragraph, Related
from tui_reader.news.view import UpdateView

_LONGEST = 2_000  # characters
_KEPT_SIGNS = "!#$%&'()*+,-./:;=?@[]_~"


@dataclass(frozen=True, slots=True)
class LinkOut:
    """A link and what it leads to.

    Attributes:
        title: in words.
        url: a web address in printable ASCII.
    """

    title: str
    url: str


def links_of(view: UpdateView) -> list[LinkOut]:
    """The links of an update, each address once: its own, its live blog's, then those in its text."""
    found: dict[str, LinkOut] = {}
    for title, url in _all(view):
        address = web_address(url)
        if address:
            found.setdefault(address, LinkOut(title or address, address))
    return [*found.values()]


def web_address(url: str | None) -> str | None:
    """The address in printable ASCII; None unless it is one of the web, which a program may be given."""
    if not url or len(url) > _LONGEST:
        return None
    address = quote(url, safe=_KEPT_SIGNS, errors="replace")
    try:
        parts = urlsplit(address)  # of what is given out: of the rest, it would pass over what is no letter
    except ValueError:
        return None
    is_web = parts.scheme in ("http", "https") and bool(parts.hostname) and "%" not in parts.netloc
    return address if is_web and len(address) <= _LONGEST else None


def _all(view: UpdateView) -> Iterator[tuple[str, str | None]]:
    yield "This update", view.update.url
    yield (
        f"The live blog: {view.live_blog.title}" if view.live_blog.title else "The live blog",
        view.live_blog.url,
    )
    for block in view.update.blocks:
        yield from _of_block(block)


def _of_block(block: Block) -> Iterator[tuple[str, str | None]]:
    match block:
        case Paragraph() | Blockquote():
            for link in block.links:
                yield block.text[link.start : link.end], link.url
        case Related():
            yield block.text, block.url
        case Embed():
            author = block.author or block.handle
            yield f"Post by {author}" if author else "Post", block.url
