"""`tui-reader demo`: the fictional sample in a throw-away library."""

from tui_reader.cli.context import Context
from tui_reader.cli.opening import open_sample


def run(context: Context) -> int:
    """Open the reader on the sample; nothing of it is kept."""
    return open_sample(context, "Import your own: tui-reader import FILE...")
