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
        title=_optional(blog.title),
        section=_optional(blog.section),
        publisher=_optional(blog.publisher),
        url=_optional(blog.url),
        standfirst=tuple(filter(None, map(clean_line, blog.standfirst))),
        furniture=tuple(
            f for line in blog.furniture if (f := Furniture(line.line, clean_line(line.text))).text
        ),
        updates=tuple(update for update in updates if update.headline or update.blocks),
    )


def _update(update: Update) -> Update:
    blocks = map(_block, update.blocks)
    return replace(
        update,
        headline=_optional(update.headline),
        byline=_optional(update.byline),
        url=_optional(update.url),
        source_id=_optional(update.source_id),
        blocks=tuple(block for block in blocks if block.text or _says_more(block)),
    )


def _block(block: Block) -> Block:
    text = clean_line(block.text)
    if is_cut(text):
        note_loss(f"a paragraph was cut after {MAX_LINE:,} characters")
    match block:
        case Paragraph() | Blockquote():
            links = block.links if text == block.text else ()
            links = tuple(replace(link, url=url) for link in links if (url := clean_line(link.url)))
            return replace(block, text=text, links=links)
        case Caption():
            return replace(block, text=text, alt=_optional(block.alt), credit=_optional(block.credit))
        case Interactive():
            return replace(block, text=text, credit=_optional(block.credit))
        case Embed():
            return replace(
                block,
                text=text,
                author=_optional(block.author),
                handle=_optional(block.handle),
                url=_optional(block.url),
            )
        case Related():
            return replace(block, text=text, url=_optional(block.url))


def _says_more(block: Block) -> bool:
    """Whether a block without text still says something."""
    match block:
        case Caption():
            return bool(block.alt or block.credit)
        case Embed():
            return bool(block.author or block.url)
        case _:
            return False


def _optional(text: str | None) -> str | None:
    return (clean_line(text) or None) if text else None
