"""A sentence around quotations, with all that is known of it."""

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from tui_reader.quoting.acts import Act
from tui_reader.quoting.memory import Reference
from tui_reader.quoting.passages import Passage
from tui_reader.quoting.sentences import Sentence
from tui_reader.quoting.spans import Marked

References: TypeAlias = dict[int, Reference | None]
"""Whom the speakers of acts mean, by the identity of the phrase."""


class Frame(NamedTuple):
    """A sentence around quotations, its paragraph, who its acts' speakers are and whom it is about.

    Attributes:
        quoted: the tokens that are quotations.
    """

    block: int | None
    text: str
    spans: Sequence[Marked]
    passage: Passage
    sentence: Sentence
    acts: Sequence[Act]
    references: References
    about: Reference | None
    quoted: list[int]

    @property
    def is_empty(self) -> bool:
        """Whether the sentence is nothing but quotations."""
        return all(t.kind != "word" for t in self.passage.tokens[self.sentence.first : self.sentence.last])
