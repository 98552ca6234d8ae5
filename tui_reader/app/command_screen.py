"""The line at the bottom in which a command is typed."""

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from tui_reader.app.commands import WITH_ARGUMENT, common_beginning, completions
from tui_reader.app.left_once import Dialog
from tui_reader.app.plain import plain
from tui_reader.app.widgets.name_field import NameField


class CommandScreen(Dialog[str | None]):
    """Gives what was typed, or None; tells on the line above what it could become.

    Args:
        told: the names of commands, each with what it does.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "run", "Run", priority=True, id="command.run", tooltip="Do it"),
        Binding("tab", "complete", "Complete", priority=True, id="command.complete",
                tooltip="Complete the command"),
        Binding("escape", "dismiss", "Back", priority=True, id="command.close", tooltip="Do nothing"),
    ]  # fmt: skip

    def __init__(self, told: Mapping[str, str]) -> None:
        super().__init__()
        self._told = {**told, **WITH_ARGUMENT}
        self._field = NameField(":", placeholder="a command, or a row's number")
        self._hint = Static("", markup=False)

    def compose(self) -> ComposeResult:
        """What it could become, and the line itself."""
        with Vertical():
            yield self._hint
            yield self._field

    def on_mount(self) -> None:
        """Tell what there is."""
        self._tell("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell what it could become now."""
        self._tell(event.value)

    def action_run(self) -> None:
        """Give what was typed."""
        self.dismiss(self._field.text)

    def action_complete(self) -> None:
        """As far as all that it could become is the same; the first of them where that is no further."""
        found = completions(self._field.text, self._told)
        if found:
            common = common_beginning(found)
            self._field.put(common if common != self._field.text or len(found) == 1 else found[0])

    def _tell(self, text: str) -> None:
        found = completions(text, self._told)
        name = text.strip().partition(" ")[0] if " " in text or len(found) != 1 else found[0]
        if name in self._told:
            hint = self._told[name]
        else:
            hint = "  ".join(found) or ("" if text.strip().isdigit() else "There is no such command")
        self._hint.update(plain(f" {hint}"))
