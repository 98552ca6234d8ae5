"""The app: themes, stylesheets, the first screen, and how it ends."""

import datetime
import gc
import os
import sys
import traceback
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from io import StringIO
from typing import ClassVar

from rich.console import Console, RenderableType
from textual import events
from textual.app import App, SystemCommand
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.events import Event, InputEvent
from textual.filter import LineFilter, NoColor
from textual.geometry import Size
from textual.notifications import Notify, SeverityLevel
from textual.screen import Screen
from textual.widgets import Input
from textual.widgets._toast import Toast

from tui_reader import resources
from tui_reader.app import clipboard, closed_screens, first_frame, hyperlinks, themes
from tui_reader.app.app_keys import APP_KEYS
from tui_reader.app.ascii_filter import AsciiFilter
from tui_reader.app.cell_painter import CellPainter
from tui_reader.app.cited import FORM_NAMES, Cited, Copied
from tui_reader.app.commands import WITH_ARGUMENT, Action, Spoken, actions_of, spoken
from tui_reader.app.key_names import shown_key
from tui_reader.app.life_cycle import LifeCycle
from tui_reader.app.notice import Notice
from tui_reader.app.preflight import is_utf8
from tui_reader.app.reading_place import reading_place
from tui_reader.app.reading_screen import ReadingScreen
from tui_reader.app.rendering.help import HelpGroup, KeyHelp
from tui_reader.app.safety_filter import SafetyFilter
from tui_reader.app.widgets.row_list import RowList
from tui_reader.archive import Archive, crash_log
from tui_reader.clean import clean, clean_line
from tui_reader.errors import ReaderError
from tui_reader.news.citation import Form, citation
from tui_reader.news.statement import Statement
from tui_reader.settings import Settings

_DEFECT = 70  # exit code: EX_SOFTWARE of sysexits.h
_UNUSABLE_LIBRARY = 3  # exit code: as for every other bad input
_DEFAULTS = Settings()


