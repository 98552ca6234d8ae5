"""Standard input, output and error, also where whoever started the program has closed them (`>&-`)."""

import os
import sys


def keep_open() -> None:
    """Have each lead to nothing where it is closed.

    Otherwise the next file that is opened gets its number, and what is meant for the user.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(number)
        except OSError:
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)  # the lowest free number is this one
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(number, "w" if number else "r", encoding="utf-8", closefd=False))
