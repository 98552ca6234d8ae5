"""Plain frozen values: live blogs, updates, blocks, quotations, and what lists show of them."""

from tui_reader.news.blocks import (
    Block,
    Blockquote,
    Caption,
    Embed,
    Interactive,
    Link,
    Paragraph,
    Related,
)
from tui_reader.news.listing import Day, Listing, UpdateRow
from tui_reader.news.live_blog import Furniture, LiveBlog, Status, Update
from tui_reader.news.quotation import Attribution, Kind, Place, Quotation
from tui_reader.news.view import UpdateView

__all__ = [
    "Attribution",
    "Block",
    "Blockquote",
    "Caption",
    "Day",
    "Embed",
    "Furniture",
    "Interactive",
    "Kind",
    "Link",
    "Listing",
    "LiveBlog",
    "Paragraph",
    "Place",
    "Quotation",
    "Related",
    "Status",
    "Update",
    "UpdateRow",
    "UpdateView",
]
