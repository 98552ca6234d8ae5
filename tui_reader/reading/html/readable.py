"""Pages that nothing is known of: their repeated parts that carry a time, else their readable text."""

from collections import Counter, defaultdict
from itertools import islice

from tui_reader.news import Update
from tui_reader.reading.html.page import Page
from tui_reader.reading.html.recipe import Recipe, RecipeReader
from tui_reader.reading.markup.blocks import blocks_of
from tui_reader.reading.markup.running_text import text_of
from tui_reader.reading.markup.tree import Node, ancestors, attribute, select
from tui_reader.reading.timestamps import moment

_FEWEST = 3  # this many elements of one shape, each with a time of its own, are a series of updates
_LEVELS = 6
_AROUND_TEXT = (
    "header, footer, nav, aside, form, [role=navigation], [role=banner], [role=contentinfo], [class*=cookie]"
)


_TIME_ATTRIBUTES = (
    "data-timestamp",
    "data-published",
    "data-publish-date",
    "data-time",
    "data-utime",
    "data-date",
)
_TIMED = ", ".join(("time[datetime]", *(f"[{name}]" for name in _TIME_ATTRIBUTES)))
_ANY_PAGE = Recipe(
    name="any page",
    update="*",
    headline="h1, h2, h3, h4",
    published=", ".join(
        ("time@datetime", *(f"{place}@{name}" for name in _TIME_ATTRIBUTES for place in ("", f"[{name}]")))
    ),
    byline="[rel=author], [class*=author]",
    permalink="a[href*='#']@href",
    identifier="",  # an unknown page's ids may count from the top, and shift
)


def timed_updates(page: Page, at_least: int = _FEWEST) -> list[Update]:
    """The updates of a page on which elements of one shape, side by side, each hold one stated time.

    None if there are fewer than `at_least`, or if they are not what the page is about.
    """
    holders: dict[tuple[int, str], list[Node]] = defaultdict(list)
    for time in page.root.css(_TIMED)[:5_000]:
        own = () if time.tag == "time" else (time,)
        for node in (*own, *islice(ancestors(time), _LEVELS)):
            parent = node.parent
            if parent is None or node.tag in ("body", "html", "main") or _is_comment(node):
                break
            holders[parent.mem_id, f"{node.tag}.{attribute(node, 'class').partition(' ')[0]}"].append(node)
    series: list[list[Node]] = [
        nodes for nodes in map(_each_once, holders.values()) if len(nodes) >= max(at_least, _FEWEST)
    ]
    if not series:
        return []
    best = max(series, key=_said)
    if 3 * _said(best) < len(text_of(page.root)):
        return []
    reader = RecipeReader(_ANY_PAGE, page.root, page.url)
    found = [reader.update_at(node) for node in best]
    return found if sum(bool(update.blocks and update.date) for update in found) >= _FEWEST else []


def whole_text(page: Page) -> Update | None:
    """All that the page says, as one update; None if that is nothing."""
    body = page.root.css_first("body") or page.root
    main = max(
        [*page.root.css("article, main, [role=main], [itemprop=articleBody]"), body],
        key=lambda node: (node.mem_id != body.mem_id, len(node.text() or "")),
    )
    left_out = {found.mem_id for found in select(main, f"{_AROUND_TEXT}, h1")}
    blocks = blocks_of(main, page.url, frozenset(left_out))
    if not any(len(block.text) > 40 for block in blocks):
        return None
    published = moment(page.metadata.get("article:published_time"))
    modified = moment(page.metadata.get("article:modified_time"))
    return Update(None, blocks, published.time, modified.time, published.day, page.metadata.get("author"))


def _each_once(nodes: list[Node]) -> list[Node]:
    """The elements without those that hold more than one time."""
    counts = Counter(node.mem_id for node in nodes)
    return [node for node in nodes if counts[node.mem_id] == 1]


def _is_comment(node: Node) -> bool:
    return "comment" in f"{attribute(node, 'class')} {attribute(node, 'id')}".lower()


def _said(nodes: list[Node]) -> int:
    """How much text a series holds."""
    return sum(len(text_of(node)) for node in nodes)
