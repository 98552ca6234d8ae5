"""Pages that nothing is known of: their repeated parts that carry a time, else their readable text."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from tui_reader.news import Update
from tui_reader.reading.html.page import Page
from tui_reader.reading.html.recipe import Recipe, RecipeReader
from tui_reader.reading.losses import note_loss
from tui_reader.reading.markup.blocks import blocks_of
from tui_reader.reading.markup.running_text import text_of
from tui_reader.reading.markup.tree import Node, ancestors, attribute, select
from tui_reader.reading.timestamps import moment

FEWEST = 3
"""This many elements of one shape, each with a time of its own, are a series of updates."""

_DIGIT = re.compile(r"\d")
_LEVELS = 6
_CLOCKS = re.compile(r"(?:\d{1,2}[:.h]\d\d(?: ?[ap]\.?m\.?)?\W{0,3}){1,3}", re.I)
_MAX_TIMES = 5_000
_WHOLE = ("body", "html", "main")
_TIME_TAGS = ("time", "abbr", "meta", "relative-time", "time-ago", "amp-timeago", "span")
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
    "data-datetime",
    "data-created",
    "data-created-at",
    "data-published-at",
    "data-publish-time",
    "data-date-published",
    "data-posted",
    "data-sort-time",
    "data-unixtime",
    "data-epoch",
)
_TIME_ELEMENTS = ("[datetime]@datetime", "abbr[title]@title", "meta[itemprop=datePublished]@content")
_TIMED = ", ".join(
    (*(place.partition("@")[0] for place in _TIME_ELEMENTS), *(f"[{name}]" for name in _TIME_ATTRIBUTES))
)
ANY_PAGE = Recipe(
    name="any page",
    update="*",
    headline="h1, h2, h3, h4",
    published=", ".join(
        (*_TIME_ELEMENTS, *(f"{place}@{name}" for name in _TIME_ATTRIBUTES for place in ("", f"[{name}]")))
    ),
    byline="[rel=author], [class*=author]",
    permalink="a[href*='#']@href",
    no_content="relative-time, time-ago, amp-timeago, [class~=published], [class~=updated]",
    identifier="",  # an unknown page's ids may count from the top, and shift
)


def timed_updates(page: Page, at_least: int = FEWEST) -> list[Update]:
    """The updates of a page on which elements of one shape, side by side, each hold one stated time.

    None if there are fewer than `at_least`, or if they are not what the page is about.
    """
    holders: dict[tuple[int, str, str], list[Node]] = defaultdict(list)
    for time in _times(page.root):
        own = () if time.tag in _TIME_TAGS else (time,)
        for node in (*own, *islice(ancestors(time), _LEVELS)):
            parent = node.parent
            if parent is None or node.tag in _WHOLE or is_comment(node) or mentions(node, time):
                break
            # Days stand side by side, too: what they hold is one series.
            around = parent.parent or parent
            holders[around.mem_id, shape_of(parent), shape_of(node)].append(node)
    series: list[list[Node]] = [
        nodes for nodes in map(_each_once, holders.values()) if len(nodes) >= max(at_least, FEWEST)
    ]
    if not series:
        return []
    best = max(series, key=_said)
    if 3 * _said(best) < len(text_of(page.root)):
        return []
    reader = RecipeReader(ANY_PAGE, page.root, page.url)
    found = [without_clock(reader.update_at(node)) for node in best]
    return found if sum(bool(update.blocks and update.date) for update in found) >= FEWEST else []


def whole_text(page: Page) -> Update | None:
    """All that the page says, as one update; None if that is nothing."""
    body = page.root.css_first("body") or page.root
    main = max(
        [*page.root.css("article, main, [role=main], [itemprop=articleBody]"), body],
        key=lambda node: (node.mem_id != body.mem_id, len(node.text() or "")),
    )
    left_out = {found.mem_id for found in select(main, f"{_AROUND_TEXT}, h1")}
    blocks = blocks_of(main, page.url, frozenset(left_out))
    lengths = [len(block.text) for block in blocks]
    if max(lengths, default=0) <= 40 and sum(lengths) <= 200:
        return None
    published = moment(page.metadata.get("article:published_time"))
    modified = moment(page.metadata.get("article:modified_time"))
    return Update(None, blocks, published.time, modified.time, published.day, page.metadata.get("author"))


def _times(root: Node) -> Iterator[Node]:
    """The elements that state a time; of two beside each other, as in "14:05, updated 14:40", the first."""
    before = None
    times = root.css(_TIMED)
    if len(times) > _MAX_TIMES:
        note_loss(f"updates were told apart by the first {_MAX_TIMES:,} times of the page alone")
    for time in times[:_MAX_TIMES]:
        parent = time.parent
        if time.tag in _TIME_TAGS and parent is not None:
            if parent.mem_id == before:
                continue
            before = parent.mem_id
        if time.tag != "abbr" or moment(attribute(time, "title")).day:
            yield time


def shape_of(node: Node) -> str:
    """An element's tag and first class, without the number or hash that style tools put into it."""
    return f"{node.tag}.{_DIGIT.split(attribute(node, 'class').partition(' ')[0], maxsplit=1)[0]}"


def without_clock(update: Update) -> Update:
    """The update without a first paragraph that only repeats its time."""
    is_clock = update.blocks and update.published and _CLOCKS.fullmatch(update.blocks[0].text)
    return replace(update, blocks=update.blocks[1:]) if is_clock else update


def _each_once(nodes: list[Node]) -> list[Node]:
    """The elements without those that hold more than one time."""
    counts = Counter(node.mem_id for node in nodes)
    return [node for node in nodes if counts[node.mem_id] == 1]


def mentions(node: Node, time: Node) -> bool:
    """Whether an element is a paragraph that has a time somewhere in its text, not at its beginning."""
    if node.tag != "p":
        return False
    at: Node | None = time
    while at is not None and at.mem_id != node.mem_id:
        before = at.prev
        if before is not None and before.is_text_node and not (before.text_content or "").strip():
            before = before.prev
        if before is not None and (before.is_text_node or text_of(before)):
            return True
        at = at.parent
    return False


def is_comment(node: Node) -> bool:
    """Whether an element calls itself a reader's comment."""
    return "comment" in f"{attribute(node, 'class')} {attribute(node, 'id')}".lower()


def _said(nodes: list[Node]) -> int:
    """How much text a series holds."""
    return sum(len(text_of(node)) for node in nodes)
