"""Who said what: the quotations of a live blog's updates, with their speakers.

Rules of our own over word lists, one file a language; no model, no download, the same answer every time, in
time linear in the length of the text.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tui_reader.news import Attribution, Embed, Place, Quotation, Update
from tui_reader.quoting.drafts import CONFIDENCE
from tui_reader.quoting.lexicon import lexicon_for
from tui_reader.quoting.people import People
from tui_reader.quoting.references import Discourse
from tui_reader.quoting.tokens import tokenise, vocabulary_of
from tui_reader.quoting.update_reader import UpdateReader

__all__ = ["CONFIDENCE", "RULES", "quote"]

RULES = 4
"""Version of the rules; to be raised when they find or attribute otherwise, so that libraries catch up."""


def quote(
    updates: Sequence[Update],
    standfirst: Sequence[str] = (),
    known_speakers: Iterable[str] = (),
) -> list[Update]:
    """The same updates with their `quotations` filled in; an embedded post is its author's statement.

    Args:
        updates: all updates of one live blog, in page order; short names are completed from the whole of it.
        standfirst: the live blog's introduction, which may name people in full.
        known_speakers: full names known from elsewhere; one of them completes a short name that this live
            blog leaves open, where no other one fits.
    """
    texts = list(_numbered_texts(updates, standfirst))
    lexicon = lexicon_for(text for _, text in texts)
    vocabulary = vocabulary_of(lexicon)
    tokens = {text: tokenise(text, vocabulary) for _, text in texts}
    people = People(((number, tokens[text]) for number, text in texts), known_speakers, lexicon)
    bodies: dict[frozenset[str], str] = {}
    quoted: list[Update] = []
    for number, update in enumerate(updates):
        reader = UpdateReader(update, Discourse(number, people, lexicon, bodies), tokens, lexicon)
        found = sorted((*reader.read(), *_posts(update, people, number)), key=_position)
        is_changed = bool(found or update.quotations)
        quoted.append(replace(update, quotations=tuple(found)) if is_changed else update)
    return quoted


def _posts(update: Update, people: People, number: int) -> list[Quotation]:
    """Every embedded post as what its author states."""
    posts: list[Quotation] = []
    for at, block in enumerate(update.blocks):
        if isinstance(block, Embed) and block.text.strip():
            place = Place(at, 0, len(block.text))
            author = people.full_name(block.author, number) if block.author else None
            how: Attribution | None = "embed" if author else None
            evidence = place if author else None
            posts.append(
                Quotation(block.text, "direct", place, author, None, how, evidence, 1.0 if author else 0.0)
            )
    return posts


def _position(quotation: Quotation) -> tuple[int, int, int]:
    place = quotation.place
    return -1 if place.block is None else place.block, place.start, -place.end


def _numbered_texts(updates: Sequence[Update], standfirst: Sequence[str]) -> Iterable[tuple[int, str]]:
    yield from ((-1, text) for text in standfirst)
    for number, update in enumerate(updates):
        if update.headline:
            yield number, update.headline
        yield from ((number, block.text) for block in update.blocks)
