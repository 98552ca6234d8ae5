"""From roles to colours: the styles of a widget's component classes, laid over each other."""

from collections.abc import Iterable

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from tui_reader.app.rendering.styled import Line, width_of


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

    def forget(self) -> None:
        """The stylesheet changed."""
        self._styles.clear()

    def style(self, roles: tuple[str, ...]) -> Style:
        """The widget's own style with those of the roles over it, in their order."""
        style = self._styles.get(roles)
        if style is None:
            names = (f"{self._prefix}--{role}" for role in roles)
            parts = (self._widget.get_component_rich_style(name, partial=True) for name in names)
            style = self._styles[roles] = sum(parts, self._widget.rich_style)
        return style

    def strip(self, line: Line, width: int) -> Strip:
        """The line in exactly `width` cells."""
        segments = [Segment(text, self.style(roles)) for text, roles in line]
        return Strip(segments, width_of(line)).adjust_cell_length(width, self.style(()))


def component_classes(prefix: str, roles: Iterable[str]) -> set[str]:
    """The names of the component classes of these roles."""
    return {f"{prefix}--{role}" for role in roles}
