"""Where keys work: the table from which help, key map, command line and documentation are made."""

from collections.abc import Sequence, Set
from dataclasses import dataclass

from textual.app import App
from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen

from tui_reader.app.app_keys import APP_KEYS
from tui_reader.app.bindings import bindings_of
from tui_reader.app.bookmarks_screen import BookmarksScreen
from tui_reader.app.command_screen import CommandScreen
from tui_reader.app.correction_screen import CorrectionScreen
from tui_reader.app.export_screen import ExportScreen
from tui_reader.app.form_screen import FormScreen
from tui_reader.app.front_page_screen import FrontPageScreen
from tui_reader.app.help_screen import HelpScreen
from tui_reader.app.links_screen import LinksScreen
from tui_reader.app.mark_read_screen import MarkReadScreen
from tui_reader.app.note_screen import NoteScreen
from tui_reader.app.reading_screen import ReadingScreen
from tui_reader.app.save_search_screen import SaveSearchScreen
from tui_reader.app.searches_screen import SearchesScreen
from tui_reader.app.speakers_screen import SpeakersScreen
from tui_reader.app.statements_screen import StatementsScreen
from tui_reader.app.widgets.find_bar import FindBar
from tui_reader.app.widgets.search_bar import SearchBar
from tui_reader.app.widgets.selection_bar import SelectionBar
from tui_reader.app.widgets.timeline import Timeline
from tui_reader.app.widgets.update_detail import UpdateDetail
from tui_reader.app.widgets.update_list import UpdateList


@dataclass(frozen=True)
class KeyPlace:
    """A place on the screen with keys of its own.

    Attributes:
        title: "In the list".
        bindings: its keys.
        beside: titles of the places whose keys work here as well.
    """

    title: str
    bindings: Sequence[Binding]
    beside: tuple[str, ...] = ()


_READING, _EVERYWHERE = "While reading", "Everywhere"

PLACES: tuple[KeyPlace, ...] = (
    KeyPlace("In the list", bindings_of(UpdateList), (_READING, _EVERYWHERE)),
    KeyPlace("In the update", bindings_of(UpdateDetail), (_READING, _EVERYWHERE)),
    KeyPlace(_READING, bindings_of(ReadingScreen), (_EVERYWHERE,)),
    KeyPlace("In the search bar", bindings_of(SearchBar)),
    KeyPlace("In the find bar", bindings_of(FindBar)),
    KeyPlace("While selecting text", bindings_of(SelectionBar)),
    KeyPlace("On the timeline", bindings_of(Timeline), (_READING, _EVERYWHERE)),
    KeyPlace("Among the searches", bindings_of(SearchesScreen)),
    KeyPlace("While naming a search", bindings_of(SaveSearchScreen)),
    KeyPlace("Among the speakers", bindings_of(SpeakersScreen)),
    KeyPlace("Among a speaker's statements", StatementsScreen.KEYS, (_EVERYWHERE,)),
    KeyPlace("Among the bookmarks", BookmarksScreen.KEYS, (_EVERYWHERE,)),
    KeyPlace("While writing bookmarks", bindings_of(ExportScreen)),
    KeyPlace("While writing a note", bindings_of(NoteScreen)),
    KeyPlace("While marking many updates", bindings_of(MarkReadScreen)),
    KeyPlace("While correcting a speaker", bindings_of(CorrectionScreen)),
    KeyPlace("Among the forms of a citation", bindings_of(FormScreen)),
    KeyPlace("On the command line", bindings_of(CommandScreen)),
    KeyPlace("On a live blog's front page", bindings_of(FrontPageScreen)),
    KeyPlace("Among the links of an update", bindings_of(LinksScreen)),
    KeyPlace("In this help", bindings_of(HelpScreen)),
    KeyPlace(_EVERYWHERE, APP_KEYS),
)
"""Every place, in the order in which the help tells them."""


def every_binding(places: Sequence[KeyPlace] = PLACES) -> dict[str, Binding]:
    """The bindings by their ids, in the order of the places."""
    return {binding.id: binding for place in places for binding in place.bindings if binding.id}


def places_from(screen: Screen[object]) -> Sequence[KeyPlace]:
    """Every place, that in which one is on a screen first."""
    around = [screen] if screen.focused is None else screen.focused.ancestors_with_self
    nodes = [node for node in around if isinstance(node, DOMNode) and not isinstance(node, App)]
    for node in nodes if isinstance(screen, ReadingScreen) else [screen]:
        ids = {binding.id for binding in bindings_of(type(node))}
        here = max(PLACES, key=lambda place: _covered(place, ids))
        if any(_covered(here, ids)):
            return [here, *(place for place in PLACES if place is not here)]
    return PLACES


def _covered(place: KeyPlace, ids: Set[str | None]) -> tuple[float, int]:
    """Which part of a place's keys is among these, and how many; screens share keys, as those for marks."""
    shared = len(ids & {binding.id for binding in place.bindings})
    return shared / len(place.bindings), shared
