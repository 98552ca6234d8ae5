"""What a limit made a parser leave out, however deep in it that happened: nothing is dropped in silence."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_noted: ContextVar[dict[str, None] | None] = ContextVar("noted", default=None)


@contextmanager
def noting_losses() -> Iterator[dict[str, None]]:
    """Collect what is lost inside the block: each loss once, in the order in which they are noted."""
    losses: dict[str, None] = {}
    token = _noted.set(losses)
    try:
        yield losses
    finally:
        _noted.reset(token)


def note_loss(text: str) -> None:
    """Note that a limit left something out.

    Args:
        text: what, and which limit, as a warning to the user.
    """
    losses = _noted.get()
    if losses is not None:
        losses[text] = None
