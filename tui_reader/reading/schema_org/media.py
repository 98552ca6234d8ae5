"""Pictures, videos and shared posts that schema.org data attaches to an update."""

from typing import Any

from tui_reader.news import Block, Embed, Related
from tui_reader.reading.json_values import JsonObject, text_at
from tui_reader.reading.losses import note_loss
from tui_reader.reading.markup.addresses import absolute, is_post
from tui_reader.reading.markup.pictures import caption_block
from tui_reader.reading.markup.plain_text import folded, plain_line
from tui_reader.reading.markup.posts import post_at

_MOST = 20


def media_in(found: JsonObject, base: str | None) -> list[Block]:
    """The captions of an update's pictures and videos, and what it shares, in that order."""
    blocks: list[Block | None] = []
    for key in ("image", "video"):
        blocks += [_caption(each) for each in _objects(found.get(key))]
    for each in _objects(found.get("sharedContent")):
        blocks.append(_shared(each, base))
    return [block for block in dict.fromkeys(blocks) if block is not None]


def _objects(stated: Any) -> list[JsonObject]:
    values = stated if isinstance(stated, list) else [stated]
    if len(values) > _MOST:
        note_loss(f"of an update's pictures only the first {_MOST} were read")
    return [each for each in values[:_MOST] if isinstance(each, dict)]


def _caption(media: JsonObject) -> Block | None:
    """What is said under a picture or video; None for one without words, or named by its file alone."""
    words = (text_at(media, key) for key in ("caption", "description", "name", "headline"))
    text = next((line for line in (plain_line(each) for each in words if each) if " " in line), "")
    credit = text_at(media, "creditText") or text_at(media, "copyrightNotice") or ""
    return caption_block(text, "", plain_line(credit)) if text else None


def _shared(content: JsonObject, base: str | None) -> Block | None:
    """A shared post or page; pictures are shared with their captions."""
    url = absolute(text_at(content, "url"), base)
    words = (text_at(content, key) for key in ("text", "headline", "name", "description"))
    text = next((plain_line(each) for each in words if each), "")
    if url and is_post(url):
        return post_at(url, text)
    if text_at(content, "@type") in ("ImageObject", "VideoObject"):
        return _caption(content)
    author = text_at(content, "author", "name")
    if text_at(content, "@type") in ("Comment", "SocialMediaPosting") and text:
        return Embed(text, author, None, None, url)
    return Related(text, url) if url and folded(text) else None
