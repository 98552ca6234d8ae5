"""One paragraph, or the words of one quotation, as sentences with their acts of speech and quotations."""

from collections.abc import Sequence
from typing import NamedTuple

from tui_reader.quoting.clauses import Clause
from tui_reader.quoting.cues import Act, acts_in
from tui_reader.quoting.lexicon import Lexicon
from tui_reader.quoting.marks import Marked
from tui_reader.quoting.phrases import Phrase
from tui_reader.quoting.sentences import Sentence, sentences
from tui_reader.quoting.tokens import Tokens, between, framed


class Passage(NamedTuple):
    """Text that one writer or speaker frames.

    Attributes:
        tokens: with every quotation that stands directly in the passage as a single token.
        sentences: in order.
        acts: the acts of speech of each sentence.
        subjects: who or what each sentence is about.
    """

    tokens: Tokens
    sentences: list[Sentence]
    acts: list[list[Act]]
    subjects: list[Phrase | None]


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
    found = sentences(own)
    clauses = [Clause(own, sentence, lexicon) for sentence in found]
    return Passage(own, found, [acts_in(c) for c in clauses], [c.main_subject() for c in clauses])
