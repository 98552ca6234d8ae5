"""Homes in the names of files."""

import os
from pathlib import Path


def expanded(path: str | Path) -> Path:
    """The path with the home that `~` or `~user` at its beginning stands for.

    Where nobody has such a home it stays as it is written, as in shells.
    """
    return Path(os.path.expanduser(path))  # noqa: PTH111 - the method of paths raises where nobody has it
