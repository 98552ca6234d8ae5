"""The slices of the latest commit, open for one search at a time."""

import time
from pathlib import Path

from tui_reader.search import index_folder
from tui_reader.search.index_folder import Commit
from tui_reader.search.index_format import SliceFiles, read_segments
from tui_reader.search.index_storage import DurableStorage
from tui_reader.search.postings import CorruptIndex
from tui_reader.search.slice import Slice

_PAUSE = 0.005  # seconds
_TRIES = 20  # a commit may remove the files of the one before it while that is being opened


class IndexReader:
    """Follows the commits; what a slice already read is kept as long as the slice is."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._storage = DurableStorage(folder)
        self._commit: tuple[Commit, tuple[int, int]] | None = None
        self._slices: dict[str, Slice] = {}

    def slices(self) -> list[Slice]:
        """The slices of the latest commit."""
        for left in reversed(range(_TRIES)):
            try:
                self._refresh()
                break
            except FileNotFoundError as error:
                if not left:
                    raise CorruptIndex("a file is missing") from error
                time.sleep(_PAUSE)
        return list(self._slices.values())

    def _refresh(self) -> None:
        latest = index_folder.readable(self._folder)
        commit = None if latest is None else (latest, index_folder.stamp(self._folder, latest))
        if commit == self._commit:
            return
        segments = [] if latest is None else read_segments(self._storage, latest)
        known = self._slices
        slices: dict[str, Slice] = {}
        for segment in segments:
            name = segment.segment_id()
            if name in known:
                known[name].deleted = frozenset(segment.deleted_docs())
            else:
                known[name] = Slice(SliceFiles(self._storage, segment), segment.deleted_docs())
            slices[name] = known[name]
        for name in known.keys() - slices.keys():
            known[name].close()
        self._slices = slices
        self._commit = commit

    def close(self) -> None:
        """Close all files."""
        for part in self._slices.values():
            part.close()
        self._slices = {}
        self._commit = None
