"""What an update becomes when it arrives again, perhaps from a poorer source.

A text copy has no times, permalinks or bylines; importing it after the page itself must take nothing away.
"""

from dataclasses import fields, replace

from tui_reader.news.blocks import Block
from tui_reader.news.letters import letters
from tui_reader.news.live_blog import LiveBlog, Update

_EARLIER_FILLS_IN = ("headline", "published", "modified", "date", "byline", "url", "source_id")
_BLOG_FILLS_IN = ("title", "section", "publisher", "url", "coverage_date")


def merged_update(known: Update, incoming: Update) -> Update:
    """The incoming update, with what only the known one has; its words win where the two differ.

    Where the words are the same, the richer blocks stay (more links, captions, credits). Quotations are
    spans of a headline and blocks, and stay with them.
    """
    kept = {name: getattr(known, name) for name in _EARLIER_FILLS_IN if getattr(incoming, name) is None}
    if _words(known.blocks) == _words(incoming.blocks):
        kept["blocks"] = max(incoming.blocks, known.blocks, key=_wealth)
    headline, blocks = kept.get("headline", incoming.headline), kept.get("blocks", incoming.blocks)
    if (headline, blocks) == (known.headline, known.blocks) != (incoming.headline, incoming.blocks):
        kept["quotations"] = known.quotations
    return replace(
        incoming,
        **kept,
        is_key_event=incoming.is_key_event or known.is_key_event,
        id=known.id,
    )


def merged_live_blog(known: LiveBlog, incoming: LiveBlog) -> LiveBlog:
    """The incoming live blog's own fields, with what only the known one has, and its updates."""
    kept = {name: getattr(known, name) for name in _BLOG_FILLS_IN if getattr(incoming, name) is None}
    if "coverage_date" in kept or known.coverage_date == incoming.coverage_date:
        kept["date_is_inferred"] = known.date_is_inferred and (
            incoming.date_is_inferred or incoming.coverage_date is None
        )
    if incoming.status == "unknown":
        kept["status"] = known.status
    if not incoming.standfirst:
        kept["standfirst"] = known.standfirst
    return replace(incoming, **kept, id=known.id)


def _words(blocks: tuple[Block, ...]) -> str:
    return letters(" ".join(block.text for block in blocks))


def _wealth(blocks: tuple[Block, ...]) -> int:
    """How much beyond words the blocks hold, as a count of filled fields."""
    return sum(
        len(block.links)
        if hasattr(block, "links")
        else sum(bool(getattr(block, f.name)) for f in fields(block))
        for block in blocks
    )
