"""What makes live blogs of documents: in a process of its own, within limits (`archive.guard`), or here."""

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeAlias, TypeVar

from tui_reader.errors import SourceError
from tui_reader.reading import Document, Reading

Tag = TypeVar("Tag")

Outcome: TypeAlias = Reading | SourceError
"""What came of a document: live blogs with their quotations, or why there are none."""


class Parser(Protocol):
    """Parses documents one after the other."""

    def parsed(
        self, documents: Iterable[tuple[Tag, Document]], known_speakers: Iterable[str] = ()
    ) -> Iterator[tuple[Tag, Outcome]]:
        """What comes of each document, in their order, beside what it was tagged with.

        Documents are asked for one by one, possibly before the caller has seen what came of the last one.

        Args:
            documents: to be parsed, each with a tag.
            known_speakers: names that may complete a short name.
        """
        ...
