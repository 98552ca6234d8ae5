"""Screens over what one reads, each left once.

Two clicks, or a click and a key, may come in one go: the second would close what is below the screen.
"""

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen, Screen

Result = TypeVar("Result")


class Dialog(ModalScreen[Result]):
    """Leaves some of what is below it to be seen."""

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Leave, unless that is done already."""
        return super().dismiss(result) if self.is_current else AwaitComplete()


class FullScreen(Screen[Result]):
    """Covers what is below it."""

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Leave, unless that is done already."""
        return super().dismiss(result) if self.is_current else AwaitComplete()
