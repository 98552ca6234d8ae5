"""Opens the app on a library."""

import tempfile
from pathlib import Path

from tui_reader.archive import Archive
from tui_reader.cli import defects
from tui_reader.cli.context import Context
from tui_reader.cli.exit_codes import Exit
from tui_reader.cli.settings_problems import notice_of
from tui_reader.resources import sample_folder

_SAMPLE_LABEL = "SAMPLE · fictional"


def open_reader(
    context: Context, archive: Archive, label: str | None = None, notice: str | None = None
) -> int:
    """Run the app, where there is a terminal to run it on; returns the exit code."""
    from tui_reader.app.preflight import preflight  # noqa: PLC0415 - the app is loaded last

    refusal = preflight()
    if refusal:
        context.terminal.give_back()
        context.printer.note(f"tui-reader: {refusal}")
        return Exit.USAGE
    from tui_reader.app.running import run  # noqa: PLC0415 - Textual takes a while to load

    defects.keep_off_the_terminal(archive.folder)
    lines = (notice, notice_of(context.loaded))
    return run(
        archive,
        label=label,
        notice="\n".join(line for line in lines if line) or None,
        settings=context.loaded.settings,
        terminal=context.terminal,
    )


def open_sample(context: Context, notice: str) -> int:
    """Run the app on the fictional sample in a throw-away library, labelled so."""
    context.terminal.give_back()
    with tempfile.TemporaryDirectory(prefix="tui-reader-sample-") as folder, Archive(Path(folder)) as archive:
        archive.import_([str(sample_folder())], is_trusted=True)
        return open_reader(context, archive, _SAMPLE_LABEL, notice)
