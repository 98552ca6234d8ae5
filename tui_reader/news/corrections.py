"""What the reader corrects about quotations, and how it wins over what the rules found.

A quotation is known by its words and by which occurrence of them in the update it is, so that a correction
finds it again after a re-import, after better rules and after an edit elsewhere in the update. What the
reader calls no quotation stays as marks of distance, nobody's statement: that leaves the other ids as they
are, and the reader can find it again to change their mind.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace

from tui_reader.news.letters import letters
from tui_reader.news.live_blog import Update
from tui_reader.news.quotation import Kind, Quotation


@dataclass(frozen=True, slots=True)
class Correction:
    """A reader's word on one quotation.

    Attributes:
        update_id: the update.
        quotation_id: the quotation, as `quotation_ids` names it.
        speaker: who said it; None says that nobody can tell. Without meaning when it is no quotation.
        is_quotation: False says that the marks are no quotation's.
    """

    update_id: str
    quotation_id: str
    speaker: str | None = None
    is_quotation: bool = True


def quotation_ids(update: Update) -> list[str]:
    """The id of each of the update's quotations within the update, in their order."""
    seen: dict[str, int] = {}
    ids: list[str] = []
    for quotation in update.quotations:
        words = letters(quotation.text) or quotation.text
        where = "headline" if quotation.place.block is None else "body"
        digest = hashlib.sha256(f"{where}\x1f{words}".encode()).hexdigest()[:12]
        seen[digest] = seen.get(digest, 0) + 1
        ids.append(digest if seen[digest] == 1 else f"{digest}-{seen[digest]}")
    return ids


def corrected(update: Update, corrections: Iterable[Correction]) -> Update:
    """The update with its corrections applied."""
    by_quotation = {correction.quotation_id: correction for correction in corrections}
    if not by_quotation:
        return update
    quotations = (
        _corrected(quotation, by_quotation[name]) if name in by_quotation else quotation
        for name, quotation in zip(quotation_ids(update), update.quotations, strict=True)
    )
    return replace(update, quotations=tuple(quotations))


def _corrected(quotation: Quotation, correction: Correction) -> Quotation:
    return replace(
        quotation,
        kind=_kind(quotation, correction),
        speaker=correction.speaker if correction.is_quotation else None,
        attribution="corrected",
        cue=None,
        evidence=None,
        confidence=1.0,
    )


def _kind(quotation: Quotation, correction: Correction) -> Kind:
    if not correction.is_quotation:
        return "scare"
    return "direct" if quotation.kind == "scare" else quotation.kind
