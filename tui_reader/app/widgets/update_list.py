"""The list of updates, grouped by date or by live blog."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from tui_reader.app.group_layout import GroupLayout
from tui_reader.app.rendering.heading import group_heading
from tui_reader.app.rendering.marking import FindHits, no_hits
from tui_reader.app.rendering.row import Snippet, columns, room_for_snippet, row_in_words, row_line
from tui_reader.app.rendering.styled import Line, Run, fitted
from tui_reader.app.row_pages import RowPages
from tui_reader.app.widgets.linear import is_linear
from tui_reader.app.widgets.palette import component_classes
from tui_reader.app.widgets.row_list import RowList
from tui_reader.news import Listing, UpdateRow
from tui_reader.news.listing import Group, LiveBlogGroup


class UpdateList(RowList):
    """Rows of a listing under the headings of their groups."""

    PREFIX = "update-list"
    COMPONENT_CLASSES: ClassVar[set[str]] = component_classes(
        PREFIX,
        (
            "heading", "unread", "read", "muted", "unread-mark", "bookmark", "key-event", "hit",
            "cursor", "cursor-blurred",
        ),
    )  # fmt: skip
    OVER_CURSOR = ("bookmark", "key-event", "unread-mark", "hit")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,l,right", "choose", "Read", id="list.read", tooltip="Read the update at the cursor"),
        Binding(
            "right_square_bracket", "group(1)", "Group", id="list.next-day",
            tooltip="To the next day, or live blog, down the list",
        ),
        Binding(
            "left_square_bracket", "group(-1)", "Group before", show=False, id="list.previous-day",
            tooltip="To the beginning of this day, or live blog, then to the one above",
        ),
    ]  # fmt: skip

    @dataclass
    class Jumped(Message):
        """The cursor went far: to the first row, to the last, or to another group.

        Attributes:
            listing: the list in which it did.
            row: the update from which it went.
            index: that update's row, from 0.
        """

        listing: Listing
        row: UpdateRow
        index: int

    @dataclass
    class Unexplained(Message):
        """Rows are on show whose headlines do not show what was searched for.

        Attributes:
            update_ids: theirs.
        """

        update_ids: list[str]

    def __init__(self) -> None:
        super().__init__()
        self._listing: Listing | None = None
        self._groups: GroupLayout[Group] = GroupLayout(())
        self._pages: RowPages | None = None
        self._find_hits: FindHits = no_hits
        self._has_times = self._has_sources = False
        self._snippets: dict[str, Snippet | None] = {}
        self._unexplained: list[str] = []

    # --- what is on show

    def show(
        self, listing: Listing, *, at: int = 0, find_hits: FindHits = no_hits, instead: str = ""
    ) -> None:
        """Show a listing.

        Args:
            listing: the updates.
            at: the row to put the cursor on.
            find_hits: finds the words that were searched for.
            instead: what to say when the listing is empty.
        """
        self._listing = listing
        self._groups = GroupLayout(listing.groups)
        self._pages = RowPages(listing)
        if find_hits is not self._find_hits:
            self._find_hits, self._snippets = find_hits, {}
        self._has_times = self._has_sources = False
        if bool(self.count) != bool(len(listing)):
            self.call_later(self.refresh_bindings)
        self.lay_out(self._groups, at, instead)

    @property
    def row(self) -> UpdateRow | None:
        """The update at the cursor, None in an empty list."""
        return None if self.cursor is None else self._row(self.cursor)

    def rows_at_hand(self) -> Sequence[UpdateRow]:
        """The rows that need not be fetched: those on show, and others near them."""
        return self._pages.kept() if self._pages else ()

    def renew(self, update_ids: Collection[str]) -> None:
        """Show that marks on these updates changed."""
        if self._pages is not None and self._pages.renew(update_ids):
            self.redraw()

    # --- drawing

    def heading_line(self, line: int, width: int) -> Line:
        """A day or a live blog."""
        roles = ("heading",)
        group = self._groups.groups[self._groups.group_of_line(line)]
        return fitted((Run(f" {group_heading(group, width - 1)}", roles),), width, roles)

    def row_line(self, row: int, width: int) -> Line:
        """An update."""
        update = self._row(row)
        if update is None:
            return ()
        group = self._groups.groups[self._groups.group_of_row(row)]
        with_source = self._has_sources and not isinstance(group, LiveBlogGroup)
        with_date = isinstance(group, LiveBlogGroup) and group.first != group.last
        hits = self._find_hits(update.headline)
        if is_linear(self):
            return row_in_words(update, width, hits, with_source=with_source, with_date=with_date)
        shape = columns(width, with_time=self._has_times, with_source=with_source, with_date=with_date)
        is_explained = bool(hits) or self._find_hits is no_hits
        snippet = None if is_explained else self._snippet(update, room_for_snippet(update, shape))
        return row_line(update, shape, hits, snippet=snippet)

    def _snippet(self, update: UpdateRow, room: int) -> Snippet | None:
        """What the text says that was searched for; asked for where it is not known yet."""
        if room and update.update_id not in self._snippets:
            self._snippets[update.update_id] = None
            if not self._unexplained:
                self.call_later(self._ask_for_snippets)
            self._unexplained.append(update.update_id)
        return self._snippets.get(update.update_id) if room else None

    def _ask_for_snippets(self) -> None:
        asked, self._unexplained = self._unexplained, []
        self.post_message(self.Unexplained(asked))

    def explain(self, snippets: Mapping[str, Snippet]) -> None:
        """Show behind their headlines what the texts of these updates say."""
        known = {name: snippet for name, snippet in snippets.items() if name in self._snippets}
        if known:
            self._snippets |= known
            self.redraw()

    def _row(self, index: int) -> UpdateRow | None:
        if self._pages is None:
            return None
        row = self._pages.row(index)
        has_times = self._has_times or bool(row and row.published)
        has_sources = self._has_sources or len(self._pages.sources) > 1
        if (has_times, has_sources) != (self._has_times, self._has_sources):
            # from here on this list keeps a column for times, or for sources, since they differ
            self._has_times, self._has_sources = has_times, has_sources
            self.call_later(self.redraw)
        return row

    # --- moving

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """In an empty list there is nothing to read, and no group to go to."""
        if action in ("choose", "group"):
            return bool(self.count)
        return super().check_action(action, parameters)

    def _tell_jump(self) -> None:
        row = self.row
        if self._listing is not None and row:
            self.post_message(self.Jumped(self._listing, row, self._cursor))

    def action_first(self) -> None:
        """Move the cursor to the first row."""
        self._tell_jump()
        super().action_first()

    def action_last(self) -> None:
        """Move the cursor to the last row."""
        self._tell_jump()
        super().action_last()

    def action_group(self, groups: int) -> None:
        """Move the cursor to the beginning of the next group, or of this one and then the previous."""
        if not self.count:
            return
        group = self._groups.group_of_row(self._cursor)
        if groups > 0 and group + 1 == len(self._groups.groups):
            return
        if groups > 0 or self._cursor == self._groups.first_row(group):
            group = max(group + groups, 0)
        row = self._groups.first_row(group)
        self._tell_jump()
        self._scroll_to_line(self._groups.line_of_row(row) - 1)
        self.move_to(row)
