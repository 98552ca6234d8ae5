"""The formats that are known, the most specific first; a text copy is what remains."""

from tui_reader.reading.feeds import Feed
from tui_reader.reading.formats import Format
from tui_reader.reading.html import HtmlPage
from tui_reader.reading.json_formats import PublisherJson
from tui_reader.reading.own_export import OwnExport
from tui_reader.reading.text_copy import TextCopy

FORMATS: tuple[Format, ...] = (
    OwnExport(),
    PublisherJson(),
    Feed(),
    HtmlPage(),
    TextCopy(),
)
