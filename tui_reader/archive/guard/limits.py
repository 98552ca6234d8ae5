"""How much one document may take."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What is granted to one document; what needs more is refused in one line.

    Attributes:
        seconds: of processor time to read it and find its quotations. A web archive has as many for each of
            its pages, and what holds several live blogs for the quotations of each.
        seconds_in_all: for everything together, which only collections of live blogs come to.
        memory: bytes of address space of the helper process.
        answer: bytes of what it holds, as JSON.
        idle_seconds: for which a helper process waits for another document.
    """

    seconds: float = 8.0
    seconds_in_all: float = 60.0
    memory: int = 1 << 30
    answer: int = 128 << 20
    idle_seconds: float = 60.0
