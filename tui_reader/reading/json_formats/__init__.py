"""Publishers' JSON: one module per shape, all read through one format."""

from tui_reader.reading.document import Document
from tui_reader.reading.json_values import looks_like_json
from tui_reader.reading.outcome import Reading


class PublisherJson:
    """A live blog's data as a publisher's own service gives it."""

    name = "publisher's JSON"

    def recognises(self, document: Document) -> bool:
        """Whether it is JSON at all; which, shows when it is read."""
        return looks_like_json(document)

    def read(self, document: Document) -> Reading:
        """The live blogs of the first shape that fits."""
        from tui_reader.reading.json_formats.reader import read_json  # noqa: PLC0415 - the parsers load when needed

        return read_json(document)
