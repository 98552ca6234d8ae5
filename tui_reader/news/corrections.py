"""What the reader corrects about quotations, and how it wins over what the rules found.

A quotation is known by its words and by which occurrence of them in the update it is, so that a correction
finds it again after a re-import, after better rules and after an edit elsewhere in the update.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from tui_reader.news.live_blog import Update
from tui_reader.news.quotation import Quotation


@dataclass(frozen=True, slots=True)
class Correction:
    """A reader's word on one quotation.

    Attributes:
        update_id: the update.
        quotation_id: the quotation, as `quotation_ids` names it.
        speaker: who said it; None says that nobody can tell. Without meaning when it is no quotation.
        is_quotation: False takes it away.
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
        words = "".join(char for char in quotation.text.casefold() if char.isalnum()) or quotation.text
        where = "headline" if quotation.place.block is None else "body"
        digest = hashlib.sha256(f"{where}\x1f{words}".encode()).hexdigest()[:12]
        seen[digest] = seen.get(digest, 0) + 1
        ids.append(digest if seen[digest] == 1 else f"{digest}-{seen[digest]}")
    return ids


def corrected(update: Update, corrections: Iterable[Correction]) -> Update:
    """The update with its corrections applied."""
    by_quotation = {correction.quotation_id: correction for correction in corrections}
    return replace(update, quotations=tuple(_kept(update, by_quotation))) if by_quotation else update


def _kept(update: Update, corrections: dict[str, Correction]) -> Iterator[Quotation]:
    for quotation_id, quotation in zip(quotation_ids(update), update.quotations, strict=True):
        correction = corrections.get(quotation_id)
        if correction is None:
            yield quotation
        elif correction.is_quotation:
            yield replace(
                quotation,
                speaker=correction.speaker,
                attribution="corrected" if correction.speaker else None,
                kind="direct" if quotation.kind == "scare" and correction.speaker else quotation.kind,
                cue=None,
                evidence=None,
                confidence=1.0,
            )
