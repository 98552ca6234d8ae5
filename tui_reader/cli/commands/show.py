"""`tui-reader show ID`: print one update."""

import textwrap
from collections.abc import Iterator

from tui_reader.cli.context import Context
from tui_reader.cli.exit_codes import Exit
from tui_reader.cli.quotation_numbers import numbered_quotations
from tui_reader.news import Block, Embed, UpdateView
from tui_reader.news.json_form import to_object, update_to_object

_WIDTH = 80


def run(context: Context) -> int:
    """Print an update as text to read, or as JSON with its live blog's heading."""
    view = context.archive.update(context.arguments.id)
    if view is None:
        context.printer.note(f"no update has the id {context.arguments.id}")
        return Exit.NOTHING_FOUND
    if context.arguments.json:
        context.printer.json(update_to_object(view.update) | {"live_blog": to_object(view.live_blog)})
    else:
        context.printer.data("\n".join(_lines(view)))
    return Exit.FOUND


def _lines(view: UpdateView) -> Iterator[str]:
    update, blog = view.update, view.live_blog
    if update.headline:
        yield from textwrap.wrap(update.headline, _WIDTH)
        yield ""
    about = " · ".join(part for part in (blog.publisher, blog.title, *_when(view), update.byline) if part)
    yield from textwrap.wrap(about, _WIDTH)
    if update.url:
        yield update.url
    for block in update.blocks:
        yield ""
        yield from _wrapped(block)
    said = numbered_quotations(update)
    if said:
        yield ""
        yield "Quotations:"
        for number, (_, quotation) in enumerate(said, start=1):
            yield from textwrap.wrap(
                f"{quotation.speaker or 'unattributed'}: “{quotation.text}”",
                _WIDTH,
                initial_indent=f"{number:>3} ",
                subsequent_indent="    ",
            )


def _when(view: UpdateView) -> tuple[str, ...]:
    update, blog = view.update, view.live_blog
    day = f"{update.date:%A} {update.date.day} {update.date:%B %Y}" if update.date else "date unknown"
    if update.date and blog.date_is_inferred and update.date == blog.coverage_date:
        day += " (date inferred)"
    clock = f"{update.published:%H:%M} {update.published.tzname()}" if update.published else "time unknown"
    return day, clock


def _wrapped(block: Block) -> list[str]:
    match block:
        case Embed():
            signature = " ".join(
                part for part in (block.author, block.handle and f"({block.handle})") if part
            )
            text = f"{block.text} — {signature or 'author unknown'}"
        case _:
            credit = getattr(block, "credit", None)
            text = f"{block.text} [{credit}]" if credit else block.text
    label = "" if block.kind == "paragraph" else f"{block.kind}: "
    lines = textwrap.wrap(label + text, _WIDTH)
    url = getattr(block, "url", None)
    return [*lines, url] if url else lines
