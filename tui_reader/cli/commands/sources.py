"""`tui-reader sources`: the live blogs that are refreshed in the background."""

from dataclasses import asdict
from datetime import datetime

from tui_reader.cli.context import Context
from tui_reader.cli.exit_codes import Exit
from tui_reader.cli.outcomes import outcome_line
from tui_reader.library import Source


def run(context: Context) -> int:
    """List, add, remove or refresh them."""
    match context.arguments.action:
        case "add":
            return _add(context)
        case "remove":
            return _remove(context)
        case "refresh":
            return _refresh(context)
    return _list(context)


def _add(context: Context) -> int:
    following = context.archive.following()
    code = Exit.FOUND
    for url in context.arguments.urls:
        is_new = following.subscribe(url, allow_private=context.arguments.allow_private)
        context.printer.note(f"{url}: {'added' if is_new else 'was there already'}")
        for source in following.sources_at([url]):
            refreshed = following.refresh(source)
            context.printer.note(outcome_line(refreshed))
            if refreshed.error:
                code = Exit.BAD_INPUT
    return code


def _remove(context: Context) -> int:
    following = context.archive.following()
    code = Exit.FOUND
    for url in context.arguments.urls:
        if following.unsubscribe(url):
            context.printer.note(f"{url}: removed; what was imported from it stays")
        else:
            context.printer.note(f"{url}: is not among the sources")
            code = Exit.NOTHING_FOUND
    return code


def _refresh(context: Context) -> int:
    code = Exit.NOTHING_FOUND
    for refreshed in context.archive.following().refresh_all():
        context.printer.note(outcome_line(refreshed))
        if refreshed.error:
            code = Exit.BAD_INPUT
        elif code is Exit.NOTHING_FOUND:
            code = Exit.FOUND
    if code is Exit.NOTHING_FOUND:
        _tell_none(context)
    return code


def _list(context: Context) -> int:
    sources = context.archive.following().subscribed()
    if context.arguments.json:
        context.printer.json([_object(source) for source in sources])
    else:
        for source in sources:
            context.printer.data(f"{source.url}  {_state(source)}")
    if sources:
        return Exit.FOUND
    _tell_none(context)
    return Exit.NOTHING_FOUND


def _tell_none(context: Context) -> None:
    context.printer.note("no sources yet: tui-reader sources add URL")


def _state(source: Source) -> str:
    next_time = f"next {_moment(source.due_at)}" if source.due_at else "next at once"
    if source.error:
        times = "once" if source.failures == 1 else f"{source.failures:,} times"
        return f"failed {times}: {source.error}; {next_time}"
    if source.succeeded_at is None:
        return f"not asked yet; {next_time}"
    return f"answered {_moment(source.succeeded_at)}; {next_time}"


def _moment(moment: datetime | None) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M}" if moment else "never"


def _object(source: Source) -> dict[str, object]:
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in asdict(source).items()
    }
