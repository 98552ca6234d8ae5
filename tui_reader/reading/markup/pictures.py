"""Figures, frames and players: what stands under a picture, and what a terminal cannot show."""

import re

from tui_reader.clean import clean_line, is_cut
from tui_reader.news import Block, Caption, Interactive
from tui_reader.reading.markup.addresses import absolute, host, is_post
from tui_reader.reading.markup.posts import post_at
from tui_reader.reading.markup.running_text import text_of
from tui_reader.reading.markup.tree import Node, attribute, class_tokens, select, select_first

FRAMES = frozenset(("iframe", "video", "audio", "embed", "amp-iframe", "amp-video", "amp-audio", "gu-atom"))
GRAPHIC_CLASSES = frozenset(
    ("flourish-embed", "infogram-embed", "datawrapper-embed", "tableauplaceholder", "interactive-graphic")
)
_CREDIT_ELEMENT = (
    "[class*=credit], [class*=Credit], [class*=copyright], [class*=Copyright], [class*=agency],"
    " [itemprop=creditText], [itemprop=copyrightHolder], [itemprop=author], cite"
)
_LABEL = (
    r"(?:Photographs?|Photos?|Pictures?|Images?|Illustration|Credits?|Fotos?|Fotografía|Crédit(?: photo)?"
    r"|Bild(?:er)?|Quelle|Source|Fuente|Foto(?:grafia)?|Фото|Fot|Zdjęcie)\.?"
)
_LABELLED = re.compile(
    rf"(?:^|(?<=[\s.!?…)”\"]))(?:{_LABEL}(?: (?:by|von|de|di))?\s{{0,2}}[:：]|©)\s{{0,2}}(.{{2,160}})$"
)
_BRACKETED = re.compile(r"(?<!\s)\s*+\[([^\[\]]{2,120})\]$")
_AGENCY = re.compile(
    r"(?<!\s)\s*+\(((?:[^()]{1,80}/)?(?:reuters|ap|afp|epa|ansa|dpa|getty(?: images)?|efe|lusa|tass|upi|pa"
    r"|ritzau|ntb|anp|apa|keystone|xinhua|kyodo|afp via getty images|ap photo)(?:/[^()]{1,80})?)\)$",
    re.IGNORECASE,
)
_LEADING_LABEL = re.compile(rf"^(?:{_LABEL}(?: (?:by|von|de|di))?\s{{0,2}}[:：]|©)\s*", re.IGNORECASE)


def figure_blocks(node: Node, base: str | None) -> list[Block] | None:
    """What a figure shows, None where it holds text or a post that is read as such."""
    if select_first(node, "blockquote, table, pre, p[lang]") is not None:
        return None
    caption = select_first(node, "figcaption")
    frame = select_first(node, "iframe, video, audio, gu-atom")
    if frame is not None and (shown := frame_blocks(frame, base)):
        return shown if caption is None else [*shown, *_caption(caption, "")]
    image = select_first(node, "img, amp-img")
    alt = _alternative(image) if image is not None else ""
    return _caption(caption, alt) if caption is not None else _image_alone(alt)


def image_blocks(node: Node) -> list[Block]:
    """A picture that stands by itself, by its alternative text."""
    is_tiny = attribute(node, "width") in ("0", "1") or attribute(node, "height") in ("0", "1")
    return [] if is_tiny else _image_alone(_alternative(node))


def frame_blocks(node: Node, base: str | None) -> list[Block]:
    """A frame or player: a post or video by its address, else a graphic by its title."""
    source = attribute(node, "src") or attribute(node, "data-src") or attribute(node, "data-url")
    url = absolute(source, base)
    title = clean_line(
        attribute(node, "title") or attribute(node, "aria-label") or attribute(node, "data-title")
    )
    if url and (is_post(url) or host(url) in ("platform.twitter.com", "youtube-nocookie.com")):
        return [post_at(url, title)]
    if attribute(node, "width") in ("0", "1") or attribute(node, "hidden") or "display:none" in _style(node):
        return []
    if node.tag in ("iframe", "amp-iframe", "embed") or GRAPHIC_CLASSES & class_tokens(node):
        title = title or _picture_inside(node) or (host(url) if url else "")
    return [Interactive(title)] if title else []


def caption_block(text: str, alt: str, credit: str) -> Caption | None:
    """A caption from separate fields; where the text ends with the credit, too, it is taken off there."""
    found = split_credit(text)
    by = _LEADING_LABEL.sub("", credit) or found[1]
    if by and found[1] is None and text.endswith(by):
        found = (text[: -len(by)].rstrip(" |-–—:"), None)
    return Caption(found[0] or alt, alt or None, by) if found[0] or alt or by else None


def split_credit(text: str) -> tuple[str, str | None]:
    """A caption without its credit, and the credit without its label; None where none is told apart."""
    if is_cut(text):  # what it ended with is gone
        return text, None
    tail = text[-200:]
    for pattern in (_LABELLED, _BRACKETED, _AGENCY):
        found = pattern.search(tail)
        if found:
            return text[: len(text) - len(found[0])].rstrip(" |-–—"), found[1].strip()
    return text, None


def _caption(node: Node, alt: str) -> list[Block]:
    text = text_of(node)
    credit = " ".join(filter(None, (text_of(found) for found in select(node, _CREDIT_ELEMENT)[:1])))
    if credit and text.endswith(credit):
        text = text[: -len(credit)].rstrip(" |-–—:")
    block = caption_block(text, alt, credit)
    return [block] if block else []


def _image_alone(alt: str) -> list[Block]:
    return [Caption(alt, alt)] if " " in alt else []


def _alternative(node: Node) -> str:
    return clean_line(attribute(node, "alt"))


def _picture_inside(node: Node) -> str:
    image = select_first(node, "img[alt]")
    return _alternative(image) if image is not None else ""


def _style(node: Node) -> str:
    return attribute(node, "style").replace(" ", "").lower()
