"""Where the reader left off, and how the screen was laid out: convenient to have, no loss when gone."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

from tui_reader.errors import LibraryError, advice
from tui_reader.library.mark_lock import MarkLock
from tui_reader.library.private_files import open_private, private_folder, replacing, write_whole

JsonValue: TypeAlias = "bool | int | float | str | list[JsonValue] | dict[str, JsonValue] | None"

_LONGEST = 1_000_000  # bytes that are read of the file


class Session:
    """Named values that outlive a session; any number of instances may use them at once.

    A file that is missing or damaged counts as empty, since nothing in it cannot be chosen again; so whoever
    reads a value checks its shape.

    Args:
        folder: the data folder.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / "session.json"

    def values(self) -> Mapping[str, JsonValue]:
        """Everything that was kept."""
        try:
            with os.fdopen(open_private(self._path, os.O_RDONLY), "rb") as file:
                found = json.loads(file.read(_LONGEST))
        except (OSError, ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}

    def keep(self, **values: JsonValue) -> None:
        """Set values, leaving the others as they are; on disk when this returns.

        Raises:
            LibraryError: the file cannot be written.
        """
        try:
            private_folder(self._folder)
            with MarkLock(self._path.with_suffix(".lock"), ()).held():
                data = json.dumps({**self.values(), **values}, ensure_ascii=False, indent=1)
                with replacing(self._path) as new:
                    descriptor = open_private(new, os.O_WRONLY)
                    try:
                        write_whole(descriptor, data.encode("utf-8", "replace"))
                    finally:
                        os.close(descriptor)
        except OSError as error:
            raise LibraryError(f"{error.filename or self._path}: {advice(error)}") from error
