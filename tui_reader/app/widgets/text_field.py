"""The line in which text is typed or pasted."""

from textual import events
from textual.widgets import Input

from tui_reader.clean import clean_line


class TextField(Input):
    """An input that takes all that is pasted, as one line, without anything that could steer a terminal."""

    def on_paste(self, event: events.Paste) -> None:
        """Put the text in place of what is marked, or where the cursor stands; Textual keeps a first line."""
        event.prevent_default()
        event.stop()
        self.replace(clean_line(event.text), *self.selection)

    def on_mount(self) -> None:
        """No blinking: it would keep the line to the terminal busy."""
        self.cursor_blink = False
