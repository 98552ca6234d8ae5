"""The editor of a bookmark's note and tags."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.suggester import Suggester
from textual.timer import Timer
from textual.widgets import Input, Static

from tui_reader.app.answers import Noted
from tui_reader.app.left_once import Dialog
from tui_reader.app.mark_writer import MarkWriter
from tui_reader.app.plain import plain
from tui_reader.app.rendering.styled import shortened
from tui_reader.app.typed_ahead import settled
from tui_reader.app.widgets.key_bar import KeyBar
from tui_reader.app.widgets.name_field import NameField
from tui_reader.app.widgets.note_field import NoteField
from tui_reader.archive import Archive
from tui_reader.library import Draft
from tui_reader.news import UpdateView
from tui_reader.news.bookmark import bookmark_name, cleaned_tags
from tui_reader.news.corrections import quotation_ids
from tui_reader.news.listing import list_headline

_ABOUT = 120  # cells of a headline or of quoted words
_KEPT_AFTER = 0.25  # seconds from a key to the draft being on its way to the disk


class TagSuggester(Suggester):
    """Completes the last tag of several, with commas between.

    Args:
        tags: those in use, the most used first.
    """

    def __init__(self, tags: Sequence[str]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._tags = tags

    async def get_suggestion(self, value: str) -> str | None:
        """What is typed with its last tag completed; None where no tag in use begins so."""
        before, comma, last = value.rpartition(",")
        start = last.lstrip(" #")
        typed = cleaned_tags([before])
        for tag in self._tags:
            if start and tag.casefold().startswith(start.casefold()) and tag not in typed:
                return f"{before}{comma}{last.removesuffix(start)}{tag}" if tag != start else None
        return None


class NoteScreen(Dialog[Noted | None]):
    """A line for tags above a field for the note; gives what was written, or None.

    What is typed is kept as a draft, which is offered again; so Esc loses nothing.

    Args:
        archive: knows the tags in use and the draft.
        marks: writes the draft.
        view: the update.
        quotation_id: the quotation of it, None for the whole update.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,f2", "save", "Save", priority=True, id="note.save", key_display="Ctrl+S",
                tooltip="Save note and tags; F2 does the same, and Enter in the line of tags"),
        Binding("tab,shift+tab", "other_field", "Tags / note", priority=True, id="note.other-field",
                tooltip="Complete the tag; where there is nothing to complete, go to the other field"),
        Binding("ctrl+r", "revert", "Discard draft", show=False, priority=True, id="note.revert",
                tooltip="Put back what was saved last, and forget the draft"),
        Binding("escape", "leave", "Back", priority=True, id="note.close",
                tooltip="Leave without saving; what was typed is kept as a draft"),
    ]  # fmt: skip

    def __init__(
        self, archive: Archive, marks: MarkWriter, view: UpdateView, quotation_id: str | None
    ) -> None:
        super().__init__()
        self._marks = marks
        self._update_id, self._quotation_id = view.update.id, quotation_id
        self._bookmark = bookmark_name(view.update.id, quotation_id)
        self._about = _about(view, quotation_id)
        bookmark = view.bookmarks.get(quotation_id)
        self._saved = (bookmark.note, ", ".join(bookmark.tags)) if bookmark else ("", "")
        self._draft = archive.drafts.find(self._bookmark)
        self._kept = (self._draft.note, self._draft.tags) if self._draft else self._saved
        self._keeping: Timer | None = None
        note, tags = self._kept
        suggester = TagSuggester(archive.marks.tags())
        self._tags = NameField("Tags:", tags, "none; commas between", suggester, selects=False)
        self._note = NoteField(note, compact=True, highlight_cursor_line=False, placeholder="A note")

    def compose(self) -> ComposeResult:
        """What it is about, the tags, the note."""
        with Vertical():
            yield Static(plain(self._about), id="words")
            yield self._tags
            yield self._note
            yield KeyBar()

    def on_mount(self) -> None:
        """Begin at the end of the note."""
        self._note.move_cursor(self._note.document.end)
        self.set_focus(self._note)
        if self._draft:
            self.notify("Your unsaved draft. Ctrl+R puts back what was saved")

    def action_other_field(self) -> None:
        """Complete the tag, or go to the other field."""
        if self.focused is self._note:
            self._tags.take_focus()
        elif not self._tags.complete():
            self.set_focus(self._note)

    @property
    def _typed(self) -> tuple[str, str]:
        return self._note.text, self._tags.text

    # --- the draft

    def on_text_area_changed(self) -> None:
        """Keep what is typed."""
        self._keep_soon()

    def on_input_changed(self) -> None:
        """Keep what is typed."""
        self._keep_soon()

    def _keep_soon(self) -> None:
        """Keep a draft soon, however long the typing goes on."""
        if self._keeping is None and self._typed != self._kept:
            self._keeping = self.set_timer(_KEPT_AFTER, self._keep)

    def _keep(self) -> None:
        self._stop_keeping()
        self._kept = self._typed
        if self._typed == self._saved:
            self._marks.discard_draft(self._bookmark)
        else:
            self._marks.keep_draft(Draft(self._bookmark, self._about, *self._typed))

    def _stop_keeping(self) -> None:
        if self._keeping:
            self._keeping.stop()
            self._keeping = None

    def action_revert(self) -> None:
        """Put back what was saved."""
        note, tags = self._saved
        self._note.load_text(note)
        self._tags.put(tags)
        self._keep()

    # --- leaving

    async def action_save(self) -> None:
        """Give what was written."""
        await settled(self.focused)
        self._stop_keeping()
        note, tags = self._typed
        self.dismiss(Noted(self._update_id, self._quotation_id, note, cleaned_tags([tags])))

    def on_input_submitted(self, _event: Input.Submitted) -> None:
        """Enter in the line of tags saves."""
        self.call_later(self.action_save)

    async def action_leave(self) -> None:
        """Leave it as a draft."""
        await settled(self.focused)
        self._keep()
        if self._typed != self._saved:
            self.notify("Not saved, but kept as a draft: e goes on with it")
        self.dismiss(None)


def _about(view: UpdateView, quotation_id: str | None) -> str:
    """What the note is about, on a line or two."""
    if quotation_id is None:
        return shortened(list_headline(view.update), _ABOUT)
    words = view.update.quotations[quotation_ids(view.update).index(quotation_id)].text
    return f"“{shortened(words, _ABOUT)}”"
