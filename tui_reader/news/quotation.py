"""What somebody said, where the words stand, and how we know who said them."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["direct", "partial", "headline", "nested", "scare"]
"""direct: a whole utterance; partial: words inside the writer's sentence; headline: in a headline;
nested: inside another quotation; scare: marks that keep a distance, nobody's statement."""

Attribution: TypeAlias = Literal["explicit", "continued", "pronoun", "headline", "embed", "corrected"]
"""How the speaker was reached: a cue names them; the quotation goes on from an attributed one; a pronoun or
role was resolved; the headline's own form; the author of an embedded post; the reader's own correction."""


@dataclass(frozen=True, slots=True)
class Place:
    """A span of an update's text: offsets into its headline (`block` None) or into `blocks[block].text`."""

    block: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Quotation:
    """One run of quoted words.

    Attributes:
        text: the words between the marks, `place` applied to the update's text.
        kind: what sort of quotation it is.
        place: where the words stand, marks excluded.
        speaker: the fullest name known of who said it, or None when that is not known: unattributed.
        cue: the word that ties speaker and words ("said", "according to", ":"), if one does.
        attribution: how the speaker was reached, None when unattributed.
        evidence: where the text names the speaker, None when unattributed.
        confidence: 0 to 1, that the speaker is right.
        group: equal for the parts of one quotation that is split or runs over paragraphs, else None.
    """

    text: str
    kind: Kind
    place: Place
    speaker: str | None = None
    cue: str | None = None
    attribution: Attribution | None = None
    evidence: Place | None = None
    confidence: float = 0.0
    group: str | None = None
