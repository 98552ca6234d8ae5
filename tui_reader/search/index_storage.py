"""The files of the index: private, on the disk when they are closed, and closed when something fails."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile

from tui_reader.search.postings import CorruptIndex


class DurableStorage(FileStorage):  # type: ignore[misc]
    """The files in the index's folder; settled where no other process can change them meanwhile."""

    def __init__(self, folder: Path, *, is_settled: bool = False) -> None:
        super().__init__(str(folder))
        self._is_settled = is_settled
        self._opened: list[Any] = []

    def open_file(self, name: str, **options: Any) -> Any:
        """An existing file, for reading."""
        file = super().open_file(name, **options)
        self._opened.append(file)
        return file

    @contextmanager
    def tidy(self) -> Iterator[None]:
        """Close what is opened inside when that fails: Whoosh leaves it open."""
        self._opened.clear()
        try:
            yield
        except BaseException:
            for file in self._opened:
                if not file.is_closed:
                    file.onclose = None  # what could not be written cannot be brought to the disk either
                    with suppress(OSError):
                        file.close()
            raise
        finally:
            self._opened.clear()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Read files of the index inside.

        Raises:
            CorruptIndex: for whatever Whoosh stumbles over in a damaged file.
        """
        try:
            with self.tidy():
                yield
        except FileNotFoundError as error:
            if self._is_settled:
                raise CorruptIndex("a file is missing") from error
            raise
        except OSError:
            raise
        except Exception as error:
            raise CorruptIndex("the files are damaged") from error

    def create_file(self, name: str, **_: Any) -> Any:
        """A new file, private from its first byte on."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW
        file = os.fdopen(os.open(Path(self.folder) / name, flags, 0o600), "wb")
        created = StructFile(file, name=name, onclose=_to_disk)
        self._opened.append(created)
        return created

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        """Give a file its final name, for good."""
        super().rename_file(oldname, newname, safe=safe)
        folder = os.open(self.folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _to_disk(file: Any) -> None:
    file.flush()
    os.fsync(file.fileno())
