"""`tui-reader bookmark ID`: set a bookmark, note and tag it, or take it away."""

from tui_reader.cli.context import Context
from tui_reader.cli.exit_codes import Exit


def run(context: Context) -> int:
    """Bookmark one update; on disk when this returns."""
    arguments, archive = context.arguments, context.archive
    view = archive.update(arguments.id)
    if view is None:
        context.printer.note(f"no update has the id {arguments.id}")
        return Exit.NOTHING_FOUND
    archive.marks.set_bookmark(arguments.id, not arguments.remove)
    if not arguments.remove:
        archive.marks.annotate(arguments.id, arguments.note, arguments.tag)
    done = "bookmark removed" if arguments.remove else "bookmarked"
    context.printer.note(f"{done}: {view.update.headline or arguments.id}")
    return Exit.FOUND
