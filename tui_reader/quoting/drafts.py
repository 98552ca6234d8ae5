"""A quotation while its update is still being read, and what it goes on from.

A draft can change until the update ends: later paragraphs may still name the speaker of an earlier one, when
a quotation runs over several of them.
"""

from dataclasses import dataclass

from tui_reader.news import Attribution, Kind, Place, Quotation
from tui_reader.quoting.acts import Act
from tui_reader.quoting.memory import Reference

CONFIDENCE = 0.5
"""A speaker less certain than this is not named."""

_RUNS_ON = 0.95  # the marks say that a quotation goes on
_GOES_ON = 0.93  # the rest of a split quotation
_NEXT_PARAGRAPH = 0.8
_RESUMED = 0.9  # a sentence of its own behind the words
_SIGNED = 0.95  # a post whose last line names its author


@dataclass(slots=True)
class Draft:
    """One run of quoted words under way, the act of speech it was given, and the draft it goes on from."""

    block: int | None
    start: int
    end: int
    kind: Kind
    is_closed: bool = True
    reference: Reference | None = None
    cue: str | None = None
    attribution: Attribution | None = None
    confidence: float = 0.0
    group: int | None = None
    act: Act | None = None
    previous: "Draft | None" = None

    @property
    def is_attributed(self) -> bool:
        """Whether a speaker is certain enough to be named."""
        return self.reference is not None and self.confidence >= CONFIDENCE

    def attribute(
        self, reference: Reference | None, how: Attribution, sure: float, cue: str | None = None
    ) -> None:
        """Give the words to somebody, if to anybody; `sure` is how far the way to them can be trusted."""
        if reference is not None:
            self.reference, self.cue, self.attribution = reference, cue, how
            self.confidence = sure * reference.confidence

    def continue_from(self, earlier: "Draft", sure: float) -> None:
        """Give the words to the speaker of those that they go on from, no surer than there."""
        if earlier.reference is not None:
            self.reference, self.cue, self.attribution = earlier.reference, None, "continued"
            self.confidence = min(sure, earlier.confidence)

    def echo(self, other: "Draft", sure: float) -> None:
        """Give the words to whom another draft lets say them too."""
        self.continue_from(other, sure)
        if self.kind == "scare":
            self.kind = "partial"

    def disown(self) -> None:
        """Mark the words as nobody's statement."""
        self.kind, self.reference, self.attribution, self.confidence = "scare", None, None, 0.0

    def finished(self, text: str) -> Quotation:
        """The quotation; `text` is the headline or block that it stands in."""
        reference = self.reference if self.confidence >= CONFIDENCE else None
        return Quotation(
            text=text[self.start : self.end],
            kind=self.kind,
            place=Place(self.block, self.start, self.end),
            speaker=reference.name if reference else None,
            cue=self.cue if reference else None,
            attribution=self.attribution if reference else None,
            evidence=reference.evidence if reference else None,
            confidence=round(self.confidence, 3),
            group=f"g{self.group}" if self.group is not None else None,
        )


class Drafts:
    """The drafts of one update in the order they are found."""

    def __init__(self) -> None:
        self.all: list[Draft] = []
        self.last: Draft | None = None
        """The last one that is not nested."""
        self._groups = 0

    def add(self, draft: Draft) -> None:
        """Add a draft that is not nested in another."""
        self.all.append(draft)
        self.last = draft

    def runs_on(self, draft: Draft, *, is_opened: bool) -> bool:
        """Whether the marks say that the draft goes on from the last one, in an earlier paragraph."""
        if self.last is None or self.last.block == draft.block:
            return False
        return not is_opened or (not self.last.is_closed and draft.start <= 2)

    def sign(self, author: Reference, block: int) -> None:
        """Give the words set apart right before a signature, in the block `block`, to who signed them."""
        draft = self.last
        while draft is not None and draft.block == block - 1:
            draft.attribute(author, "explicit", _SIGNED)
            draft, block = draft.previous, block - 1

    def resume(self, speaker: Reference, block: int | None, cue: str) -> None:
        """Give the last quotations of a block that nothing else attributes to a speaker named after them."""
        for draft in reversed(self.all):
            if draft.block != block or draft.attribution not in (None, "continued"):
                return
            if draft.kind in ("direct", "partial"):
                draft.attribute(speaker, "explicit", _RESUMED, cue)

    def run_on(self, draft: Draft) -> None:
        """Make the draft and the last one parts of one quotation; the surer speaker is everyone's."""
        last = self.last
        if last is None:
            return
        self.join(draft, last)
        if draft.reference is None:
            draft.continue_from(last, _RUNS_ON)
            return
        earlier = draft.previous
        while earlier is not None and earlier.attribution in (None, "continued"):
            earlier.continue_from(draft, _RUNS_ON)
            earlier = earlier.previous

    def follow(self, draft: Draft) -> bool:
        """Give words of their own, without any cue, to the speaker of the quotation right before them."""
        last = self.last
        if last is None or last.reference is None or last.block is None:
            return False
        if last.block == draft.block:
            draft.attribute(last.reference, "continued", _GOES_ON)
        elif last.block + 1 == draft.block:
            draft.attribute(last.reference, "continued", _NEXT_PARAGRAPH)
        else:
            return False
        self.join(draft, last)
        return True

    def join(self, draft: Draft, last: Draft) -> None:
        """Put both into one group."""
        if last.group is None:
            self._groups += 1
            last.group = self._groups
        draft.group, draft.previous = last.group, last
