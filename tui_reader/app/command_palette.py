"""Textual's command palette, which must not end the app when it is left while it is at work."""

from textual.await_complete import AwaitComplete
from textual.command import Command, CommandList, CommandPalette


class Commands(CommandPalette):
    """Every command by its name.

    Textual's own raises when it is left twice in one go, by a click or a key, and when a list of commands is
    found only after it has gone.
    """

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Leave, unless that is done already."""
        return super().dismiss(result) if self.is_current else AwaitComplete()

    def _refresh_command_list(
        self, command_list: CommandList, commands: list[Command], clear_current: bool
    ) -> None:
        if self.is_running and command_list.is_attached:
            super()._refresh_command_list(command_list, commands, clear_current)
