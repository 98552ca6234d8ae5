"""Whether words take the place of signs, for screen readers and braille displays."""

from textual.widget import Widget


def is_linear(widget: Widget) -> bool:
    """Whether the app that a widget belongs to is in the linear mode."""
    return bool(getattr(widget.app, "is_linear", False))
