"""The field in which a note is typed or pasted."""

from textual import events
from textual.widgets import TextArea

from tui_reader.clean import clean


class NoteField(TextArea):
    """A text area that takes what is pasted without anything that could steer a terminal."""

    def on_mount(self) -> None:
        """No blinking: it would keep the line to the terminal busy."""
        self.cursor_blink = False

    def on_paste(self, event: events.Paste) -> None:
        """Put the text in place of what is marked, or where the cursor stands."""
        event.prevent_default()
        event.stop()
        self.replace(clean(event.text), *self.selection, maintain_selection_offset=False)
