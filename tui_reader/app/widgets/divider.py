"""The line between two panes, which the mouse can move."""

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui_reader.app import glyphs
from tui_reader.app.rendering.styled import Run
from tui_reader.app.widgets.palette import Palette, component_classes


class Divider(Widget):
    """One cell wide or one line high, whichever it is given."""

    PREFIX: ClassVar[str] = "divider"
    COMPONENT_CLASSES: ClassVar[set[str]] = component_classes(PREFIX, ("line",))

    @dataclass
    class Dragged(Message):
        """The mouse pulls at the line.

        Attributes:
            to: where to, on the screen.
        """

        to: Offset

        def can_replace(self, message: Message) -> bool:
            """Only the last place of a quick movement matters."""
            return isinstance(message, Divider.Dragged)

    def __init__(self) -> None:
        self._palette = Palette(self, self.PREFIX)
        self._is_held = False
        super().__init__()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002
        """The line."""
        width = self.size.width
        text = glyphs.MARGIN_BAR if width == 1 else glyphs.RULE * width
        return self._palette.strip((Run(text, ("line",)),), width)

    def notify_style_update(self) -> None:
        """Colours or theme changed."""
        self._palette.forget()
        super().notify_style_update()

    def on_mouse_down(self) -> None:
        """Take hold of the line."""
        self._is_held = True
        self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Pull the line along."""
        if self._is_held:
            self.post_message(self.Dragged(event.screen_offset))

    def on_mouse_up(self) -> None:
        """Let go."""
        self._is_held = False
        self.release_mouse()
