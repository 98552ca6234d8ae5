"""The Guardian's article model, which its page renderer takes (https://github.com/guardian/dotcom-rendering).

`blocks` holds the updates, each with typed `elements`; `keyEvents` and `pinnedPost` repeat some of them.
"""

from collections.abc import Callable, Mapping

from tui_reader.news import Block, Blockquote, Embed, Interactive, LiveBlog, Related, Update
from tui_reader.reading.arranging import arranged
from tui_reader.reading.json_values import JsonObject, is_true, object_at, objects_at, text_at
from tui_reader.reading.markup.addresses import absolute
from tui_reader.reading.markup.blocks import blocks_from_text
from tui_reader.reading.markup.pictures import caption_block
from tui_reader.reading.markup.plain_text import plain_line
from tui_reader.reading.schema_org.updates import names_in
from tui_reader.reading.timestamps import moment


def guardian_article(found: JsonObject, address: str | None) -> list[LiveBlog]:
    """The live blog that an article model describes; none if it is no such model."""
    blocks = objects_at(found, "blocks")
    if not any(isinstance(block.get("elements"), list) and "id" in block for block in blocks):
        return []
    url = text_at(found, "canonicalUrl") or text_at(found, "webURL") or address
    pinned = object_at(found, "pinnedPost")
    key_events = {
        event.get("id") for event in objects_at(found, "keyEvents") if isinstance(event.get("id"), str)
    }
    updates = [_update(block, url, key_events) for block in ([pinned] if pinned.get("id") else []) + blocks]
    standfirst = tuple(
        block.text
        for block in blocks_from_text(text_at(found, "standfirst") or "", url)
        if block.kind == "paragraph"
    )
    design = text_at(found, "format", "design") or ""
    blog = LiveBlog(
        title=plain_line(text_at(found, "headline") or text_at(found, "webTitle") or "") or None,
        updates=tuple(updates),
        standfirst=standfirst,
        section=text_at(found, "sectionLabel") or text_at(found, "sectionName"),
        publisher="The Guardian",
        url=url,
        status="closed" if design.startswith("DeadBlog") else "unknown",
    )
    return [arranged(blog, moment(found.get("webPublicationDate")).day, in_page_order=True)]


def element_blocks(element: JsonObject, base: str | None) -> tuple[Block, ...]:
    """The blocks of one typed element."""
    kind = (text_at(element, "_type") or "").rpartition(".")[2].removesuffix("BlockElement")
    maker = _MAKERS.get(kind)
    made = maker(element, base) if maker else None
    return (made,) if made else blocks_from_text(text_at(element, "html") or "", base)


def _update(block: JsonObject, url: str | None, key_events: set[str | None]) -> Update:
    published = moment(block.get("blockFirstPublished") or block.get("blockCreatedOn"))
    identifier = text_at(block, "id")
    return Update(
        headline=plain_line(text_at(block, "title") or "") or None,
        blocks=tuple(
            made for element in objects_at(block, "elements") for made in element_blocks(element, url)
        ),
        published=published.time,
        modified=moment(block.get("blockLastUpdated")).time,
        date=published.day,
        byline=names_in(block.get("contributors")),
        url=f"{url}?page=with:block-{identifier}#block-{identifier}" if url and identifier else None,
        source_id=identifier,
        is_key_event=is_true(object_at(block, "attributes").get("keyEvent")) or identifier in key_events,
        is_pinned=is_true(object_at(block, "attributes").get("pinned")),
    )


def _image(element: JsonObject, _: str | None) -> Block | None:
    data = object_at(element, "data")
    texts = (plain_line(text_at(data, key) or "") for key in ("caption", "alt", "credit"))
    return caption_block(*texts)


def _rich_link(element: JsonObject, base: str | None) -> Block | None:
    text = plain_line(text_at(element, "text") or text_at(element, "linkText") or "")
    return Related(text, absolute(text_at(element, "url"), base)) if text else None


def _video(element: JsonObject, base: str | None) -> Block | None:
    text = plain_line(
        text_at(element, "mediaTitle") or text_at(element, "title") or text_at(element, "caption") or ""
    )
    asset = text_at(element, "assetId")
    stated = absolute(text_at(element, "originalUrl") or text_at(element, "url"), base)
    url = f"https://www.youtube.com/watch?v={asset}" if asset else stated
    return Embed(text, url=url) if text or url else None


def _graphic(element: JsonObject, _: str | None) -> Block | None:
    lines = (plain_line(text_at(element, key) or "") for key in ("title", "alt", "caption"))
    text = next(filter(None, lines), "")
    return Interactive(text) if text else None


def _pull_quote(element: JsonObject, _: str | None) -> Block | None:
    text = plain_line(text_at(element, "html") or text_at(element, "text") or "")
    return Blockquote(text) if text else None


_MAKERS: Mapping[str, Callable[[JsonObject, str | None], Block | None]] = {
    "Image": _image,
    "RichLink": _rich_link,
    "Youtube": _video,
    "Video": _video,
    "VideoYoutube": _video,
    "VideoVimeo": _video,
    "VideoFacebook": _video,
    "GuVideo": _video,
    "MediaAtom": _video,
    "Interactive": _graphic,
    "InteractiveAtom": _graphic,
    "Map": _graphic,
    "ChartAtom": _graphic,
    "Blockquote": _pull_quote,
    "Pullquote": _pull_quote,
}
