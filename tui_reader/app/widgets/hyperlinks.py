"""Whether links are such to the terminal as well, which opens them where the reader sits (OSC 8)."""

from textual.widget import Widget


def shows_links(widget: Widget) -> bool:
    """Whether the terminal of the app that a widget belongs to is told of links."""
    return bool(getattr(widget.app, "shows_links", False))
