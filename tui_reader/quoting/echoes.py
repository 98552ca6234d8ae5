"""Words that an update quotes twice: where one place leaves open whose they are, the other tells."""

from collections.abc import Iterable, Sequence

from tui_reader.news import Block
from tui_reader.quoting.drafts import Draft

_RECALLED = 0.9  # a headline's words that a paragraph has as well
_ECHOED = 0.75  # a paragraph's words that somebody says in another one
_DETACHING = ":：–—."  # marks before words that stand on their own
_FINAL_MARKS = ".,!?…"
_NEAR = 24  # drafts on either side in which an echo is looked for
_LONGEST_ECHO = 120  # characters


def recall(draft: Draft, headline: str, drafts: Iterable[Draft], blocks: Sequence[Block]) -> None:
    """Give a headline's words to whom a paragraph quotes with them, if the headline names nobody.

    Words that are woven into the headline's own sentence count only where a role stands for the speaker, or
    where the headline has the speaker's surname.
    """
    is_free = not draft.is_attributed
    words = _plain(headline[draft.start : draft.end])
    if " " not in words or not (is_free or _is_role(draft)):
        return
    found = _holder(words, (own for own in drafts if own.block is not None), blocks)
    if found is None or found.reference is None:
        return
    before = headline[: draft.start - 1].rstrip()
    is_detached = not before or before[-1] in _DETACHING
    surname = found.reference.name.rsplit(maxsplit=1)[-1]
    if is_detached or not is_free or (found.reference.is_person and surname in before):
        draft.attribute(found.reference, "headline", _RECALLED * found.confidence)


def echo(drafts: Sequence[Draft], blocks: Sequence[Block]) -> None:
    """Give words that nobody, or only a role, is seen to say to whom another sentence lets say the same."""
    bearers: dict[str, Draft] = {}
    for at, draft in enumerate(drafts):
        if draft.block is None or draft.kind == "nested" or not (not draft.is_attributed or _is_role(draft)):
            continue
        words = _plain(blocks[draft.block].text[draft.start : draft.end])
        if " " not in words or len(words) > _LONGEST_ECHO:
            continue
        others = [own for own in drafts[max(0, at - _NEAR) : at + _NEAR] if own.kind == "direct"]
        found = _holder(words, others, blocks)
        if found is not None and not _is_role(found):
            if draft.reference is not None and draft.reference.is_role:
                bearers[draft.reference.name] = found
            draft.echo(found, _ECHOED)
    for draft in drafts if bearers else ():
        bearer = bearers.get(draft.reference.name) if draft.reference and draft.reference.is_role else None
        if bearer is not None:
            draft.echo(bearer, _ECHOED)


def _plain(words: str) -> str:
    return words.rstrip(_FINAL_MARKS).casefold()


def _is_role(draft: Draft) -> bool:
    return draft.reference is not None and draft.reference.is_role


def _holder(words: str, drafts: Iterable[Draft], blocks: Sequence[Block]) -> Draft | None:
    """The shortest of the drafts with a speaker that hold the words."""
    holding = [
        own
        for own in drafts
        if own.block is not None
        and own.is_attributed
        and words in blocks[own.block].text[own.start : own.end].casefold()
    ]
    return min(holding, key=lambda own: own.end - own.start, default=None)
