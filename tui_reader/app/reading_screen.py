"""The screen in which one reads."""

from tui_reader.app.reading.arranging import Arranging
from tui_reader.app.reading.commanding import Commanding
from tui_reader.app.reading.exporting import Exporting
from tui_reader.app.reading.filtering import Filtering
from tui_reader.app.reading.finding import Finding
from tui_reader.app.reading.fronting import Fronting
from tui_reader.app.reading.linking import Linking
from tui_reader.app.reading.marking import Marking
from tui_reader.app.reading.ordering import Ordering
from tui_reader.app.reading.relating import Relating
from tui_reader.app.reading.renewing import Renewing
from tui_reader.app.reading.searches import Searches
from tui_reader.app.reading.searching import Searching
from tui_reader.app.reading.selecting import Selecting
from tui_reader.app.reading.speaking import Speaking
from tui_reader.app.reading.timeline import ByTime
from tui_reader.app.reading.visiting import Visiting


class ReadingScreen(
    Commanding,
    Exporting,
    Arranging,
    Renewing,
    Fronting,
    Linking,
    Selecting,
    Finding,
    Filtering,
    Ordering,
    Visiting,
    Relating,
    ByTime,
    Speaking,
    Marking,
    Searches,
    Searching,
):  # fmt: skip
    """Everything that one does while reading; the keys of the last one come first at the bottom."""
