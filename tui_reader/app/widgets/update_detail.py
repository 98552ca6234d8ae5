"""The pane that shows one update."""

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from tui_reader.app.rendering.marking import CURSOR, HIT_CURSOR, FindHits, no_hits
from tui_reader.app.rendering.page import Page
from tui_reader.app.rendering.selecting import (
    SELECTED,
    SELECTION_CURSOR,
    Motion,
    SelectableText,
    Selection,
)
from tui_reader.app.rendering.speaker_colours import ROLES as SPEAKER_ROLES
from tui_reader.app.rendering.styled import Line, Run, laid_over
from tui_reader.app.rendering.update import count_hits, update_lines
from tui_reader.app.widgets.line_pane import LinePane
from tui_reader.app.widgets.linear import is_linear
from tui_reader.app.widgets.palette import component_classes
from tui_reader.news import Update, UpdateView
from tui_reader.news.corrections import quotation_ids
from tui_reader.news.statement import Statement, source_of


class UpdateDetail(LinePane):
    """Headline, where and when, and the text of one update."""

    PREFIX = "update-detail"
    COMPONENT_CLASSES: ClassVar[set[str]] = component_classes(
        PREFIX,
        (
            "headline", "headline-quotation", "source", "muted", "rule", "bookmark", "note", "key-event",
            "quotation", "quotation-bar", "speaker", "hit", "link", "caption", "embed", "embed-author",
            "furniture", HIT_CURSOR, CURSOR, "quotation-cursor-bar", *SPEAKER_ROLES,
            SELECTED, SELECTION_CURSOR,
        ),
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "h,left", "screen.show_list", "List", id="detail.list", tooltip="Back to the list of updates"
        ),
    ]

    class Selected(Message):
        """Other text is selected, or none any more."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._view: UpdateView | None = None
        self._find_hits: FindHits = no_hits
        self._found: FindHits | None = None
        self._hit: int | None = None
        self._instead = ""
        self._cursor: int | None = None
        self._wordings: Sequence[Update] = ()
        self._wording: int | None = None
        self._selection: Selection | None = None
        self._waiting: list[Motion | None] | None = None

    @property
    def view(self) -> UpdateView | None:
        """The update on show."""
        return self._view

    @property
    def statement(self) -> Statement | None:
        """The quotation at the quotation cursor, None where there is none."""
        if self._view is None or self._cursor is None:
            return None
        update = self._view.update
        return Statement(
            quotation=update.quotations[self._cursor],
            quotation_id=quotation_ids(update)[self._cursor],
            source=source_of(update, self._view.live_blog),
        )

    def move_to_quotation(self, quotation_id: str) -> None:
        """Put the quotation cursor on the quotation of that id, if the update has it."""
        ids = quotation_ids(self._view.update) if self._view else []
        if quotation_id in ids:
            self._move_cursor(ids.index(quotation_id))

    def move_by_quotations(self, step: int) -> bool:
        """Put the quotation cursor on the next (1) or the previous (-1) quotation; whether there is one."""
        count = len(self._view.update.quotations) if self._view else 0
        wanted = (0 if step > 0 else count - 1) if self._cursor is None else self._cursor + step
        if not 0 <= wanted < count:
            return False
        self._move_cursor(wanted)
        return True

    # --- hits

    @property
    def hits(self) -> int:
        """How many hits the update has: of what is found in it, else of the search."""
        return count_hits(self._view.update, self._marked) if self._view else 0

    @property
    def hit(self) -> int | None:
        """The hit at which one stands, from 0."""
        return self._hit

    @property
    def _marked(self) -> FindHits:
        return self._found or self._find_hits

    def find(self, found: FindHits | None) -> None:
        """Mark what is found in place of what was searched for, and go to its first place; None: no more."""
        self._found = found
        self._hit = 0 if found and self.hits else None
        self.renew()
        self._reveal(HIT_CURSOR)

    def move_by_hits(self, step: int) -> bool:
        """Go to the next (1) or the previous (-1) hit; whether that went round an end."""
        count = self.hits
        wanted = (0 if step > 0 else count - 1) if self._hit is None else self._hit + step
        self._hit, self._wording = wanted % max(count, 1), None
        self.renew()
        self._reveal(HIT_CURSOR)
        return not 0 <= wanted < count

    # --- selecting text

    @property
    def selection(self) -> Selection | None:
        """What is selected, None where nothing is."""
        return self._selection

    def start_selecting(self) -> None:
        """Select the hit or the quotation at the cursor if it is in sight, else the first sign in sight.

        Where the pane has had no room yet, this and the motions wait for it.
        """
        if not self._lines:
            self._waiting = []
            return
        text = SelectableText(self._lines)
        if not text.is_empty and self._view:
            top, height = self.scroll_offset.y, self.scrollable_content_region.height
            first = text.at_line(top)
            spans = (text.span_of(role) for role in (HIT_CURSOR, CURSOR))
            seen = (span for span in spans if span and top <= text.line_of(span[0]) < top + height)
            self._selection = Selection(text, *next(seen, (first, first)))
        self._selection_changed()

    def move_selection(self, motion: Motion | None) -> None:
        """Move an end of what is selected; None: have the other end move from now on."""
        if self._waiting is not None:
            self._waiting.append(motion)
        if self._selection is None:
            return
        if motion:
            self._selection.move(motion)
        else:
            self._selection.swap()
        self._reveal_selection()
        self._selection_changed()

    def stop_selecting(self) -> None:
        """Select nothing any more."""
        if self._selection or self._waiting is not None:
            self._selection = self._waiting = None
            self._selection_changed()

    def _selection_changed(self) -> None:
        self.refresh()
        self.post_message(self.Selected())

    def _reveal_selection(self) -> None:
        if self._selection is None:
            return
        line, top, height = self._selection.line, self.scroll_offset.y, self.scrollable_content_region.height
        if not top <= line < top + height:
            self._scroll_to_line(line if line < top else line - height + 1)

    def renew(self) -> None:
        """Make the lines again; what was selected stays so where the text is the same."""
        before = self._lines
        super().renew()
        if self._selection and self._lines != before:
            self._selection = self._selection.carried_to(SelectableText(self._lines))
            self._selection_changed()
        if self._waiting is not None and self._lines:
            motions, self._waiting = self._waiting, None
            self.start_selecting()
            for motion in motions:
                self.move_selection(motion)

    def line_at(self, number: int) -> Line:
        """The line, with what is selected of it."""
        line = super().line_at(number)
        return laid_over(line, self._selection.marks(number)) if self._selection else line

    # --- cursors

    def _move_cursor(self, ordinal: int) -> None:
        self._cursor, self._wording = ordinal, None
        self.renew()
        self._reveal(CURSOR)

    def on_resize(self) -> None:
        """Keep the end of what is selected in sight, and a quotation chosen before the pane had any room."""
        self.call_after_refresh(self._reveal_selection)
        if not self._lines and self._cursor is not None:
            self.call_after_refresh(self._reveal, CURSOR)

    def _reveal(self, role: str) -> None:
        lines = [n for n, line in enumerate(self._lines) if any(role in run.roles for run in line)]
        top, height = self.scroll_offset.y, self.scrollable_content_region.height
        if lines and not (top <= lines[0] and lines[-1] < top + height):
            self._scroll_to_line(lines[0] - height // 4)

    def show(self, view: UpdateView | None, find_hits: FindHits = no_hits, *, instead: str = "") -> None:
        """Show an update from its beginning, or the same one again where it was.

        Args:
            view: the update; None where there is none to show.
            find_hits: finds the words that were searched for.
            instead: what to say where there is no update.
        """
        is_same = view and self._view and view.update.id == self._view.update.id
        self._view, self._find_hits, self._instead = view, find_hits, instead
        if not is_same:
            self._cursor = self._wording = self._hit = None
            self.scroll_to(y=0, animate=False, force=True)
        self.renew()

    def renew_view(self, view: UpdateView | None) -> None:
        """Show the same update again: its marks or its quotations changed."""
        before = self._view.update.quotations if self._view else ()
        if view is None or len(view.update.quotations) != len(before):
            self._cursor = None
        self.show(view, self._find_hits)

    def show_earlier(self, wordings: Sequence[Update]) -> None:
        """Show the wording before the one on show, after the first one the present wording again.

        Args:
            wordings: the earlier ones, the oldest first; at least one.
        """
        before = len(wordings) if self._wording is None else self._wording
        self._wordings, self._wording = wordings, before - 1 if before else None
        self._cursor = None
        self.scroll_to(y=0, animate=False, force=True)
        self.renew()

    @property
    def current_line(self) -> int:
        """The first line of the quotation or hit at the cursor, else the uppermost."""
        top = self.scroll_offset.y
        if self._selection:
            return self._selection.line - top
        visible = self._lines[top : top + self.size.height]
        at_cursor = {CURSOR, HIT_CURSOR}
        marked = (n for n, line in enumerate(visible) if any(at_cursor & {*run.roles} for run in line))
        return next(marked, 0)

    @property
    def current_cell(self) -> int:
        """The cell of the current line at which the end of what is selected is; 0 where nothing is."""
        return self._selection.cell if self._selection else 0

    def lines_for(self, width: int) -> Sequence[Line]:
        """The page of the update."""
        if self._view is None:
            return ((), (Run("  "), Run(self._instead, ("muted",))))
        if self._wording is not None:
            return self._earlier_lines(self._view, self._wording, width)
        quotations = self._view.update.quotations
        at_cursor = quotations[self._cursor] if self._cursor is not None else None
        return update_lines(self._view, width, self._marked, at_cursor, self._hit, in_words=is_linear(self))

    def _earlier_lines(self, view: UpdateView, number: int, width: int) -> Sequence[Line]:
        title = f"Earlier wording, {number + 1} of {len(self._wordings)}; v goes on"
        earlier = replace(view, update=self._wordings[number], revisions=0)
        page = Page(width)
        page.text(title, (), "bookmark")
        return ((), *page.lines, *update_lines(earlier, width, self._marked))
