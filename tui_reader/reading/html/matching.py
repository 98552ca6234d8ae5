"""Finds, in a page of unknown make, the element that shows an update which the page's data describes.

Data flattens paragraphs and drops links, quotations and posts; the page's own elements have them. An update
is found by its id, its headline or its beginning, and its element is the smallest around that place which
holds all of its text. Only what the data's text confirms is taken from there.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tui_reader.news import Block, Update
from tui_reader.reading.html.recipe import no_content_in
from tui_reader.reading.losses import note_loss
from tui_reader.reading.markup.blocks import blocks_of
from tui_reader.reading.markup.plain_text import folded
from tui_reader.reading.markup.running_text import text_of
from tui_reader.reading.markup.tree import Node, ancestors, attribute, select

_LEVELS = 8
_NAMED = "[id], [data-id], [data-post-id], [data-update-id], a[name]"
_HEADINGS = "h1, h2, h3, h4, h5, h6, [class*=title], [class*=headline]"
_OWN_HEADINGS = "h2, h3, h4"
_LONGEST_HEADLINE = 200
_MAX_PLACES = 20_000
_RUNNING_TEXT = ("paragraph", "blockquote")
_KEY = re.compile(r"(?:^|[-_])key-?(?:event|moment|point|post)(?:$|[-_])")
_PINNED = re.compile(r"(?:^|[-_])(?:pinned|sticky-post)(?:$|[-_])")


def with_page_blocks(updates: Sequence[Update], root: Node, base: str | None) -> list[Update]:
    """The updates, with the blocks of the page's own elements where these show the same text."""
    places = _Places(root)
    nodes = [places.element_of(update) for update in updates]
    shapes = Counter(_shape(node) for node in nodes if node is not None)
    usual = shapes.most_common(1)[0][0] if shapes else ""
    found: list[Update] = []
    for update, node in zip(updates, nodes, strict=True):
        element = node
        if element is None and not update.blocks and usual:
            element = places.element_of_shape(update, usual)
        found.append(_with_element(update, element, base) if element is not None else update)
    return _without_shared_headlines(found, updates)


class _Places:
    """Where ids, headings and paragraphs stand in a page."""

    def __init__(self, root: Node) -> None:
        self._texts: dict[int, str] = {}
        self._by_id: dict[str, list[Node]] = {}
        self._by_words: dict[str, list[Node]] = {}
        for node in _first(root.css(_NAMED)):
            for name in ("id", "data-id", "data-post-id", "data-update-id", "name"):
                value = attribute(node, name)
                for key in {value, re.split(r"[-_:]", value)[-1]} - {""}:
                    self._by_id.setdefault(key, []).append(node)
        for node in _first(root.css(f"{_HEADINGS}, p")):
            self._by_words.setdefault(self._folded_text(node)[:60], []).append(node)

    def element_of(self, update: Update) -> Node | None:
        """The smallest element that holds all of an update's text; None without text or such a one."""
        text = folded(_stated_text(update))
        if not text:
            return None
        beginning, end = text[:80], text[-40:]
        longest = 4 * len(text) + 2_000
        for place in self._candidates(update):
            for node in _outwards(place):
                words = self._folded_text(node)
                if len(words) > longest:
                    break
                if beginning in words and end in words:
                    return node
        return None

    def element_of_shape(self, update: Update, shape: str) -> Node | None:
        """The element of a shape around the place of an update's id or headline."""
        around = (node for place in self._candidates(update) for node in _outwards(place))
        return next((node for node in around if _shape(node) == shape), None)

    def _candidates(self, update: Update) -> list[Node]:
        first = next((block.text for block in update.blocks if block.kind == "paragraph"), "")
        found = self._by_id.get(update.source_id or "", [])[:4]
        for words in (update.headline or "", first):
            found = found + self._by_words.get(folded(words)[:60], [])[:4] if words else found
        return found

    def _folded_text(self, node: Node) -> str:
        if node.mem_id not in self._texts:
            self._texts[node.mem_id] = folded(node.text())
        return self._texts[node.mem_id]


def _first(places: list[Node]) -> list[Node]:
    if len(places) > _MAX_PLACES:
        note_loss(
            f"links and posts of updates were looked for at the first {_MAX_PLACES:,} places of the page"
        )
    return places[:_MAX_PLACES]


def _outwards(node: Node) -> Iterator[Node]:
    yield node
    for level, outer in enumerate(ancestors(node)):
        if level >= _LEVELS or outer.tag in ("body", "html", "main"):
            return
        yield outer


def _shape(node: Node) -> str:
    return f"{node.tag} {attribute(node, 'class').partition(' ')[0]}"


def _with_element(update: Update, node: Node, base: str | None) -> Update:
    blocks = _confirmed(update, _blocks(update, node, base))
    marks = " ".join(
        attribute(around, name)
        for around in (node, *list(ancestors(node))[:2])
        for name in ("class", "data-type", "data-kind")
    ).lower()
    tokens = marks.split()
    return replace(
        update,
        headline=update.headline or _headline_in(node, blocks),
        blocks=(*blocks, *_media_beyond(update, blocks)) if blocks else update.blocks,
        is_key_event=update.is_key_event or any(_KEY.search(token) for token in tokens),
        is_pinned=update.is_pinned or any(_PINNED.search(token) for token in tokens),
    )


def _headline_in(node: Node, blocks: tuple[Block, ...]) -> str | None:
    """The heading at which an element's text starts, where that text does not include it."""
    heading = next((line for line in map(text_of, select(node, _OWN_HEADINGS)[:3]) if line), "")
    is_part = any(folded(heading) in folded(block.text) for block in blocks)
    return heading if 0 < len(heading) <= _LONGEST_HEADLINE and not is_part else None


def _without_shared_headlines(found: list[Update], updates: Sequence[Update]) -> list[Update]:
    """The updates without headlines that the page gave to several of them."""
    uses = Counter(update.headline for update in found)
    return [
        update if uses[update.headline] == 1 else replace(update, headline=stated.headline)
        for update, stated in zip(found, updates, strict=True)
    ]


def _blocks(update: Update, node: Node, base: str | None) -> tuple[Block, ...]:
    headline = folded(update.headline or "")
    headings = (found for found in select(node, _HEADINGS) if headline and folded(found.text()) == headline)
    left_out = no_content_in(node) | {found.mem_id for found in headings}
    return blocks_of(node, base, left_out)


def _stated_text(update: Update) -> str:
    """The running text that data has of an update."""
    return " ".join(block.text for block in update.blocks if block.kind in _RUNNING_TEXT)


def _media_beyond(update: Update, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The pictures and posts that data has of an update, if its element shows none at all."""
    if any(block.kind not in _RUNNING_TEXT for block in blocks):
        return ()
    return tuple(block for block in update.blocks if block.kind not in _RUNNING_TEXT)


def _confirmed(update: Update, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The page's blocks without the running text that the data does not have; none if too little remains."""
    stated = _stated_text(update)
    text = folded(stated)
    if not text or stated.rstrip().endswith(("…", "...")):
        return blocks
    kept = tuple(
        block for block in blocks if block.kind not in ("paragraph", "related") or folded(block.text) in text
    )
    covered = sum(len(folded(block.text)) for block in kept if folded(block.text) in text)
    return kept if covered >= 0.8 * len(text) else ()
