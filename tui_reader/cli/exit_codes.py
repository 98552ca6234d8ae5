"""What the exit code tells."""

from enum import IntEnum


class Exit(IntEnum):
    """Exit codes of every command."""

    FOUND = 0
    NOTHING_FOUND = 1
    USAGE = 2
    BAD_INPUT = 3
    DEFECT = 70  # EX_SOFTWARE of sysexits.h
    INTERRUPTED = 130
