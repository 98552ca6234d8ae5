"""`tui-reader follow URL...`: print what is new in live blogs as it arrives."""

import time
from collections.abc import Iterable

from tui_reader.archive.following import Outages, Refreshed
from tui_reader.archive.schedule import Pace
from tui_reader.cli.context import Context
from tui_reader.cli.exit_codes import Exit
from tui_reader.cli.outcomes import outcome_line
from tui_reader.cli.rows import print_rows

_LONGEST_SLEEP = 30.0  # seconds: a computer that slept, or whose clock was set, is up to date soon after


def run(context: Context) -> int:
    """Ask the addresses until the user leaves, or once; every update is stored before it is printed."""
    arguments = context.arguments
    interval = context.loaded.settings.interval
    following = context.archive.following(Pace(interval, interval))
    if arguments.once:
        sources = following.sources_at(arguments.urls, allow_private=arguments.allow_private)
        return _once(context, (following.refresh(source) for source in sources))
    outages = Outages()
    context.printer.note(f"following, every {interval} seconds; Ctrl+C leaves")
    for refreshed in following.follow(arguments.urls, _wait, allow_private=arguments.allow_private):
        line = outages.line(refreshed)
        if line:
            context.printer.note(line)
        _print(context, refreshed)
    return Exit.FOUND


def _once(context: Context, all_refreshed: Iterable[Refreshed]) -> int:
    code = Exit.FOUND
    for refreshed in all_refreshed:
        _print(context, refreshed)
        context.printer.note(outcome_line(refreshed))
        if refreshed.error:
            code = Exit.BAD_INPUT
    return code


def _print(context: Context, refreshed: Refreshed) -> None:
    """New updates are data, the oldest first; changes of known ones are told."""
    print_rows(context.printer, context.archive.rows(refreshed.new_ids), context.arguments.form)
    context.printer.out.flush()
    for row in context.archive.rows(refreshed.changed_ids):
        context.printer.note(f"changed: {row.headline}  [{row.source}]")


def _wait(seconds: float) -> None:
    time.sleep(min(seconds, _LONGEST_SLEEP))
