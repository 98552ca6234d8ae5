"""The line at the bottom: the keys that are of use here and now, as many as fit."""

from typing import ClassVar

from textual.binding import Binding
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from tui_reader.app.rendering.styled import Line, Run, width_of
from tui_reader.app.widgets.palette import Palette, component_classes

_GAP = "  "


class KeyBar(Widget):
    """Made from the bindings that are active on the screen; the keys for help and for leaving come first."""

    PREFIX: ClassVar[str] = "key-bar"
    COMPONENT_CLASSES: ClassVar[set[str]] = component_classes(PREFIX, ("key", "action"))

    def __init__(self) -> None:
        self._palette = Palette(self, self.PREFIX)
        super().__init__()

    def on_mount(self) -> None:
        """Follow the focus: other widgets have other keys."""
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_updated)

    def render_line(self, y: int) -> Strip:  # noqa: ARG002
        """The line."""
        room = self.size.width - 1 + len(_GAP)  # nothing follows the last item
        always: list[Line] = []
        here: list[Line] = []
        for binding in self._shown():
            item = self._item(binding)
            (always if (binding.id or "").startswith("app.") else here).append(item)
        room -= sum(map(width_of, always))
        line: list[Run] = [Run(" ")]
        for item in here:
            room -= width_of(item)
            if room < 0:
                break
            line += item
        line += (run for item in always for run in item)
        return self._palette.strip(tuple(line), self.size.width)

    def notify_style_update(self) -> None:
        """Colours or theme changed."""
        self._palette.forget()
        super().notify_style_update()

    def _shown(self) -> list[Binding]:
        """The active bindings that want to be shown, each once, without keys that would be typed as text."""
        shown: dict[str, Binding] = {}
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if active.enabled and binding.show and not self._is_text(binding):
                shown.setdefault(binding.id or binding.action, binding)
        return [*shown.values()]

    def _is_text(self, binding: Binding) -> bool:
        focused, sign = self.screen.focused, self.app.get_key_display(binding)
        return focused is not None and len(sign) == 1 and focused.check_consume_key(binding.key, sign)

    def _item(self, binding: Binding) -> Line:
        key = self.app.get_key_display(binding)
        return (Run(key, ("key",)), Run(f" {binding.description}{_GAP}", ("action",)))

    def _bindings_updated(self, _screen: Screen[object]) -> None:
        self.refresh()
