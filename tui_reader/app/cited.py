"""What screens ask the app to copy."""

from dataclasses import dataclass

from textual.message import Message

from tui_reader.news.citation import Form
from tui_reader.news.statement import Source, Statement

FORM_NAMES: dict[Form, str] = {
    "plain": "plain text",
    "markdown": "Markdown",
    "json": "JSON",
    "bibtex": "BibTeX",
}
"""What the user calls the forms of citations."""


@dataclass
class Cited(Message):
    """A citation is to be copied.

    Attributes:
        cited: the statement, or the update as a whole.
        form: None for the form that was chosen last.
    """

    cited: Statement | Source
    form: Form | None = None


@dataclass
class Copied(Message):
    """A text is to be copied.

    Attributes:
        text: all of it.
        what: how to call it when telling the user.
    """

    text: str
    what: str
