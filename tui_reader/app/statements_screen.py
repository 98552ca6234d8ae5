"""What one speaker said, in order of time, beside the updates in which it stands."""

from dataclasses import dataclass
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.message import Message
from textual.worker import get_current_worker

from tui_reader.app.cited import Copied
from tui_reader.app.mark_writer import MarkWriter
from tui_reader.app.marking_screen import MARK_KEYS
from tui_reader.app.quoting_screen import QUOTATION_KEYS, QuotingScreen
from tui_reader.app.rendering.moments import counted
from tui_reader.app.rendering.said import NOBODY
from tui_reader.app.scopes import NamedScope
from tui_reader.app.trail import SaidAt
from tui_reader.app.widgets.key_bar import KeyBar
from tui_reader.app.widgets.row_list import RowList
from tui_reader.app.widgets.statement_list import StatementList
from tui_reader.app.widgets.title_bar import TitleBar
from tui_reader.app.widgets.update_detail import UpdateDetail
from tui_reader.archive import Archive
from tui_reader.errors import ReaderError
from tui_reader.news.citation import markdown_of_all
from tui_reader.news.statement import Statements

_SIDE_BY_SIDE = 90  # cells; narrower screens have the update below the list,
_STACKED = 18  # lines, and lower ones show one of both at a time


@dataclass
class StatementsFound(Message):
    """What the speaker said.

    Attributes:
        statements: in order of time.
        at: the one to put the cursor on.
    """

    statements: Statements
    at: int


class StatementsScreen(QuotingScreen[SaidAt | None]):
    """One speaker's statements; gives the one that the reader wants to see in the list, or None.

    Args:
        archive: the library, its index and its marks.
        marks: writes corrections.
        speaker: the full name, empty for what nobody is known to have said.
        scope: where to look.
        label: what marks the library as a sample, None for the reader's own.
        at: the statement to begin with, from 0.
    """

    KEYS = (
        Binding("enter", "leave_for", "In the list", priority=True, id="statements.in-list",
                tooltip="Show the update in the list that you came from"),
        Binding("a", "copy_all", "Copy all", priority=True, id="statements.copy-all",
                tooltip="Copy all these statements as Markdown, each with its source"),
        Binding("l,right,tab,shift+tab", "other_pane", "Update", id="statements.update",
                tooltip="To the update beside the list, and back"),
        Binding("escape,q", "back", "Back", id="statements.close", tooltip="Back to the speakers"),
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [*KEYS, *QUOTATION_KEYS, *MARK_KEYS]

    def __init__(
        self,
        archive: Archive,
        marks: MarkWriter,
        speaker: str,
        scope: NamedScope,
        label: str | None,
        at: int = 0,
    ) -> None:
        super().__init__(archive, marks, UpdateDetail())
        self._speaker, self._heading = speaker, speaker or NOBODY
        self._scope = scope
        self._at = at
        self._title_bar = TitleBar(label)
        self._list = StatementList()

    def compose(self) -> ComposeResult:
        """Bars above and below, the two panes between them."""
        yield self._title_bar
        with Container(id="panes"):
            yield self._list
            yield self._detail
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin with the statement that is asked for."""
        self._arrange()
        self.set_focus(self._list)
        self._title_bar.show(self._heading, "")
        self._find(self._at)

    def on_resize(self) -> None:
        """Show the panes side by side, stacked, or one of both."""
        self._arrange()

    # --- what is on show

    @work(thread=True, exclusive=True, group="statements")
    def _find(self, at: int) -> None:
        worker = get_current_worker()
        try:
            statements = self._archive.statements_of(self._speaker, self._scope.scope)
        except ReaderError as error:
            self.app.call_from_thread(self.notify, str(error), severity="error")
            return
        if not worker.is_cancelled:
            self.post_message(StatementsFound(statements, at))

    def on_statements_found(self, event: StatementsFound) -> None:
        """Show the statements."""
        statements = event.statements
        days = counted(len(statements.days), "day")
        count = f"{counted(len(statements), 'statement')} on {days} · {self._scope.name}"
        self._title_bar.show(self._heading, count)
        self._list.show(statements, event.at)

    def on_row_list_highlighted(self, event: RowList.Highlighted) -> None:
        """Show the update of the statement at the cursor, with the cursor on its words."""
        self._title_bar.show_place((event.index or 0) + 1, self._list.count)
        statement = self._list.statement
        view = self._archive.update(statement.source.update_id) if statement else None
        self._detail.show(view, instead="This statement is no longer in the library." if statement else "")
        if statement:
            self._detail.move_to_quotation(statement.quotation_id)

    def quotations_changed(self, update_id: str) -> None:
        """The statement may be somebody else's by now."""
        super().quotations_changed(update_id)
        self._find(self._list.cursor or 0)

    # --- panes

    def _arrange(self) -> None:
        wide, high = self.size.width >= _SIDE_BY_SIDE, self.size.height >= _STACKED
        self.set_class(not wide, "-stacked")
        both = wide or high
        reading = self.focused is self._detail
        self._list.display = both or not reading
        self._detail.display = both or reading

    def action_other_pane(self) -> None:
        """Go to the other pane."""
        if self.focused is self._detail:
            self.action_show_list()
        elif self._list.count:
            self.open_detail()
            self.set_focus(self._detail)
            self._arrange()

    def action_show_list(self) -> None:
        """Go to the list."""
        self._list.display = True
        self.set_focus(self._list)
        self._arrange()

    def open_detail(self) -> None:
        """Bring the detail pane on the screen where it is not."""
        self._detail.display = True

    def action_back(self) -> None:
        """Go back: from the update to the list, from the list to the speakers."""
        if self.focused is self._detail:
            self.action_show_list()
        else:
            self.dismiss(None)

    def action_leave_for(self) -> None:
        """Show the update in the list."""
        statement = self._list.statement
        if statement:
            self.dismiss(SaidAt(statement, self._scope, self._list.cursor or 0))

    def on_row_list_chosen(self) -> None:
        """A click leads there too."""
        self.action_leave_for()

    # --- copying

    def action_copy_all(self) -> None:
        """Copy everything on show as Markdown."""
        self._gather()

    @work(thread=True, exclusive=True, group="gathering")
    def _gather(self) -> None:
        worker = get_current_worker()
        try:
            said = self._archive.statements_of(self._speaker, self._scope.scope)
            text = "\n".join(markdown_of_all(self._heading, said.rows(0, len(said))))
        except ReaderError as error:
            self.app.call_from_thread(self.notify, str(error), severity="error")
            return
        if not worker.is_cancelled:
            what = f"{counted(len(said), 'statement')} by {self._heading}, as Markdown with sources"
            self.post_message(Copied(text, what))
