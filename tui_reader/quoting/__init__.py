"""Who said what: the quotations of a live blog's updates, with their speakers.

Rules of our own over word lists, one file a language; no model, no download, the same answer every time, in
time linear in the length of the text.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from tui_reader.news import Quotation, Update
from tui_reader.quoting.drafts import CONFIDENCE
from tui_reader.quoting.lexicon import Lexicon, lexicon_for
from tui_reader.quoting.people import People
from tui_reader.quoting.references import Discourse
from tui_reader.quoting.tokens import Token, tokenise
from tui_reader.quoting.update_reader import UpdateReader

__all__ = ["CONFIDENCE", "quote"]


def quote(
    updates: Sequence[Update], standfirst: Sequence[str] = (), known_speakers: Iterable[str] = ()
) -> list[Update]:
    """The same updates with their `quotations` filled in.

    Args:
        updates: all updates of one live blog, in page order; short names are completed from the whole of it.
        standfirst: the live blog's introduction, which may name people in full.
        known_speakers: full names known from elsewhere; one of them completes a short name that this live
            blog leaves open, where no other one fits.
    """
    texts = list(_numbered_texts(updates, standfirst))
    lexicon = lexicon_for(text for _, text in texts)
    tokens = {text: tokenise(text) for _, text in texts}
    people = People(((number, tokens[text]) for number, text in texts), known_speakers, lexicon)
    bodies: dict[frozenset[str], str] = {}
    return [
        replace(update, quotations=_read(update, Discourse(number, people, lexicon, bodies), tokens, lexicon))
        for number, update in enumerate(updates)
    ]


def _read(
    update: Update, discourse: Discourse, tokens: Mapping[str, Sequence[Token]], lexicon: Lexicon
) -> tuple[Quotation, ...]:
    return UpdateReader(update, discourse, tokens, lexicon).read()


def _numbered_texts(updates: Sequence[Update], standfirst: Sequence[str]) -> Iterable[tuple[int, str]]:
    yield from ((-1, text) for text in standfirst)
    for number, update in enumerate(updates):
        if update.headline:
            yield number, update.headline
        yield from ((number, block.text) for block in update.blocks)
