"""`tui-reader [FILE...]`: import files if any are named, then open the reader."""

from tui_reader.cli.context import Context
from tui_reader.cli.exit_codes import Exit
from tui_reader.cli.opening import open_reader, open_sample


def run(context: Context) -> int:
    """Open the reader on the library, or on the sample while the library is empty."""
    if context.arguments.files:
        from tui_reader.cli.commands.import_ import import_words  # noqa: PLC0415 - loads the parsers

        code = import_words(context, context.arguments.files)
        if code != Exit.FOUND:
            return code
    if context.archive.is_empty():
        return open_sample(context, "Your library is empty. Quit (q), then: tui-reader import FILE...")
    return open_reader(context, context.archive, notice="\n".join(context.archive.notices) or None)
