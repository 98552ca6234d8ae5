"""How a publisher's page marks its updates: a few CSS selectors, and the reading that goes by them.

A selector may end in `@attribute` to take an attribute's value instead of the text; several, separated by
commas, are tried in order, and the first that yields something counts. `@attribute` alone is the
update's own.
"""

from dataclasses import dataclass
from itertools import islice

from tui_reader.clean import clean_line
from tui_reader.news import Block, Update
from tui_reader.reading.markup.addresses import absolute
from tui_reader.reading.markup.blocks import blocks_of
from tui_reader.reading.markup.running_text import text_of
from tui_reader.reading.markup.tree import Node, ancestors, attribute, select, select_first
from tui_reader.reading.schema_org.updates import identifier_in, without_clock
from tui_reader.reading.timestamps import moment

_NO_CONTENT = (
    "header, footer, :not(p) > time, [class*=social-share], [class*=share-], [class*=-share], [class~=share],"
    " [class*=byline], [class*=timestamp], [class*=toolbar], [class*=advert], [class~=ad],"
    " [class*=newsletter]"
)
_ALWAYS = frozenset(("header", "footer", "time"))

_KEY_LABELS = frozenset(("key event", "key moment", "key post", "key update", "breaking", "highlight"))
_AUTHOR_PREFIXES = ("By ", "by ", "Von ", "Por ", "Par ", "Posted by ")


@dataclass(frozen=True)
class Recipe:
    """Where one publisher's page has what.

    Attributes:
        name: the publisher or the system that makes the pages.
        update: the element of one update.
        headline: its headline.
        body: the element that holds its text; the update itself if empty.
        published: the time of publication.
        modified: the time of the last change.
        byline: who wrote it; a label such as "Key event" in that place marks a key event.
        permalink: its address.
        identifier: the publisher's id.
        identifier_prefix: what the page puts in front of that id.
        key_event: matches the update, or something inside or around it, if it is a key event.
        pinned: likewise for an update that is kept on top.
        no_content: what is inside the body and is no content, besides what is on every page.
    """

    name: str
    update: str
    headline: str = "h2, h3"
    body: str = ""
    published: str = "time@datetime"
    modified: str = ""
    byline: str = ""
    permalink: str = ""
    identifier: str = "@id"
    identifier_prefix: str = ""
    key_event: str = ""
    pinned: str = ""
    no_content: str = ""


def updates_by(recipe: Recipe, root: Node, base: str | None) -> list[Update]:
    """The updates of a page, in page order, by a recipe; none if it is another's page."""
    nodes = root.css(recipe.update)
    own = {node.mem_id for node in nodes}
    outermost = [node for node in nodes if not any(outer.mem_id in own for outer in ancestors(node))]
    reader = RecipeReader(recipe, root, base)
    updates = [reader.update_at(node) for node in outermost]
    return [update for update in updates if update.headline or update.blocks]


def first_value(node: Node, selectors: str) -> str:
    """The first value that a list of selectors finds at an element, cleaned; empty if there is none."""
    for selector in filter(None, map(str.strip, selectors.split(","))):
        path, _, name = selector.partition("@")
        for found in select(node, path)[:3] if path else [node]:
            value = clean_line(attribute(found, name)) if name else text_of(found)
            if value:
                return value
    return ""


def no_content_in(node: Node) -> frozenset[int]:
    """The memory ids of what pages put around and between the words of an update.

    What only its class gives away is not believed where it holds most of the text.
    """
    most = len(node.text()) / 2
    return frozenset(
        found.mem_id
        for found in select(node, _NO_CONTENT)
        if found.tag in _ALWAYS or len(found.text()) <= most
    )


class RecipeReader:
    """Reads the updates of one page by a recipe."""

    def __init__(self, recipe: Recipe, root: Node, base: str | None) -> None:
        self._recipe = recipe
        self._base = base
        self._key_events = _matching(recipe.key_event, root)
        self._pinned = _matching(recipe.pinned, root)

    def update_at(self, node: Node) -> Update:
        """The update that an element shows."""
        recipe = self._recipe
        published = moment(first_value(node, recipe.published))
        byline = first_value(node, recipe.byline)
        is_label = byline.casefold() in _KEY_LABELS
        url = absolute(first_value(node, recipe.permalink), self._base) if recipe.permalink else None
        return Update(
            headline=without_clock(first_value(node, recipe.headline), published) or None,
            blocks=self._blocks(node),
            published=published.time,
            modified=moment(first_value(node, recipe.modified)).time if recipe.modified else None,
            date=published.day,
            byline=None if is_label else _author(byline),
            url=url,
            source_id=self._identifier(node, url),
            is_key_event=is_label or _is_marked(node, self._key_events) or _has_label(node),
            is_pinned=_is_marked(node, self._pinned),
        )

    def _identifier(self, node: Node, url: str | None) -> str | None:
        own = first_value(node, self._recipe.identifier) or identifier_in(url) or ""
        prefix = self._recipe.identifier_prefix
        return (own.rpartition(prefix)[2] if prefix else own) or None

    def _blocks(self, node: Node) -> tuple[Block, ...]:
        body = (select_first(node, self._recipe.body) if self._recipe.body else None) or node
        return blocks_of(body, self._base, self._left_out(node))

    def _left_out(self, node: Node) -> frozenset[int]:
        """The elements that hold no content, and the headline's."""
        more = self._recipe.no_content
        left_out = no_content_in(node) | {found.mem_id for found in (select(node, more) if more else ())}
        for selector in filter(None, map(str.strip, self._recipe.headline.split(","))):
            headline = select_first(node, selector)
            if headline is not None and text_of(headline):
                return left_out | {headline.mem_id}
        return left_out


def _matching(selector: str, root: Node) -> frozenset[int]:
    return frozenset(node.mem_id for node in root.css(selector)) if selector else frozenset()


def _is_marked(node: Node, marked: frozenset[int]) -> bool:
    """Whether an update's element, one of those close around it or one inside it is among the marked."""
    if not marked:
        return False
    around = (node, *islice(ancestors(node), 3))
    return any(each.mem_id in marked for each in around) or any(
        inside.mem_id in marked for inside in node.traverse()
    )


def _has_label(node: Node) -> bool:
    labels = select(node, "header span, header strong")[:10]
    return any(text_of(label).casefold() in _KEY_LABELS for label in labels)


def _author(byline: str) -> str | None:
    for prefix in _AUTHOR_PREFIXES:
        byline = byline.removeprefix(prefix)
    return byline or None
