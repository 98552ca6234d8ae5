"""What is wrong with a setting, and where."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that was not understood and is not followed.

    Attributes:
        source: the file, variable or option.
        line: the line of the file, from 1; None where there is none.
        key: the setting, or the key of the file; empty where the whole source is meant.
        reason: what is wrong, and where possible what would be right.
    """

    source: str
    line: int | None
    key: str
    reason: str

    def __str__(self) -> str:
        place = f"{self.source}:{self.line}" if self.line else self.source
        return ": ".join(part for part in (place, self.key, self.reason) if part)
