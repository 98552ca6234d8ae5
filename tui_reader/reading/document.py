"""A source's bytes, and their text."""

from dataclasses import dataclass
from functools import cached_property

from tui_reader.reading.decoding import decode


@dataclass(frozen=True)
class Document:
    """What a source holds, before anything is known about its format.

    Attributes:
        name: the source as the user named it, for messages.
        content: its bytes.
        url: the address it was fetched from, None for files and streams.
        declared_encoding: the encoding its transport declares (an HTTP header), if any.
    """

    name: str
    content: bytes
    url: str | None = None
    declared_encoding: str | None = None

    @cached_property
    def text(self) -> str:
        """The bytes decoded, line ends normalised to newlines; not yet cleaned."""
        text = decode(self.content, self.declared_encoding)
        return text.replace("\r\n", "\n").replace("\r", "\n")

    @cached_property
    def start(self) -> str:
        """The first non-blank characters (at most 4,096), enough to tell formats apart."""
        return decode(self.content[:16_384], self.declared_encoding).lstrip("\ufeff \t\r\n")[:4096]
