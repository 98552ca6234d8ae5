"""The keys that work on every screen."""

from textual.binding import Binding

APP_KEYS = (
    Binding("question_mark,f1", "help", "Help", id="app.help", tooltip="This help"),
    Binding("q", "quit", "Quit", id="app.quit", tooltip="Leave; everything is saved already"),
    Binding("ctrl+p", "command_palette", "Commands", show=False, id="app.commands",
            tooltip="Every command by its name"),
    Binding("colon", "command_line", "Command line", show=False, priority=True, id="app.command-line",
            tooltip="Type a command: any action by its name, a row's number, search WORDS, date, theme"),
    Binding("ctrl+z", "suspend_process", "Suspend", show=False, id="app.suspend",
            tooltip="Back to the shell; fg goes on here"),
    Binding("ctrl+l", "redraw", "Redraw", show=False, id="app.redraw",
            tooltip="Paint the screen anew, after something else wrote on it"),
)  # fmt: skip
