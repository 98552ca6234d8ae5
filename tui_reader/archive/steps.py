"""What the reader did to the marks, step by step, so that it can be undone in the opposite order."""

from collections import deque
from dataclasses import dataclass

from tui_reader.library import MarkChange

_KEPT = 200  # steps


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that the reader did.

    Attributes:
        what: how a message calls it: "bookmark on “Ferries wait”".
        change: what it changed.
        requoted_id: the update whose quotations depend on it, None where none do.
    """

    what: str
    change: MarkChange
    requoted_id: str | None = None

    @property
    def update_ids(self) -> list[str]:
        """The updates that bear what it changed."""
        return list(dict.fromkeys(name.partition(" ")[0] for name in self.change.after))


class Steps:
    """The latest steps of this session."""

    def __init__(self) -> None:
        self._steps: deque[Step] = deque(maxlen=_KEPT)

    def add(self, what: str, change: MarkChange, requoted_id: str | None = None) -> None:
        """Remember a step, if it changed anything."""
        if change:
            self._steps.append(Step(what, change, requoted_id))

    def take_last(self) -> Step | None:
        """The last step, which is then forgotten; None where there is none."""
        return self._steps.pop() if self._steps else None
