"""From a tree to blocks: paragraphs with their links, quotations, captions, posts, graphics, pointers."""

import re

from tui_reader.clean import clean_line
from tui_reader.news import Block, Blockquote, Paragraph, Related
from tui_reader.reading.losses import note_loss
from tui_reader.reading.markup.addresses import absolute, is_post
from tui_reader.reading.markup.pictures import (
    FRAMES,
    GRAPHIC_CLASSES,
    figure_blocks,
    frame_blocks,
    image_blocks,
)
from tui_reader.reading.markup.plain_text import has_markup, unescaped, without_shortcodes
from tui_reader.reading.markup.posts import embedded_post, post_at
from tui_reader.reading.markup.running_text import RunningText, text_of
from tui_reader.reading.markup.tree import (
    BREAKS,
    NOT_READ,
    Node,
    Walk,
    attribute,
    class_tokens,
    parse_html,
    select,
)

_RELATED = re.compile(
    r"(?:^|[-_])(?:related|read-?more|rich-?link|recommended|see-?also|inline-article|more-on|leggi-anche|lire-aussi"
    r"|mehr-zum-thema|ver-tambien)(?:$|[-_])"
)
_HIDDEN_CLASSES = frozenset(("sr-only", "visually-hidden", "screen-reader-text", "u-h", "hidden"))
_BARE_ADDRESS = re.compile(r"https?://[^\s]{4,1000}")
_MAX_RELATED_TEXT = 600
_MAX_BLOCKS = 20_000


def blocks_from_text(text: str, base: str | None = None) -> tuple[Block, ...]:
    """The blocks of a string that is HTML, escaped HTML or plain text with a paragraph to a line."""
    if not has_markup(text):
        text = unescaped(text)
    if has_markup(text):
        return blocks_of(parse_html(text), base)
    flow = _Flow(base)
    for line in without_shortcodes(text).split("\n"):
        flow.text.add(line)
        flow.end_line()
    return tuple(flow.blocks)


def blocks_of(
    node: Node, base: str | None = None, leave_out: frozenset[int] = frozenset()
) -> tuple[Block, ...]:
    """The blocks below an element, without the elements whose memory ids are in `leave_out`."""
    flow = _Flow(base)
    walk = Walk(node)
    for inner, enters in walk:
        if not enters:
            flow.leave(inner)
        elif inner.mem_id in leave_out or not flow.enter(inner):
            walk.skip()
        if len(flow.blocks) > _MAX_BLOCKS:
            note_loss(f"what follows the first {_MAX_BLOCKS:,} paragraphs of a text was left out")
            break
    flow.end_line()
    return tuple(flow.blocks)


class _Flow:
    """The blocks so far, and the line that is being put together."""

    def __init__(self, base: str | None) -> None:
        self.blocks: list[Block] = []
        self.text = RunningText()
        self._base = base
        self._quotes = 0
        self._preformatted = 0

    def enter(self, node: Node) -> bool:
        """Take in a node; whether what is below it is to be walked, too."""
        if node.is_text_node:
            self._add(node.text_content or "")
            return True
        tag = node.tag or ""
        is_bare = tag in BREAKS and tag not in ("figure", "aside") and not node.attributes
        if tag in NOT_READ or (not is_bare and _is_hidden(node)):
            return False
        whole = None if is_bare else self._whole(node, tag)
        if whole is not None:
            self.end_line()
            self.blocks += whole
            return False
        self._begin(node, tag)
        return True

    def leave(self, node: Node) -> None:
        """The walk is done with an element."""
        tag = node.tag or ""
        if tag in BREAKS and tag not in ("td", "th"):
            self.end_line()
        match tag:
            case "a":
                self.text.close_link()
            case "q":
                self.text.add("”")
            case "blockquote":
                self._quotes -= 1
            case "pre":
                self._preformatted -= 1

    def end_line(self) -> None:
        """What was put together becomes a block, if it says anything."""
        text, links = self.text.take()
        text_only = text.strip("|· ")
        if not text_only:
            return
        whole_link = len(links) == 1 and (links[0].start, links[0].end) == (0, len(text))
        if _BARE_ADDRESS.fullmatch(text):
            url = links[0].url if whole_link else text
            self.blocks.append(post_at(url) if is_post(url) else Related(text, url))
        elif self._quotes:
            self.blocks.append(Blockquote(text, links))
        elif whole_link and " " in text:
            self.blocks.append(Related(text, links[0].url))
        else:
            self.blocks.append(Paragraph(text, links))

    def _add(self, text: str) -> None:
        if "&" in text:
            text = unescaped(text)
        text = without_shortcodes(text)
        if not self._preformatted:
            self.text.add(text)
            return
        first, *rest = text.split("\n")
        self.text.add(first)
        for line in rest:
            self.end_line()
            self.text.add(line)

    def _whole(self, node: Node, tag: str) -> list[Block] | None:
        """The blocks of an element that is taken as a whole; None where its content is walked."""
        if tag in ("img", "amp-img"):
            return image_blocks(node)
        if tag == "figure":
            return figure_blocks(node, self._base)
        if tag in FRAMES or GRAPHIC_CLASSES & class_tokens(node):
            return frame_blocks(node, self._base)
        post = embedded_post(node, self._base)
        return [post] if post else _related(node, tag, self._base)

    def _begin(self, node: Node, tag: str) -> None:
        match tag:
            case "a":
                self.text.open_link(absolute(attribute(node, "href"), self._base))
            case "q":
                self.text.add("“")
            case "td" | "th":
                if node.prev is not None:
                    self.text.add(" | ")
            case _ if tag in BREAKS:
                self.end_line()
        self._quotes += tag == "blockquote"
        self._preformatted += tag == "pre"


def _is_hidden(node: Node) -> bool:
    attributes = node.attributes
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or bool(_HIDDEN_CLASSES & class_tokens(node))
    )


def _related(node: Node, tag: str, base: str | None) -> list[Block] | None:
    """The pointers to other pages in a box that holds nothing else."""
    path = absolute(attribute(node, "data-embedded-content-path"), base)
    if path:
        return [Related(path, path)]
    names = (attribute(node, "class"), attribute(node, "data-component"), attribute(node, "id"))
    if tag != "aside" and not any(_RELATED.search(token) for name in names for token in name.lower().split()):
        return None
    links = {
        absolute(attribute(link, "href"), base): text_of(link)
        for link in select(node, "a[href]")[:20]
        if text_of(link)
    }
    if not links or len(text_of(node)) > _MAX_RELATED_TEXT:
        return None
    return [Related(clean_line(text), url) for url, text in links.items() if url]
