"""The progress bar of an import, on standard error."""

from types import TracebackType
from typing import Self

from rich import progress as rich_progress
from rich.console import Console

from tui_reader.archive.import_report import Progress


class ProgressBar:
    """Shows how far an import is; leaves no trace when it ends."""

    def __init__(self) -> None:
        self._bar = rich_progress.Progress(
            rich_progress.TextColumn("{task.description}", markup=False),
            rich_progress.BarColumn(),
            rich_progress.MofNCompleteColumn(),
            rich_progress.TextColumn("{task.fields[updates]:,} updates", markup=False),
            rich_progress.TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
            refresh_per_second=5,
        )
        self._task = self._bar.add_task("reading", total=None, updates=0)

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def reading(self, progress: Progress) -> None:
        """Show how many sources are read."""
        self._bar.update(self._task, completed=progress.done, total=progress.total, updates=progress.updates)

    def indexing(self, done: int, total: int) -> None:
        """Show how many updates are searchable."""
        self._bar.update(self._task, description="indexing", completed=done, total=total, updates=done)
