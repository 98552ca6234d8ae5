"""`tui-reader paths`: where everything is kept."""

from tui_reader.cli.context import Context
from tui_reader.cli.exit_codes import Exit
from tui_reader.resources import sample_folder, stylesheets


def run(context: Context) -> int:
    """Print every place, whether it exists yet or not; makes none."""
    folder = context.data_folder.absolute()
    places = {
        "data": folder,
        "library": folder / "library.db",
        "bookmarks": folder / "marks.db",
        "journal": folder / "marks.jsonl",
        "backups": folder / "backups",
        "index": folder / "index",
        "log": folder / "crash.log",
        "styles": stylesheets()[0].parent,
        "sample": sample_folder(),
    }
    if context.arguments.json:
        context.printer.json({name: str(path) for name, path in places.items()})
    else:
        for name, path in places.items():
            context.printer.data(f"{name:<10} {path}")
    return Exit.FOUND
