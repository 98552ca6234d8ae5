"""The line in which text is typed or pasted."""

from textual import events
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input

from tui_reader.clean import clean_line

_READ = 100_000  # characters of what is pasted: far more than any line takes


class TextField(Input):
    """An input that takes all that is pasted, as one line, without anything that could steer a terminal.

    What is longer than the line may be is cut, and the user is told.
    """

    virtual_size = Reactive(Size(0, 0), layout=False)  # its room does not depend on what is typed

    def on_paste(self, event: events.Paste) -> None:
        """Put the text in place of what is marked, or where the cursor stands; Textual keeps a first line."""
        event.prevent_default()
        event.stop()
        text = clean_line(event.text[:_READ])
        room = self.max_length - len(self.value) + len(self.selected_text) if self.max_length else len(text)
        self.replace(text[:room], *self.selection)
        if len(text) > room:
            self.notify(f"Pasted in part: no more than {self.max_length} characters fit", severity="warning")

    def on_mount(self) -> None:
        """No blinking: it would keep the line to the terminal busy."""
        self.cursor_blink = False
