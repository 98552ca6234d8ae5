"""A search that the reader wants to find again."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query under a name.

    Attributes:
        name: how the reader calls it; no two have the same.
        query: as it was typed.
        saved_at: when, aware.
    """

    name: str
    query: str
    saved_at: datetime
