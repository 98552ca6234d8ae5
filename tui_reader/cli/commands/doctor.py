"""`tui-reader doctor`: is everything sound, and if not, what is to be done?"""

import platform
import shutil
import sys
from collections.abc import Iterator

from tui_reader.archive.health import Finding, engine, examine
from tui_reader.cli.context import Context
from tui_reader.cli.exit_codes import Exit
from tui_reader.cli.version import version

_SMALLEST = (40, 12)  # columns and rows that the reader is made for


def run(context: Context) -> int:
    """Check everything, with `--repair` mend it; one line for each finding."""
    folder = context.data_folder.absolute()
    findings = [_versions(), *_terminal(), *examine(folder, repair=context.arguments.repair)]
    if context.arguments.json:
        context.printer.json([{"what": f.what, "state": f.state, "text": f.text} for f in findings])
    else:
        for finding in findings:
            context.printer.data(f"{finding.state:<8} {finding.what:<10} {finding.text}")
    return Exit.BAD_INPUT if any(finding.state == "problem" for finding in findings) else Exit.FOUND


def _versions() -> Finding:
    text = f"tui-reader {version()}, Python {platform.python_version()}, {engine()}"
    return Finding("versions", "ok", text)


def _terminal() -> Iterator[Finding]:
    from tui_reader.app.preflight import preflight  # noqa: PLC0415 - the app is loaded last

    if not sys.stdout.isatty():
        yield Finding("terminal", "ok", "none here: only the reader needs one")
        return
    refusal = preflight()
    columns, rows = shutil.get_terminal_size()
    if refusal:
        yield Finding("terminal", "problem", refusal)
    elif columns < _SMALLEST[0] or rows < _SMALLEST[1]:
        size = f"{_SMALLEST[0]}x{_SMALLEST[1]}"
        yield Finding("terminal", "problem", f"{columns}x{rows} is small; make it {size} or larger")
    else:
        yield Finding("terminal", "ok", f"{columns}x{rows}, able to show the reader")
