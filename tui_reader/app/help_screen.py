"""The help: every key, made from the bindings themselves."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from tui_reader.app import glyphs
from tui_reader.app.rendering.help import KeyHelp, help_lines
from tui_reader.app.rendering.styled import Line
from tui_reader.app.widgets.line_pane import LinePane
from tui_reader.app.widgets.palette import component_classes

_SIGNS = (
    KeyHelp(glyphs.UNREAD, "not read yet"),
    KeyHelp(glyphs.BOOKMARK, "bookmarked"),
    KeyHelp(glyphs.KEY_EVENT, "a key event, says the publisher"),
    KeyHelp(glyphs.CHANGED, "changed by the publisher; v shows what it said before"),
    KeyHelp(
        "14:05+", "the time is yours; where you are it is the next day already (-: the day before still)"
    ),
    KeyHelp(glyphs.MARGIN_BAR, "quoted words; their speaker is named at the right"),
)


class HelpPane(LinePane):
    """The keys of each place where they work, then the signs."""

    PREFIX = "help-pane"
    COMPONENT_CLASSES: ClassVar[set[str]] = component_classes(PREFIX, ("title", "key", "action"))

    def __init__(self, places: Sequence[tuple[str, Sequence[Binding]]]) -> None:
        super().__init__()
        self._places = places

    def lines_for(self, width: int) -> Sequence[Line]:
        """All keys and signs."""
        groups: list[tuple[str, Sequence[KeyHelp]]] = [
            (place, [self._key_help(binding) for binding in bindings]) for place, bindings in self._places
        ]
        return help_lines([*groups, ("Signs", _SIGNS)], width)

    def _key_help(self, binding: Binding) -> KeyHelp:
        keys = binding.key_display or " ".join(
            self.app.get_key_display(binding.with_key(key)) for key in binding.key.split(",")
        )
        return KeyHelp(keys, binding.tooltip or binding.description)


class HelpScreen(ModalScreen[None]):
    """The help, over what was on the screen.

    Args:
        places: where keys work, each with its bindings.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1", "dismiss", "Close", id="help.close", tooltip="Close this help"),
    ]

    def __init__(self, places: Sequence[tuple[str, Sequence[Binding]]]) -> None:
        super().__init__()
        self._places = places

    def compose(self) -> ComposeResult:
        """One pane."""
        yield HelpPane(self._places)

    def on_mount(self) -> None:
        """The pane takes the keys."""
        self.query_one(HelpPane).border_title = "Keys"
        self.query_one(HelpPane).focus()
