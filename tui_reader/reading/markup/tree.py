"""The tree of an HTML page or fragment, and a walk over it that needs no recursion."""

from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tui_reader.reading.markup.names import names
from tui_reader.reading.markup.nesting import bound_nesting

Node = LexborNode

NOT_READ = names(
    "script style noscript template svg math button form input select textarea nav dialog head title"
    " canvas map object applet datalist meter progress"
)
"""Elements whose text is nothing to read."""

BREAKS = names(
    "address article aside blockquote br caption center dd details div dl dt fieldset figcaption figure"
    " footer h1 h2 h3 h4 h5 h6 header hr legend li main ol p pre section summary table tbody td tfoot th"
    " thead tr ul"
)
"""Elements that begin and end a line."""


def parse_html(html: str) -> Node:
    """The root element of a page, or of a fragment as a page of its own."""
    root = LexborHTMLParser(bound_nesting(html)).root
    if root is None:
        raise ValueError("an HTML parser always makes a root element")
    return root


def attribute(node: Node, name: str) -> str:
    """An attribute's value, empty where it is missing or has none."""
    return node.attributes.get(name) or ""


def class_tokens(node: Node) -> frozenset[str]:
    """The element's classes, in lower case."""
    return frozenset(attribute(node, "class").lower().split())


def select(node: Node, selector: str) -> list[Node]:
    """The elements below `node`, itself excluded, that a CSS selector matches; document order."""
    return [found for found in node.css(selector) if found.mem_id != node.mem_id]


def select_first(node: Node, selector: str) -> Node | None:
    """The first of `select`."""
    return next(iter(select(node, selector)), None)


def ancestors(node: Node) -> Iterator[Node]:
    """The elements around `node`, from the inside out."""
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent


class Walk:
    """The nodes below one, in document order, each when it is entered and when it is left.

    `skip()` after a node is entered leaves out what is below it; the node is not left then either.
    """

    def __init__(self, top: Node) -> None:
        self._top = top.mem_id
        self._start = top.child
        self._skipped = False

    def skip(self) -> None:
        """Go on behind the node that was just entered."""
        self._skipped = True

    def __iter__(self) -> Iterator[tuple[Node, bool]]:
        """Pairs of a node and whether it is entered (True) or left (False)."""
        node = self._start
        while node is not None:
            self._skipped = False
            yield node, True
            child = None if self._skipped else node.child
            if child is not None:
                node = child
                continue
            if not self._skipped:
                yield node, False
            while node.next is None:
                parent = node.parent
                if parent is None or parent.mem_id == self._top:
                    return
                node = parent
                yield node, False
            node = node.next
