"""Watches for news: refreshes subscribed sources when they are due, notices what other programs imported."""

import threading
import time
import traceback
from dataclasses import dataclass
from functools import partial
from typing import ClassVar, Literal, TypeAlias

from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget

from tui_reader.app.rendering.moments import counted
from tui_reader.archive import Archive, crash_log
from tui_reader.archive.following import Outages
from tui_reader.archive.schedule import Pace
from tui_reader.errors import ReaderError
from tui_reader.library import Arrivals

_Asking: TypeAlias = Literal["due", "all", "none"]
_SOONEST = 1.0  # second between two rounds, whatever the schedule says
_TRIES = 20  # to bring the index up to date while somebody else is at it
_BETWEEN_TRIES = 0.25  # seconds
_AFTER_TROUBLE = 60.0  # seconds until the next round when the library could not be used


@dataclass
class NewsArrived(Message):
    """There is more in the library than is on show.

    Attributes:
        text: how much: "3 new, 1 changed"; empty when all of it is on show.
    """

    text: str


@dataclass
class SourcesAsked(Message):
    """A round is over.

    Attributes:
        count: how many sources were asked because the user wanted it, None when it was only their time.
        seconds_to_next: until a source is due, None without subscriptions.
    """

    count: int | None
    seconds_to_next: float | None


@dataclass
class SourceTold(Message):
    """A source fails or answers again, or asking went wrong.

    Attributes:
        line: what to tell the user.
    """

    line: str


class NewsWatch(Widget):
    """Has no place on the screen; works in threads of its own, and only while something is due.

    Without subscriptions nothing is ever sent. What other programs imported is noticed after a round, when
    the terminal gains the focus, and when the user asks; nothing polls.

    Args:
        archive: the library and its sources.
        pace: how often a source is asked.
    """

    DEFAULT_CSS: ClassVar[str] = "NewsWatch { display: none; }"

    def __init__(self, archive: Archive, pace: Pace) -> None:
        super().__init__()
        self._archive = archive
        self._following = archive.following(pace)
        self._outages = Outages()
        self._shown = archive.point()
        self._told = Arrivals()
        self._timer: Timer | None = None
        self._at_work = threading.Lock()

    def on_mount(self) -> None:
        """Begin once there is something on the screen."""
        self.call_after_refresh(partial(self._work, "due"))
        self.watch(self.app, "app_focus", self._on_terminal_focus, init=False)

    def take(self) -> Arrivals:
        """What came since the last time; from now on it counts as shown."""
        found = self._archive.arrivals(self._shown)
        self._shown, self._told = self._archive.point(), Arrivals()
        self.post_message(NewsArrived(""))
        return found

    def ask_all(self) -> None:
        """Ask every source, even before its time, and tell what comes of it."""
        self._work("all")

    def _on_terminal_focus(self, has_focus: bool) -> None:
        if has_focus:
            self._work("none")

    def _work(self, asking: _Asking) -> None:
        # No worker of Textual's: the reader could not leave before a slow server has answered.
        threading.Thread(target=self._round, args=(asking,), name="news", daemon=True).start()

    # --- in a thread

    def _round(self, asking: _Asking) -> None:
        with self._at_work:
            try:
                count = self._ask(asking)
                if self._archive.arrivals(self._shown) != Arrivals():
                    self._catch_up_index()
                self._tell(SourcesAsked(count, self._following.seconds_to_next()))
            except ReaderError as error:
                self._give_up(str(error))
            except Exception as error:  # a defect costs the news, not what is being read
                self._give_up(crash_log.record(self._archive.folder, error, traceback.format_exc()))

    def _give_up(self, line: str) -> None:
        self._tell(SourceTold(line))
        self._tell(SourcesAsked(None, _AFTER_TROUBLE))

    def _catch_up_index(self) -> None:
        """What arrived becomes searchable; whoever is at the index now may have begun before it came."""
        for _ in range(_TRIES):
            if self._archive.catch_up_index():
                return
            time.sleep(_BETWEEN_TRIES)

    def _ask(self, asking: _Asking) -> int | None:
        if asking == "none":
            return None
        count = 0
        for refreshed in self._following.refresh_due() if asking == "due" else self._following.refresh_all():
            count += refreshed.was_asked
            line = self._outages.line(refreshed)
            if line:
                self._tell(SourceTold(line))
            if not self.is_running:
                break
        return count if asking == "all" else None

    def _tell(self, message: Message) -> None:
        try:
            self.post_message(message)
        except RuntimeError:
            return  # the app has ended meanwhile

    # --- back in the app

    def on_sources_asked(self, event: SourcesAsked) -> None:
        """Tell what arrived, and wait until the next source is due."""
        event.stop()
        found = self._archive.arrivals(self._shown)
        if found != self._told and _words(found):
            self.notify(f"{_words(found)} (R shows)")
            self.post_message(NewsArrived(_words(found)))
        elif event.count is not None and not _words(found):
            asked = f"{counted(event.count, 'source')} asked: " if event.count else ""
            self.notify(f"{asked}nothing new".capitalize())
        self._told = found
        if self._timer:
            self._timer.stop()
        if event.seconds_to_next is not None:
            self._timer = self.set_timer(max(event.seconds_to_next, _SOONEST), partial(self._work, "due"))

    def on_source_told(self, event: SourceTold) -> None:
        """Tell it."""
        event.stop()
        self.notify(event.line, severity="warning")


def _words(found: Arrivals) -> str:
    counts = ((found.new, "new"), (found.changed, "changed"))
    return ", ".join(f"{count:,} {what}" for count, what in counts if count)
