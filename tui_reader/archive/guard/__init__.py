"""Parsing within limits, in a process of its own that can be ended at any moment.

Every parser has documents that keep it busy for minutes or fill the memory. So documents that strangers wrote
are parsed by a helper process which may take so many seconds and so many bytes for each, may open no file
for writing and start no program. What it finds comes back as JSON and is checked like any other input;
nothing is ever unpickled. A document that exceeds a limit is refused in one line, and the next one gets a
new helper.

    parser.py   hands documents to helpers, tells what came of them; keeps one helper for the next import
    helper.py   the handle on one helper process: starts it, talks with it, ends it
    child.py    what the helper process runs
    limits.py   how much one document may take
"""

from tui_reader.archive.guard.limits import Limits
from tui_reader.archive.guard.parser import GuardedParser

__all__ = ["GuardedParser", "Limits"]
