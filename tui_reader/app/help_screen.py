"""The help: every key, made from the bindings themselves."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input

from tui_reader.app import glyphs
from tui_reader.app.left_once import Dialog
from tui_reader.app.name_filter import NameFilter
from tui_reader.app.rendering.help import HelpGroup, KeyHelp, help_lines
from tui_reader.app.rendering.styled import Line
from tui_reader.app.widgets.line_pane import LinePane
from tui_reader.app.widgets.name_field import NameField
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
_NOTHING = "No key does that"


class HelpPane(LinePane):
    """The keys of each place where they work, then the signs.

    Args:
        groups: the keys, a group for each place.
    """

    PREFIX = "help-pane"
    COMPONENT_CLASSES: ClassVar[set[str]] = component_classes(PREFIX, ("title", "key", "action"))

    def __init__(self, groups: Sequence[HelpGroup]) -> None:
        super().__init__()
        self._groups = [*groups, HelpGroup("Signs", _SIGNS)]
        self._filter = NameFilter("")

    def find(self, text: str) -> None:
        """Show only what has a word that begins so, for each word of the text."""
        self._filter = NameFilter(text)
        self.renew()
        self.action_scroll_top()

    def lines_for(self, width: int) -> Sequence[Line]:
        """The keys and signs that match."""
        shown = [
            HelpGroup(group.title, [key for key in group.keys if self._matches(group.title, key)])
            for group in self._groups
        ]
        lines = help_lines([group for group in shown if group.keys], width)
        return lines if len(lines) > 1 else help_lines([HelpGroup(_NOTHING, ())], width)

    def _matches(self, title: str, key: KeyHelp) -> bool:
        told = f"{key.keys} {key.action} {key.name} {title}"
        return key.keys == self._filter.text or self._filter.matches(told)


class HelpScreen(Dialog[None]):
    """The help, over what was on the screen.

    Args:
        groups: the keys, a group for each place.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "find", "Find", id="help.find", tooltip="Find a key by what it does"),
        Binding("enter", "keep", "Keep", priority=True, id="help.keep",
                tooltip="Scroll in what was found"),
        Binding("escape", "back", "Back", priority=True, id="help.back",
                tooltip="Show all keys again, then close this help"),
        Binding("q,question_mark,f1", "dismiss", "Close", id="help.close", tooltip="Close this help"),
    ]  # fmt: skip

    def __init__(self, groups: Sequence[HelpGroup]) -> None:
        super().__init__()
        self._pane = HelpPane(groups)
        self._field = NameField("/", placeholder="what a key does")

    def compose(self) -> ComposeResult:
        """The keys, and the line below in which to say what is looked for."""
        with Vertical():
            yield self._pane
            yield self._field

    def on_mount(self) -> None:
        """The pane takes the keys."""
        self._pane.border_title = "Keys"
        self._pane.border_subtitle = "/ find  q close"
        self._field.display = False
        self.set_focus(self._pane)

    def action_find(self) -> None:
        """Let the user type."""
        self._field.display = True
        self.set_focus(self._field.query_one(Input))

    def action_keep(self) -> None:
        """Give the keys back to the pane."""
        self.set_focus(self._pane)

    def action_back(self) -> None:
        """Show everything, or leave."""
        if not self._field.display:
            self.dismiss()
            return
        self._field.put("")
        self._field.display = False
        self.set_focus(self._pane)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what matches."""
        self._pane.find(event.value)
