"""The list and the update: beside each other, one above the other, or one of both."""

from collections.abc import Mapping
from typing import Literal, TypeAlias, get_args

from textual.app import ComposeResult
from textual.containers import Container
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from tui_reader.app.widgets.divider import Divider

PaneLayout: TypeAlias = Literal["split", "stacked", "list", "detail"]
LAYOUTS: tuple[PaneLayout, ...] = get_args(PaneLayout)

_SPLIT_WIDTH = 90  # cells; narrower screens have no room for two panes beside each other,
_STACKED_HEIGHT = 16  # lines; and lower ones none for two above each other
_SHARES = {"split": 45, "stacked": 40}  # per cent that the list takes, until it is told otherwise
_SMALLEST, _LARGEST = 15, 85  # per cent


class Panes(Container):
    """Two panes with a divider, in a layout that the reader chooses and the screen has room for.

    Where it has none, and in the layouts of one pane, `is_reading` says which one is on show.

    Args:
        the_list: the pane at the left or on top.
        detail: the other one.

    Attributes:
        chosen: the layout that the reader wants.
        shares: per cent of the width, or of the height, that the list takes in the layouts of two panes.
        only_one: there is never more than one pane on the screen.
        is_reading: the update, not the list, is on show where only one of both is.
    """

    class Resized(Message):
        """The divider was moved with the mouse."""

    def __init__(self, the_list: Widget, detail: Widget) -> None:
        super().__init__(id="panes")
        self.chosen: PaneLayout = "split"
        self.shares = dict(_SHARES)
        self.only_one = self.is_reading = False
        self._list, self._detail, self._divider = the_list, detail, Divider()
        self._before_detail: PaneLayout = "split"
        self._room = Size(0, 0)

    def compose(self) -> ComposeResult:
        """The panes and the line between them."""
        yield self._list
        yield self._divider
        yield self._detail

    @property
    def layout_now(self) -> PaneLayout:
        """The layout on the screen: the chosen one, or the list alone where there is no room for it."""
        return self.chosen if self._fits(self.chosen) else "list"

    @property
    def has_both(self) -> bool:
        """Whether both panes are on the screen."""
        return self.layout_now in self.shares

    def restore(self, layout: PaneLayout | None, shares: Mapping[str, int]) -> None:
        """Take the layout and the shares of an earlier session, as far as they are known."""
        if layout:
            self.choose(layout)
        for name in self.shares.keys() & shares.keys():
            self.shares[name] = min(max(shares[name], _SMALLEST), _LARGEST)

    def choose(self, layout: PaneLayout) -> None:
        """Take another layout."""
        if layout == "detail" != self.chosen:
            self._before_detail = self.chosen
        self.chosen = layout
        self.is_reading = layout == "detail"

    def choose_next(self) -> None:
        """Take the next layout that the screen has room for."""
        at = LAYOUTS.index(self.layout_now)
        self.choose(next(layout for layout in (*LAYOUTS[at + 1 :], *LAYOUTS) if self._fits(layout)))

    def turn_to(self, *, reading: bool) -> None:
        """Have the update, or the list, on the screen; the list ends the layout of the update alone."""
        if not reading and self.chosen == "detail":
            self.choose(self._before_detail)
        self.is_reading = reading

    def resize_list(self, points: int) -> bool:
        """Give the list so many per cent more; whether there are two panes to share the room."""
        if self.has_both:
            self._share(self.shares[self.layout_now] + points)
        return self.has_both

    def lay_out(self, room: Size) -> None:
        """Lay the panes out on a screen of that size."""
        self._room = room
        layout = self.layout_now
        self._list.display = self.has_both or not self.is_reading
        self._detail.display = self.has_both or self.is_reading
        self._divider.display = self.has_both
        self.set_class(layout == "stacked", "-stacked")
        self.set_class(not self.has_both, "-one-pane")
        share = f"{self.shares[layout]}%" if self.has_both else "100%"
        self._list.styles.width = share if layout == "split" else "100%"
        self._list.styles.height = share if layout == "stacked" else "100%"

    def on_divider_dragged(self, event: Divider.Dragged) -> None:
        """Move the divider to the mouse."""
        event.stop()
        place, size = event.to - self.region.offset, self.size
        at, of = (place.y, size.height) if self.layout_now == "stacked" else (place.x, size.width)
        if self.has_both and of:
            self._share(round(100 * at / of))
            self.lay_out(self._room)
            self.post_message(self.Resized())

    def _share(self, share: int) -> None:
        self.shares[self.layout_now] = min(max(share, _SMALLEST), _LARGEST)

    def _fits(self, layout: PaneLayout) -> bool:
        if self.only_one and layout in self.shares:
            return False
        if layout == "split":
            return self._room.width >= _SPLIT_WIDTH
        return layout != "stacked" or self._room.height >= _STACKED_HEIGHT
