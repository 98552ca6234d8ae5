"""Updates that no element holds: headings, times and paragraphs that follow each other in one row."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

from tui_reader.news import Update
from tui_reader.reading.html.page import Page
from tui_reader.reading.html.readable import ANY_PAGE, FEWEST, is_comment, mentions, shape_of, without_clock
from tui_reader.reading.html.recipe import RecipeReader
from tui_reader.reading.markup.running_text import text_of
from tui_reader.reading.markup.tree import Node, ancestors, parse_html, select_first

_MAX_TIMES = 5_000
_LEVELS = 3  # how deep in its line a time may stand
_LONGEST_LINE = 60  # characters: a time, a name, hardly more
_HEADINGS = ("h2", "h3", "h4", "h5")


def flat_updates(page: Page) -> list[Update]:
    """The updates of a page whose times stand in lines between paragraphs; none of one that is about more."""
    lines: dict[tuple[int, str], dict[int, Node]] = defaultdict(dict)
    lengths: dict[int, int] = {}
    times = page.root.css("time[datetime]")
    for time in times if len(times) <= _MAX_TIMES else ():
        for node in (time, *islice(ancestors(time), _LEVELS - 1)):
            if node.mem_id not in lengths:
                lengths[node.mem_id] = len(text_of(node))
            is_line = lengths[node.mem_id] <= _LONGEST_LINE and not mentions(node, time)
            if node.parent is None or is_comment(node) or not is_line:
                break
            lines[node.parent.mem_id, shape_of(node)][node.mem_id] = node
    rows = [list(found.values()) for found in lines.values() if len(found) >= FEWEST]
    if not rows:
        return []
    best = max(rows, key=len)
    around = best[0].parent
    if around is None or 2 * len(text_of(around)) < len(text_of(page.root)):
        return []
    found = [_update(part, page.url) for part in _parts(best)]
    return found if sum(bool(update.blocks and update.date) for update in found) >= FEWEST else []


def _parts(row: list[Node]) -> Iterator[str]:
    """The HTML of each line with a time and of what stands up to the next one, its heading included."""
    marks = {node.mem_id for node in row}
    first = row[0]
    leads = first.prev is not None and _heading_before(first) is not None
    part: list[str] = []
    node: Node | None = _heading_before(first) if leads else first
    while node is not None:
        following = _element_after(node)
        starts = following is not None and following.mem_id in marks if leads else node.mem_id in marks
        if starts and part:
            yield "".join(part)
            part = []
        part.append(node.html or "")
        node = node.next
    yield "".join(part)


def _heading_before(node: Node) -> Node | None:
    before = node.prev
    while before is not None and before.is_text_node:
        before = before.prev
    return before if before is not None and before.tag in _HEADINGS else None


def _element_after(node: Node) -> Node | None:
    if node.is_text_node:
        return None
    after = node.next
    while after is not None and after.is_text_node:
        after = after.next
    return after


def _update(part: str, base: str | None) -> Update:
    root = parse_html(f"<div>{part}</div>")
    return without_clock(RecipeReader(ANY_PAGE, root, base).update_at(select_first(root, "div") or root))
