"""A mark as both of its copies keep it."""

from collections.abc import Iterable
from typing import NamedTuple, TypeAlias

Key: TypeAlias = tuple[str, str]


class Entry(NamedTuple):
    """One mark as it is since its latest change.

    Attributes:
        sequence: place in the order of all changes, from 1; no two entries share one.
        kind: "bookmarks", "read", "corrections" or "searches".
        name: which mark of that kind: an update's id, for a correction the quotation's id after it; the name
            of a search.
        value: compact JSON; None when the mark was taken away.
    """

    sequence: int
    kind: str
    name: str
    value: str | None

    @property
    def key(self) -> Key:
        """Kind and name: of each key only the latest entry counts."""
        return self.kind, self.name


def latest(*groups: Iterable[Entry]) -> list[Entry]:
    """The latest entry of every key, in the order of their changes."""
    found: dict[Key, Entry] = {}
    for entries in groups:
        for entry in entries:
            key = entry.key
            if key not in found or found[key].sequence <= entry.sequence:
                found[key] = entry
    return sorted(found.values(), key=lambda entry: entry.sequence)
