"""The program: what `tui-reader` and `python -m tui_reader` run.

Ctrl+C ends it without a word for as long as nothing but modules has been loaded; `cli.main` then says that it
was interrupted, and what that means.
"""

import gc
import signal
import sys
from typing import NoReturn

signal.signal(signal.SIGINT, signal.SIG_DFL)  # before the imports: they take most of the first moments
gc.disable()  # nothing of what is loaded is garbage; `cli.running` has it collected from then on

from tui_reader.cli import main  # noqa: E402


def run() -> NoReturn:
    """Run the command that the process was started with."""
    code = main()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # everything is done; only the way out is left
    gc.freeze()  # looking through everything for garbage takes ten times as long as leaving it to the system
    sys.exit(code)


if __name__ == "__main__":
    run()