class ReaderApp(App[None]):
    """Reads an archive.

    Args:
        archive: the library, its index and its marks.
        label: what marks the library as a sample, None for the reader's own.
        notice: a line to show at the start.
        settings: what the user has set; keys that cannot be used are left out.
        driver_class: talks to the terminal; Textual's own choice by default.
        frame: what the terminal shows already.

    Attributes:
        is_linear: words take the place of signs, and the terminal's cursor stands where one reads.
        painter: knows what the terminal shows.
        last_words: one line to print after the screen is restored; empty after an ordinary end.
    """

    TITLE = "tui-reader"
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [*APP_KEYS]

    def __init__(
        self,
        archive: Archive,
        *,
        label: str | None = None,
        notice: str | None = None,
        settings: Settings = _DEFAULTS,
        driver_class: type[Driver] | None = None,
        frame: first_frame.Frame | None = None,
    ) -> None:
        super().__init__(driver_class, css_path=list(resources.stylesheets()))
        self._archive = archive
        self._label, self._notice = label and clean_line(label), notice
        self._safety = SafetyFilter()
        self.painter = CellPainter()
        if frame:
            self.painter.begin_with(frame)
        self._life_cycle = LifeCycle(lambda code: self.exit(return_code=code))
        self._reading: ReadingScreen | None = None
        self._terminal_size: Size | None = None
        self._is_ascii = settings.ascii == "always" or (settings.ascii == "auto" and not is_utf8())
        is_known = settings.links == "auto" and hyperlinks.are_known(os.environ)
        self.shows_links = settings.links == "always" or is_known
        self._settings = settings
        self.is_linear = settings.linear
        self.set_class(settings.linear, "-linear")
        self._keys = _usable(settings.keys)
        self._form: Form = settings.citation
        self._typed_ahead: list[Event] | None = []
        self._is_key_new = False
        self.last_words = ""
        self.no_color = bool(os.environ.get("NO_COLOR"))
        self.animation_level = "none"
        for name in [*self.available_themes]:
            self.unregister_theme(name)
        for theme in themes.THEMES:
            self.register_theme(theme)
        self.theme = themes.chosen(settings.theme, os.environ, self.console.color_system)

    # --- screens

    def get_default_screen(self) -> Screen[None]:
        """The screen in which one reads."""
        self._reading = ReadingScreen(
            self._archive, label=self._label, notice=self._notice, settings=self._settings
        )
        return self._reading

    def pop_screen(self) -> AwaitComplete:
        """Close the uppermost screen, and keep nothing of its picture."""
        closed_screens.let_go()
        return super().pop_screen()

    async def on_event(self, event: Event) -> None:
        """Keep what is typed before there is a screen to take it."""
        self._is_key_new = self._is_key_new or isinstance(event, InputEvent)
        if self._typed_ahead is not None and isinstance(event, InputEvent):
            self._typed_ahead.append(event)
        else:
            await super().on_event(event)

    def on_ready(self) -> None:
        """What was typed ahead takes effect now; from now on garbage is collected."""
        typed_ahead, self._typed_ahead = self._typed_ahead or [], None
        for event in typed_ahead:
            self.post_message(event)
        gc.freeze()
        gc.enable()

    def on_mount(self) -> None:
        """Take up the user's keys; watch for the end of the session, on a real terminal."""
        self.set_keymap({**self._keys})
        self.app_resume_signal.subscribe(self, lambda _: self.action_redraw())
        if not self.is_headless:
            self._life_cycle.begin()

    def on_unmount(self) -> None:
        """Nothing the user did may be lost."""
        if self._reading:
            self._reading.finish()

    def get_key_display(self, binding: Binding) -> str:
        """How a key is called in the help and at the bottom of the screen."""
        return binding.key_display or shown_key(binding.key) or super().get_key_display(binding)

    def action_help(self) -> None:
        """Show every key, those of the place in which one is first."""
        from tui_reader.app.help_screen import HelpScreen  # noqa: PLC0415 - when it is opened
        from tui_reader.app.key_places import places_from  # noqa: PLC0415

        self.push_screen(
            HelpScreen(
                [
                    HelpGroup(
                        place.title,
                        [KeyHelp(self.shown_keys(b), b.tooltip, b.description) for b in place.bindings],
                    )
                    for place in places_from(self.screen)
                ]
            )
        )

    def shown_keys(self, binding: Binding) -> str:
        """The keys of a binding, the user's own where there are such, as the help calls them."""
        keys = self._keys.get(binding.id or "", binding.key).split(",")
        return " ".join(self.get_key_display(Binding(key, "")) for key in keys)

    def action_command_palette(self) -> None:
        """Show every command by its name."""
        from tui_reader.app.command_palette import Commands  # noqa: PLC0415 - when it is opened

        if not isinstance(self.screen, Commands):
            self.push_screen(Commands(id="--command-palette"))

    def action_help_quit(self) -> None:
        """Ctrl+C does not leave, since it copies in other programs; say what does."""
        self.notify("Press q to leave")

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The commands of the palette."""
        yield SystemCommand("Theme", "Change the colours", self.search_themes)
        for action in actions_of(screen).values():
            binding = action.binding
            told = f"{binding.tooltip or binding.description}  ({self.shown_keys(binding)})"
            yield SystemCommand(binding.description, told, partial(self.call_later, self._do, action))

    async def _do(self, action: Action) -> None:
        """Do what the key of an action does, where it does it."""
        await self.run_action(action.binding.action, action.node)

    # --- the command line

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A colon is a colon where text is typed, and no command line lies over another dialogue."""
        if action == "command_line":
            return not (isinstance(self.focused, Input) or self.screen.is_modal)
        return super().check_action(action, parameters)

    async def action_command_line(self) -> None:
        """Let the user type a command."""
        from tui_reader.app.command_screen import CommandScreen  # noqa: PLC0415 - when it is opened

        actions = actions_of(self.screen)
        told = {
            name: f"{name} ({self.shown_keys(action.binding)}): {action.binding.tooltip}"
            for name, action in actions.items()
        }

        async def obey(text: str | None) -> None:
            if text and text.strip():
                await self._obey(spoken(text), actions)

        await self.push_screen(CommandScreen(told), obey)

    async def _obey(self, words: Spoken, actions: Mapping[str, Action]) -> None:
        match words:
            case Spoken("search", rest) if rest and self._reading:
                self._reading.search_for(rest)
            case Spoken("date", rest) if rest and self._reading:
                self._go_to_date(rest)
            case Spoken("export" | "export!" as name, rest) if rest and self._reading:
                self._export(rest, replaces=name == "export!")
            case Spoken("theme", rest) if rest in self.available_themes:
                self.theme = rest
            case Spoken(number, "") if number.isdecimal() and isinstance(self.focused, RowList):
                self.focused.move_to(int(number[:9]) - 1)
            case Spoken(name, "") if name in actions:
                await self._do(actions[name])
            case Spoken(name):
                self.notify(WITH_ARGUMENT.get(name, f"There is no command {name}"), severity="warning")

    def _go_to_date(self, text: str) -> None:
        try:
            date = datetime.date.fromisoformat(text)
        except ValueError:
            self.notify(f"{text} is no date like 2024-03-05", severity="warning")
        else:
            if self._reading:
                self._reading.go_to_date(date)

    def _export(self, name: str, *, replaces: bool) -> None:
        if self._reading and self.screen is self._reading:
            self._reading.export(name, replaces=replaces)
        else:
            self.notify("What :export writes is the list of updates: Esc leads there", severity="warning")

    # --- safety

    @property
    def mended(self) -> int:
        """How often the last defence had to mend a run of text; anything but 0 is a defect elsewhere."""
        return self._safety.hits

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters, colours and signs away where they are not wanted, and the last defence."""
        colours = [NoColor()] if self.no_color else []
        signs = [AsciiFilter()] if self._is_ascii else []
        return [*super().get_line_filters(), *colours, self._safety, *signs]

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,  # noqa: ARG002
    ) -> None:
        """Show a notification, in place of those told before the last key; never reads it as markup."""
        if self._is_key_new:
            self.clear_notifications()
        self._is_key_new = False
        seconds = self.NOTIFICATION_TIMEOUT if timeout is None else timeout
        self.post_message(Notify(Notice(clean(message), clean_line(title), severity, seconds)))

    def copy_to_clipboard(self, text: str) -> None:
        """Copy what cannot steer the terminal, through whatever lies between it and this program."""
        self._clipboard = clean(text)
        sequence = clipboard.sequence(self._clipboard, os.environ)
        if sequence and self._driver:
            self._driver.write(sequence)

    def on_copied(self, event: Copied) -> None:
        """Copy a text, into a file where the terminal cannot take it, and say so."""
        text = clean(event.text)
        self.copy_to_clipboard(text)
        if clipboard.sequence(text, os.environ):
            self.notify(f"Copied {event.what}")
            return
        try:
            path = clipboard.keep(text, self._archive.folder)
        except OSError as error:
            self.notify(f"{error.filename}: {error.strerror}", severity="error")
        else:
            self.notify(f"Too much for this terminal's clipboard, so it is in {path}: {event.what}")

    def on_cited(self, event: Cited) -> None:
        """Copy a citation in the form that it names, which is kept to, or in the last such form."""
        self._form = event.form or self._form
        what = "the quotation" if isinstance(event.cited, Statement) else "the update"
        self.on_copied(Copied(citation(event.cited, self._form), f"{what}, {FORM_NAMES[self._form]}"))

    # --- the terminal

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        """Paint no more than what the terminal does not show yet."""
        if self.is_linear:
            self.cursor_position = reading_place(screen)
        super()._display(screen, self.painter.painted(renderable, *self.size))

    def on_resize(self, event: events.Resize) -> None:
        """A terminal that changes its size may lose any part of its picture."""
        if self._terminal_size not in (None, event.size):
            self.painter.forget()
        self._terminal_size = event.size

    def action_redraw(self) -> None:
        """Paint everything anew: something else wrote on the terminal."""
        self.painter.forget()
        self.refresh(layout=True)

    # --- the end

    def exit(
        self,
        result: None = None,
        return_code: int = 0,
        message: RenderableType | None = None,
    ) -> None:
        """Leave; the next session begins with the present picture, if it is one to begin with."""
        super().exit(result, return_code, message)
        frame = self.painter.frame()
        if frame and self._reading and self._reading.is_current and not self._reading.query(Toast):
            first_frame.keep(self._archive.folder, frame)

    def _fatal_error(self) -> None:
        """Something was raised that nobody caught: no traceback onto the terminal, where it could do harm."""
        error = sys.exception()
        if isinstance(error, ReaderError):
            self._give_up(clean_line(str(error)), _UNUSABLE_LIBRARY)
        else:
            self._give_up(crash_log.record(self._archive.folder, error, traceback.format_exc()), _DEFECT)

    def panic(self, *renderables: RenderableType) -> None:
        """Textual found something wrong by itself."""
        text = StringIO()
        Console(file=text, width=120).print(*renderables)
        self._give_up(crash_log.record(self._archive.folder, sys.exception(), text.getvalue()), _DEFECT)

    def _give_up(self, last_words: str, code: int) -> None:
        self.last_words = self.last_words or last_words
        self._return_code = code
        self._close_messages_no_wait()


def _usable(wanted: Mapping[str, Sequence[str]]) -> Mapping[str, str]:
    """Those of the user's keys that can be used."""
    if not wanted:
        return {}
    from tui_reader.app.key_map import key_map  # noqa: PLC0415 - loads every screen, to find clashes

    return key_map(wanted).keys
