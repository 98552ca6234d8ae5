"""A mark as both of its copies keep it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

Key: TypeAlias = tuple[str, str]


class Entry(NamedTuple):
    """One mark as it is since its latest change.

    Attributes:
        sequence: place in the order of all changes, from 1; no two entries share one.
        kind: "bookmarks", "read", "corrections" or "searches".
        name: which mark of that kind: an update's id, for what is on a quotation with the quotation's id
            after it; the name of a search.
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


@dataclass(frozen=True, slots=True)
class MarkChange:
    """What was changed at once; false when nothing was.

    Attributes:
        kind: of all these marks.
        before: the values that the marks had, by name; None where there was no mark.
        after: the values that they have since, by the same names.
    """

    kind: str
    before: Mapping[str, str | None]
    after: Mapping[str, str | None]

    def __bool__(self) -> bool:
        return bool(self.after)


def latest(*groups: Iterable[Entry]) -> list[Entry]:
    """The latest entry of every key, in the order of their changes."""
    found: dict[Key, Entry] = {}
    for entries in groups:
        for entry in entries:
            key = entry.key
            if key not in found or found[key].sequence <= entry.sequence:
                found[key] = entry
    return sorted(found.values(), key=lambda entry: entry.sequence)
