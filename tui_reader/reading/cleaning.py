"""Makes every text of a live blog safe and tidy: the one place that all formats pass through."""

from dataclasses import replace

from tui_reader.clean import MAX_LINE, clean_line, is_cut
from tui_reader.news import (
    Block,
    Blockquote,
    Caption,
    Embed,
    Furniture,
    Interactive,
    LiveBlog,
    Paragraph,
    Related,
    Update,
)
from tui_reader.reading.losses import note_loss


def clean_live_blog(blog: LiveBlog) -> LiveBlog:
    """The live blog with every text cleaned and folded to one line; what is empty after that is dropped.

    Cleaning twice changes nothing.
    """
    updates = (_update(update) for update in blog.updates)
    return replace(
        blog,
        title=_optional(blog.title, "a title"),
        section=_optional(blog.section, "a section"),
        publisher=_optional(blog.publisher, "a publisher's name"),
        url=_optional(blog.url, "an address"),
        standfirst=tuple(filter(None, (_line(line, "a standfirst") for line in blog.standfirst))),
        furniture=tuple(
            f for line in blog.furniture if (f := Furniture(line.line, _line(line.text, "a line"))).text
        ),
        updates=tuple(update for update in updates if update.headline or update.blocks),
    )


def _update(update: Update) -> Update:
    blocks = map(_block, update.blocks)
    return replace(
        update,
        headline=_optional(update.headline, "a headline"),
        byline=_optional(update.byline, "a byline"),
        url=_optional(update.url, "an address"),
        source_id=_optional(update.source_id, "an id"),
        blocks=tuple(block for block in blocks if block.text or _says_more(block)),
    )


def _block(block: Block) -> Block:
    text = _line(block.text, "a paragraph")
    match block:
        case Paragraph() | Blockquote():
            links = block.links if text == block.text else ()
            links = tuple(replace(link, url=url) for link in links if (url := clean_line(link.url)))
            return replace(block, text=text, links=links)
        case Caption():
            return replace(
                block,
                text=text,
                alt=_optional(block.alt, "a caption"),
                credit=_optional(block.credit, "a credit"),
            )
        case Interactive():
            return replace(block, text=text, credit=_optional(block.credit, "a credit"))
        case Embed():
            return replace(
                block,
                text=text,
                author=_optional(block.author, "an author's name"),
                handle=_optional(block.handle, "an author's name"),
                url=_optional(block.url, "an address"),
            )
        case Related():
            return replace(block, text=text, url=_optional(block.url, "an address"))


def _says_more(block: Block) -> bool:
    """Whether a block without text still says something."""
    match block:
        case Caption():
            return bool(block.alt or block.credit)
        case Embed():
            return bool(block.author or block.url)
        case _:
            return False


def _line(text: str, what: str) -> str:
    """The text as one clean line; that it was cut is noted, by what it is."""
    line = clean_line(text)
    if is_cut(line):
        note_loss(f"{what} was cut after {MAX_LINE:,} characters")
    return line


def _optional(text: str | None, what: str) -> str | None:
    return (_line(text, what) or None) if text else None
