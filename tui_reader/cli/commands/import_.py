"""`tui-reader import SOURCE...`: read live blogs into the library."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Protocol

from tui_reader.archive.import_report import ImportReport, Overrides, Progress
from tui_reader.archive.importing import Importer
from tui_reader.cli.context import Context
from tui_reader.cli.exit_codes import Exit
from tui_reader.cli.printer import Printer
from tui_reader.errors import LibraryError
from tui_reader.news.identity import assign_ids
from tui_reader.news.json_form import to_object
from tui_reader.reading.web import fetch_document

_SHOWN_WARNINGS = 20
_NO_OVERRIDES = Overrides()


def run(context: Context) -> int:
    """Import, or with `--dry-run` only read; tell what was found."""
    arguments = context.arguments
    if arguments.url and (len(arguments.sources) > 1 or Path(arguments.sources[0]).is_dir()):
        context.printer.note("tui-reader import: --url names one live blog; give one source with it")
        return Exit.USAGE
    if arguments.json and not arguments.dry_run:
        context.printer.note("tui-reader import: --json goes with --dry-run")
        return Exit.USAGE
    overrides = Overrides(arguments.date, arguments.publisher, arguments.url)
    if arguments.dry_run:
        return _dry_run(context, overrides)
    return import_words(context, arguments.sources, overrides)


def import_words(context: Context, words: list[str], overrides: Overrides = _NO_OVERRIDES) -> int:
    """Import what the words name and make it searchable, with a progress bar on a terminal and a summary."""
    archive = context.archive
    unsearchable: LibraryError | None = None
    with _progress_bar(context.printer) as bar:
        report = archive.import_(words, overrides, bar.reading, allow_private=_allow_private(context))
        try:
            archive.catch_up_index(bar.indexing)
            archive.merge_index()
        except LibraryError as error:
            unsearchable = error
    counts = f"{report.new:,} new, {report.changed:,} changed, {report.unchanged:,} unchanged"
    code = _tell(context.printer, report, counts)
    if unsearchable:
        context.printer.note(f"tui-reader: {unsearchable}; all is stored, but not searchable yet")
        return Exit.BAD_INPUT
    return code


def _dry_run(context: Context, overrides: Overrides) -> int:
    report = ImportReport()
    fetch = partial(fetch_document, allow_private=_allow_private(context))
    importer = Importer(overrides, fetch=fetch)
    blogs = [assign_ids(blog) for blog in importer.live_blogs(context.arguments.sources, report)]
    if context.arguments.json and blogs:
        objects = [to_object(blog) for blog in blogs]
        context.printer.json(objects[0] if len(objects) == 1 else objects)
    updates = sum(len(blog.updates) for blog in blogs)
    return _tell(context.printer, report, f"{updates:,} read, nothing stored")


def _allow_private(context: Context) -> bool:
    return bool(getattr(context.arguments, "allow_private", False))  # there is none where the reader imports


def _tell(printer: Printer, report: ImportReport, updates: str) -> int:
    for error in report.refused:
        printer.note(f"tui-reader: {error}")
    for url in report.not_changed:
        printer.note(f"{url}: unchanged since it was last imported")
    for warning in report.warnings[:_SHOWN_WARNINGS]:
        place = f"{warning.source}:{warning.line}" if warning.line else warning.source
        printer.note(f"warning: {place}: {warning.text}")
    if len(report.warnings) > _SHOWN_WARNINGS:
        printer.note(f"warning: and {len(report.warnings) - _SHOWN_WARNINGS} more")
    if report.live_blogs:
        printer.note(
            f"{report.live_blogs:,} live blog{'s'[: report.live_blogs != 1]}; updates: {updates}; "
            f"{report.quotations:,} quotations; {_dates(report)}"
        )
    return Exit.BAD_INPUT if report.refused else Exit.FOUND


def _dates(report: ImportReport) -> str:
    if report.first_date is None or report.last_date is None:
        return "date unknown (--date supplies it)"
    if report.first_date == report.last_date:
        return report.first_date.isoformat()
    return f"{report.first_date.isoformat()} to {report.last_date.isoformat()}"


class _Bar(Protocol):
    def reading(self, progress: Progress) -> None: ...
    def indexing(self, done: int, total: int) -> None: ...


class _NoBar:
    """Shows nothing: there is no terminal to show it on."""

    def reading(self, _: Progress) -> None:
        pass

    def indexing(self, done: int, total: int) -> None:
        pass


@contextmanager
def _progress_bar(printer: Printer) -> Iterator[_Bar]:
    """A bar on standard error, where that is a terminal."""
    if not printer.err_is_terminal:
        yield _NoBar()
        return
    from tui_reader.cli.progress import ProgressBar  # noqa: PLC0415 - rich is loaded for terminals alone

    with ProgressBar() as bar:
        yield bar
