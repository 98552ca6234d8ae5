"""From roles to colours: the styles of a widget's component classes, laid over each other."""

from collections.abc import Iterable

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from tui_reader.app.rendering.styled import Line, Run, width_of
from tui_reader.app.widgets.hyperlinks import shows_links

_KEPT_LINKS = 256  # styles


class Palette:
    """Turns styled lines into strips for one widget.

    Args:
        widget: whose component classes hold the styles.
        prefix: what comes before the role in their names: `<prefix>--<role>`.
    """

    def __init__(self, widget: Widget, prefix: str) -> None:
        self._widget = widget
        self._prefix = prefix
        self._styles: dict[tuple[str, ...], Style] = {}
        self._linked: dict[tuple[tuple[str, ...], str], Style] = {}

    def forget(self) -> None:
        """The stylesheet changed."""
        self._styles.clear()
        self._linked.clear()

    def style(self, roles: tuple[str, ...]) -> Style:
        """The widget's own style with those of the roles over it, in their order."""
        style = self._styles.get(roles)
        if style is None:
            names = (f"{self._prefix}--{role}" for role in roles)
            parts = (self._widget.get_component_rich_style(name, partial=True) for name in names)
            style = self._styles[roles] = sum(parts, self._widget.rich_style)
        return style

    def _style_of(self, run: Run) -> Style:
        """The style of a run; that of a link stays the same one, so that nothing is painted twice for it."""
        if not run.link or not shows_links(self._widget):
            return self.style(run.roles)
        if len(self._linked) > _KEPT_LINKS:
            self._linked.clear()
        key = (run.roles, run.link)
        if key not in self._linked:
            self._linked[key] = self.style(run.roles).update_link(run.link)
        return self._linked[key]

    def strip(self, line: Line, width: int) -> Strip:
        """The line in exactly `width` cells."""
        segments = [Segment(run.text, self._style_of(run)) for run in line]
        return Strip(segments, width_of(line)).adjust_cell_length(width, self.style(()))


def component_classes(prefix: str, roles: Iterable[str]) -> set[str]:
    """The names of the component classes of these roles."""
    return {f"{prefix}--{role}" for role in roles}
