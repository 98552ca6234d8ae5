"""Files that are written as a whole or not at all."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from tui_reader.errors import SourceError, advice
from tui_reader.library.private_files import sync_folder


@contextmanager
def whole_file(path: Path) -> Iterator[TextIO]:
    """A text file (UTF-8) that takes its name when the block ends well, on disk; otherwise nothing changes.

    Raises:
        SourceError: the file cannot be written.
    """
    try:
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except FileNotFoundError as error:
        raise SourceError(path, "there is no such folder; make it, or name another file") from error
    except OSError as error:
        raise SourceError(path, advice(error, "name another file")) from error
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise SourceError(path, advice(error, "name another file")) from error
    finally:
        temporary.unlink(missing_ok=True)
