"""`tui-reader export`: write every live blog of the library."""

from tui_reader.archive.update_export import write_live_blogs
from tui_reader.archive.whole_file import whole_file
from tui_reader.cli.context import Context
from tui_reader.cli.exit_codes import Exit


def run(context: Context) -> int:
    """Write one JSON object, live blog by live blog, so that memory does not grow with the library."""
    archive = context.archive
    if context.arguments.output:
        with whole_file(context.arguments.output) as file:
            count = write_live_blogs(file, archive.live_blogs())
        context.printer.note(f"{context.arguments.output}: {count:,} live blogs")
    else:
        count = write_live_blogs(context.printer.out, archive.live_blogs())
    return Exit.FOUND if count else Exit.NOTHING_FOUND
