"""`tui-reader export`: write every live blog of the library."""

import json
from collections.abc import Iterable
from typing import TextIO

from tui_reader.archive.whole_file import whole_file
from tui_reader.cli.context import Context
from tui_reader.cli.exit_codes import Exit
from tui_reader.news import LiveBlog
from tui_reader.news.json_form import to_object


def run(context: Context) -> int:
    """Write one JSON object, live blog by live blog, so that memory does not grow with the library."""
    archive = context.archive
    if context.arguments.output:
        with whole_file(context.arguments.output) as file:
            count = _write(file, archive.live_blogs())
        context.printer.note(f"{context.arguments.output}: {count:,} live blogs")
    else:
        count = _write(context.printer.out, archive.live_blogs())
    return Exit.FOUND if count else Exit.NOTHING_FOUND


def _write(file: TextIO, blogs: Iterable[LiveBlog]) -> int:
    count = 0
    file.write('{"format": "tui-reader", "version": 1, "live_blogs": [')
    for count, blog in enumerate(blogs, start=1):
        file.write(",\n" if count > 1 else "\n")
        json.dump(to_object(blog), file, ensure_ascii=False)
    file.write("\n]}\n")
    return count
