"""What is told in a corner of the screen for a while."""

from textual.notifications import Notification

_SHORTEST = 0.01  # seconds


class Notice(Notification):
    """A notification that has some time left even when it is drawn at the moment it expires.

    Textual's timers never come to an end when they are given less than none, and nothing else runs then.
    """

    @property
    def time_left(self) -> float:
        """Seconds until it vanishes."""
        return max(super().time_left, _SHORTEST)

    @property
    def has_expired(self) -> bool:
        """Whether it is to vanish."""
        return super().time_left <= 0
