"""`tui-reader bookmark ID`: set a bookmark, note and tag it, or take it away."""

from tui_reader.cli.context import Context
from tui_reader.cli.exit_codes import Exit
from tui_reader.cli.quotation_numbers import quotation_named


def run(context: Context) -> int:
    """Bookmark one update or one quotation; on disk when this returns."""
    arguments, archive = context.arguments, context.archive
    view = archive.update(arguments.id)
    if view is None:
        context.printer.note(f"no update has the id {arguments.id}")
        return Exit.NOTHING_FOUND
    quotation_id = None
    if arguments.quotation is not None:
        quotation_id = quotation_named(view.update, arguments.quotation)
        if quotation_id is None:
            context.printer.note(f"the update has no quotation {arguments.quotation}; show lists them")
            return Exit.NOTHING_FOUND
    if arguments.remove:
        archive.marks.set_bookmark(arguments.id, False, quotation_id)
    else:
        archive.marks.annotate(arguments.id, arguments.note, arguments.tag, quotation_id)
    done = "bookmark removed" if arguments.remove else "bookmarked"
    what = f"quotation {arguments.quotation} of " if quotation_id else ""
    context.printer.note(f"{done}: {what}{view.update.headline or arguments.id}")
    return Exit.FOUND
