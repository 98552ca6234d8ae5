"""One paragraph, or the words of one quotation, as sentences with their acts of speech and quotations."""

from collections.abc import Iterator, Sequence
from itertools import chain, groupby
from typing import NamedTuple

from tui_reader.news import Block
from tui_reader.quoting.acts import Act
from tui_reader.quoting.clauses import Clause
from tui_reader.quoting.cues import acts_in
from tui_reader.quoting.lexicon import Lexicon
from tui_reader.quoting.sentences import sentences
from tui_reader.quoting.spans import Marked, scan_paragraphs
from tui_reader.quoting.tokens import Tokens, between, framed


class Passage(NamedTuple):
    """Text that one writer or speaker frames.

    Attributes:
        tokens: with every quotation that stands directly in the passage as a single token.
        clauses: its sentences, in order.
    """

    tokens: Tokens
    clauses: list[Clause]

    def acts(self) -> Iterator[Act]:
        """The acts of speech of all sentences."""
        return chain.from_iterable(map(acts_in, self.clauses))


def read_passage(
    text: str, tokens: Tokens, spans: Sequence[Marked], parent: int | None, lexicon: Lexicon
) -> Passage:
    """The passage around those of a paragraph's spans whose parent is `parent`: the paragraph, or that span.

    `tokens` are the paragraph's own, as `tokenise` gives them for `text`.
    """
    quoted = [(s.outer_start, s.outer_end, n) for n, s in enumerate(spans) if s.parent == parent]
    if parent is not None:
        tokens = between(tokens, spans[parent].start, spans[parent].end)
    own = framed(text, tokens, quoted)
    return Passage(own, [Clause(own, sentence, lexicon) for sentence in sentences(own)])


def scan_blocks(blocks: Sequence[Block]) -> dict[int, list[Marked]]:
    """The quoted spans of every paragraph; those without another block between them are read together."""
    if all(block.kind == "paragraph" for block in blocks):
        return dict(enumerate(scan_paragraphs([block.text for block in blocks])))
    found: dict[int, list[Marked]] = {}
    for kind, run in groupby(enumerate(blocks), key=lambda numbered: numbered[1].kind):
        if kind == "paragraph":
            numbers, paragraphs = zip(*run, strict=True)
            found.update(zip(numbers, scan_paragraphs([p.text for p in paragraphs]), strict=True))
    return found
