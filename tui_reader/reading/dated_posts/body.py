"""The body of a post of an unknown system: HTML, plain text, or an editor's tree of typed nodes.

Editors' trees (ProseMirror, Slate, Portable Text, Editor.js, Contentful, Arc) differ in names and agree in
shape: nodes with a type hold lists of nodes, down to leaves of text.
"""

from typing import Any

from tui_reader.news import Block, Blockquote
from tui_reader.reading.json_values import JsonObject, text_at
from tui_reader.reading.losses import note_loss
from tui_reader.reading.markup.blocks import blocks_from_text
from tui_reader.reading.markup.pictures import caption_block
from tui_reader.reading.markup.plain_text import plain_line

_MAX_NODES = 5_000
_TEXT = ("html", "text", "content", "value", "rendered", "bodyHtml", "raw", "body", "insert")
_INSIDE = (
    "content", "children", "blocks", "elements", "content_elements", "contentElements", "items",
    "nodes", "root", "data", "document", "body", "paragraphs", "ops",
)  # fmt: skip
_LEAVES = (None, "text", "span", "leaf", "fragment")
_QUOTATIONS = ("quote", "blockquote", "pullquote")
_PICTURES = ("image", "picture", "photo", "video", "gallery_image")


def blocks_in(body: Any, base: str | None) -> tuple[Block, ...]:
    """The blocks of a body, in reading order; none for a value that is no body."""
    blocks: list[Block] = []
    waiting = [body]
    for _ in range(_MAX_NODES):
        if not waiting:
            break
        node = waiting.pop()
        while isinstance(node, list) and len(node) == 1:
            node = node[0]
        if isinstance(node, str):
            blocks += blocks_from_text(node, base)
        elif isinstance(node, list):
            if any(_is_leaf(each) for each in node[:_MAX_NODES]):
                blocks += blocks_from_text(_running_text(node), base)
            else:
                waiting += reversed(node)
        elif isinstance(node, dict):
            _take(node, blocks, waiting, base)
    _note_left(waiting)
    return tuple(blocks)


def _note_left(waiting: list[Any]) -> None:
    if waiting:
        note_loss(f"what follows the first {_MAX_NODES:,} parts of a post was left out")


def _take(node: JsonObject, blocks: list[Block], waiting: list[Any], base: str | None) -> None:
    """Make blocks of a node's own words, or put what is inside it before what waits."""
    kind = _kind(node)
    if kind in _PICTURES:
        words = (plain_line(text_at(node, key) or "") for key in ("caption", "alt", "credit"))
        caption = caption_block(*words)
        blocks += [caption] if caption else []
        return
    text = next((node[key] for key in _TEXT if isinstance(node.get(key), str)), None)
    if text is None and kind in _QUOTATIONS:
        text = _running_text([node])
    inside = next((node[key] for key in _INSIDE if isinstance(node.get(key), dict | list)), None)
    if text is None:
        waiting += [inside] if inside is not None else []
    elif kind in _QUOTATIONS:
        blocks += [Blockquote(block.text) for block in blocks_from_text(text, base)]
    else:
        blocks += blocks_from_text(text, base)


def _kind(node: JsonObject) -> str | None:
    stated = node.get("type") or node.get("_type") or node.get("nodeType")
    return stated.lower() if isinstance(stated, str) else None


def _is_leaf(node: Any) -> bool:
    has_text = isinstance(node, dict) and isinstance(node.get("text") or node.get("value"), str)
    return has_text and _kind(node) in _LEAVES


def _running_text(nodes: list[Any]) -> str:
    """The text of the leaves, those inside links too."""
    pieces: list[str] = []
    waiting = list(reversed(nodes))
    for _ in range(_MAX_NODES):
        if not waiting:
            break
        node = waiting.pop()
        if _is_leaf(node):
            pieces.append(node.get("text") or node.get("value"))
        elif isinstance(node, dict):
            inside: list[Any] = next((node[k] for k in _INSIDE if isinstance(node.get(k), list)), [])
            waiting += reversed(inside)
    _note_left(waiting)
    return "".join(pieces)
