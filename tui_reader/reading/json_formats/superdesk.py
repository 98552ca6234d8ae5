"""Superdesk Live Blog's posts (https://github.com/liveblog/liveblog): `_items` of groups that refer to items.

What readers' comments, advertisements, drafts and deleted posts hold is left out, as on the page.
"""

from tui_reader.news import Block, LiveBlog, Update
from tui_reader.reading.arranging import arranged
from tui_reader.reading.json_values import JsonObject, is_true, object_at, objects_at, text_at
from tui_reader.reading.markup.blocks import blocks_from_text
from tui_reader.reading.markup.plain_text import plain_line
from tui_reader.reading.timestamps import moment


def superdesk_posts(found: JsonObject, address: str | None) -> list[LiveBlog]:
    """The live blog that a list of posts makes; none if it is no such list."""
    posts = objects_at(found, "posts", "_items") or objects_at(found, "_items")
    if not any(objects_at(post, "groups") for post in posts):
        return []
    blog = object_at(found, "blog")
    updates = [update for post in posts if _is_shown(post) and (update := _update(post, address))]
    return [
        arranged(
            LiveBlog(
                title=plain_line(text_at(blog, "title") or text_at(found, "title") or "") or None,
                updates=tuple(sorted(updates, key=lambda update: not update.is_pinned)),
                publisher=None,
                url=text_at(blog, "public_url") or address,
            ),
            in_page_order=False,
        )
    ]


def _is_shown(post: JsonObject) -> bool:
    return not is_true(post.get("deleted")) and post.get("post_status") in (None, "open")


def _update(post: JsonObject, base: str | None) -> Update | None:
    """The update that a post makes; None for one of advertisements or comments only."""
    items = [
        object_at(reference, "item")
        for group in objects_at(post, "groups")
        if group.get("id") == "main"
        for reference in objects_at(group, "refs")
    ]
    items = [item for item in items if _is_content(item)]
    if not items:
        return None
    published = moment(post.get("published_date") or post.get("firstcreated") or post.get("_created"))
    headline = text_at(post, "headline") or text_at(items[0], "headline")
    return Update(
        headline=plain_line(headline or "") or None,
        blocks=tuple(block for item in items for block in _blocks(item, base)),
        published=published.time,
        modified=moment(post.get("content_updated_date") or post.get("_updated")).time,
        date=published.day,
        byline=_author(post),
        source_id=text_at(post, "_id") or text_at(post, "guid"),
        is_key_event=is_true(post.get("lb_highlight")),
        is_pinned=is_true(post.get("sticky")),
    )


def _author(post: JsonObject) -> str | None:
    for key in ("publisher", "original_creator", "author"):
        name = text_at(post, key, "display_name") or text_at(post, key, "byline")
        if name:
            return name
    return text_at(post, "byline")


def _is_content(item: JsonObject) -> bool:
    kind = (text_at(item, "item_type") or text_at(item, "type") or "").lower()
    return (
        bool(item)
        and "comment" not in kind
        and not kind.startswith("advert")
        and not text_at(item, "commenter")
    )


def _blocks(item: JsonObject, base: str | None) -> tuple[Block, ...]:
    return blocks_from_text(text_at(item, "text") or "", base)
