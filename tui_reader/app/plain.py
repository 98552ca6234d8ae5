"""The one way from a string to what a widget of Textual may show."""

from textual.content import Content

from tui_reader.clean import clean


def plain(text: str) -> Content:
    """The text as content that is never read as markup and cannot steer the terminal."""
    return Content(clean(text))
