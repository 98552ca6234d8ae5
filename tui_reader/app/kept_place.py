"""The reader's place, how lists are grouped and panes laid out, as values of the session file, and back.

Whatever does not have the shape that is kept here is taken for nothing kept.
"""

from collections.abc import Mapping

from tui_reader.app.showing import ORDERS, Kind, Order, Subject, Within
from tui_reader.app.trail import Place
from tui_reader.app.widgets.panes import LAYOUTS, PaneLayout
from tui_reader.archive.scope import OfLiveBlog, OfSource
from tui_reader.clean import clean_line
from tui_reader.library.session import JsonValue
from tui_reader.news.listing import GROUPINGS, Grouping

_KINDS: tuple[Kind, ...] = ("everything", "bookmarks", "search")
_LONGEST_QUERY = 1_000  # characters


def kept_of_place(place: Place) -> JsonValue:
    """What is kept of a place: what was on show, and the update at the cursor."""
    subject = place.subject
    return {
        "kind": subject.kind,
        "query": subject.query,
        "within": _kept_of_within(subject.within),
        "order": subject.order,
        "update": place.update_id,
        "row": place.row,
    }


def place_of_kept(kept: JsonValue) -> Place | None:
    """The place, None where none is kept."""
    if not isinstance(kept, dict):
        return None
    match kept:
        case {"kind": str(name), "query": str(query), "update": str() | None as update_id, "row": int(row)}:
            kind = next((kind for kind in _KINDS if kind == name), None)
            is_sound = kind == "search" if query.strip() else kind != "search"
            if kind and is_sound and len(query) <= _LONGEST_QUERY:
                within, order = _within_of_kept(kept.get("within")), _order_of_kept(kept.get("order"))
                return Place(Subject(kind, query, within, order), update_id, row)
    return None


def _order_of_kept(kept: JsonValue) -> Order:
    return next((order for order in ORDERS if order == kept), "newest")


def grouping_of_kept(kept: JsonValue, otherwise: Grouping) -> Grouping:
    """By what lists are grouped; as said otherwise where nothing is kept."""
    return next((grouping for grouping in GROUPINGS if grouping == kept), otherwise)


def _kept_of_within(within: Within | None) -> JsonValue:
    match within:
        case Within(OfLiveBlog(live_blog_id), name):
            return {"live_blog": live_blog_id, "name": name}
        case Within(OfSource(source), name):
            return {"source": source, "name": name}
    return None


def _within_of_kept(kept: JsonValue) -> Within | None:
    match kept:
        case {"live_blog": str(live_blog_id), "name": str(name)}:
            return Within(OfLiveBlog(live_blog_id), clean_line(name))
        case {"source": str(source), "name": str(name)}:
            return Within(OfSource(source), clean_line(name))
    return None


def kept_of_panes(layout: PaneLayout, shares: Mapping[str, int]) -> JsonValue:
    """What is kept of the panes: the layout, and the list's share of the room in those of two panes."""
    return {"layout": layout, **shares}


def panes_of_kept(kept: JsonValue) -> tuple[PaneLayout | None, Mapping[str, int]]:
    """The layout, None where none is kept, and the shares that are."""
    if not isinstance(kept, dict):
        return None, {}
    layout = next((layout for layout in LAYOUTS if layout == kept.get("layout")), None)
    return layout, {name: share for name, share in kept.items() if isinstance(share, int)}
