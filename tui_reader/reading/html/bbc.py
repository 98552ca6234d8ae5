"""The BBC's live pages, which carry their posts as JSON: `window.__INITIAL_DATA__` or `__NEXT_DATA__`.

A post is an object with `content.model.blocks`: typed blocks, each with a `model` that holds further blocks
down to fragments of text, as in the BBC's public page renderer (https://github.com/bbc/simorgh).
"""

import re
from collections.abc import Iterator
from typing import Any

from tui_reader.news import Block, Blockquote, Caption, Embed, Link, Paragraph, Related, Update
from tui_reader.reading.json_values import JsonObject, parse_json
from tui_reader.reading.losses import note_loss
from tui_reader.reading.markup.addresses import absolute, handle_in
from tui_reader.reading.markup.running_text import RunningText
from tui_reader.reading.markup.tree import Node
from tui_reader.reading.schema_org.json_ld import objects_in
from tui_reader.reading.schema_org.updates import names_in
from tui_reader.reading.timestamps import moment

_ASSIGNED = re.compile(r"window\.__INITIAL_DATA__\s*=\s*")
_MAX_BLOCKS = 20_000


def bbc_updates(root: Node, base: str | None) -> list[Update]:
    """The posts of a BBC live page, in page order; none if it is another page."""
    updates: list[Update] = []
    for data in _page_data(root):
        posts = (found for found in objects_in(data) if _is_post(found))
        updates = [_update(post, base) for post in posts]
        if updates:
            break
    return updates


def _page_data(root: Node) -> Iterator[Any]:
    for script in root.css("script"):
        text = script.text()
        assigned = _ASSIGNED.search(text[:2_000])
        if assigned:
            text = text[assigned.end() :].strip().removesuffix(";")
        elif script.attributes.get("id") != "__NEXT_DATA__":
            continue
        try:
            value = parse_json(text)
            yield parse_json(value) if isinstance(value, str) else value
        except ValueError:
            continue


def _is_post(found: JsonObject) -> bool:
    return bool(_inner(found.get("content"))) and isinstance(found.get("dates"), dict)


def _inner(container: Any) -> list[JsonObject]:
    """The blocks that a block or container holds."""
    model = container.get("model", container) if isinstance(container, dict) else None
    blocks = model.get("blocks") if isinstance(model, dict) else None
    return [block for block in blocks if isinstance(block, dict)] if isinstance(blocks, list) else []


def _update(post: JsonObject, base: str | None) -> Update:
    dates = post["dates"]
    published = moment(dates.get("firstPublished") or dates.get("published") or dates.get("curated"))
    options = post["options"] if isinstance(post.get("options"), dict) else {}
    identifier = post.get("urn") or post.get("id")
    identifier = identifier.removeprefix("asset:") if isinstance(identifier, str) else None
    link = post.get("link") or post.get("url")
    return Update(
        headline=_text(post.get("header"), base)[0] or _stated_title(post),
        blocks=tuple(_blocks(post["content"], base)),
        published=published.time,
        modified=moment(dates.get("lastPublished") or dates.get("lastUpdated")).time,
        date=published.day,
        byline=names_in(post.get("contributors") or post.get("contributor")),
        url=absolute(link, base) if isinstance(link, str) else None,
        source_id=identifier,
        is_key_event=bool(options.get("isKeyEvent") or options.get("isBreakingNews")),
        is_pinned=bool(options.get("isPinned") or post.get("isPinned")),
    )


def _stated_title(post: JsonObject) -> str | None:
    for title in (post.get("headline"), post.get("title")):
        if isinstance(title, str) and title.strip():
            return title.strip()
    return None


def _blocks(content: Any, base: str | None) -> Iterator[Block]:
    """The typed blocks of a post in reading order, its containers unfolded one after the other."""
    waiting = list(reversed(_inner(content)))
    for _ in range(_MAX_BLOCKS):
        if not waiting:
            return
        block = waiting.pop()
        made = _block(block, base)
        if made is not None:
            yield from (each for each in made if each.text or each.kind != "paragraph")
        else:
            waiting.extend(reversed(_inner(block)))
    note_loss(f"what follows the first {_MAX_BLOCKS:,} blocks of a post was left out")


def _block(block: JsonObject, base: str | None) -> list[Block] | None:
    """What one block says; None for a container."""
    model = block["model"] if isinstance(block.get("model"), dict) else {}
    match block.get("type"):
        case "paragraph" | "subheadline" | "headline" | "listItem":
            return [Paragraph(*_text(block, base))]
        case "quote" | "blockquote" | "pullQuote":
            return [Blockquote(*_text(block, base))]
        case "image" | "video":
            return _captions(block, base)
        case "socialEmbed" | "social" | "tweet":
            url = absolute(_string(model.get("source") or model.get("url") or model.get("href")), base)
            return [Embed(_text(block, base)[0], None, handle_in(url), None, url)] if url else []
        case "link" | "relatedLink" | "cta":
            text, links = _text(block, base)
            return [Related(text, links[0].url if links else None)] if text else []
    return None


def _captions(block: JsonObject, base: str | None) -> list[Block]:
    parts = {part.get("type"): part for part in _inner(block)}
    raw = parts.get("rawImage", {}).get("model")
    holder = raw.get("copyrightHolder") if isinstance(raw, dict) else None
    text, alt = _text(parts.get("caption"), base)[0], _text(parts.get("altText"), base)[0]
    credit = holder if isinstance(holder, str) else None
    return [Caption(text or alt, alt or None, credit)] if text or alt else []


def _text(container: Any, base: str | None) -> tuple[str, tuple[Link, ...]]:
    """The fragments inside a block as one text, those of its links as links."""
    running = RunningText()
    waiting: list[JsonObject | None] = list(reversed(_inner(container)))
    for _ in range(_MAX_BLOCKS):
        if not waiting:
            break
        block = waiting.pop()
        if block is None:
            running.close_link()
            continue
        model = block["model"] if isinstance(block.get("model"), dict) else {}
        if block.get("type") == "fragment":
            running.add(model["text"] if isinstance(model.get("text"), str) else "")
            continue
        if block.get("type") == "urlLink":
            running.open_link(absolute(_string(model.get("locator")), base))
            waiting.append(None)
        waiting.extend(reversed(_inner(block)))
        if not _inner(block):
            running.add(_string(model.get("text")))
    if waiting:
        note_loss(f"what follows the first {_MAX_BLOCKS:,} fragments of a text was left out")
    return running.take()


def _string(value: Any) -> str:
    return value if isinstance(value, str) else ""
